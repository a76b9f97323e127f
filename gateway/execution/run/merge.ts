import { isObjectType, type GraphQLSchema } from 'graphql';

/** Objects as they come out of JSON: names in them are anything, and not one of them may reach a prototype (attack case 21). */
export type Data = Record<string, unknown>;

export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function ownOf(data: Readonly<Data>, name: string): unknown {
  return Object.hasOwn(data, name) ? data[name] : undefined;
}

export function put(data: Data, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(data, name, { value, writable: true, enumerable: true, configurable: true });
  } else {
    data[name] = value;
  }
}

/** Adds what one subgraph said of an object to what others said; lists of one length belong together entry by entry. */
export function merge(schema: GraphQLSchema, target: Data, source: Readonly<Data>): void {
  for (const name of Object.keys(source)) {
    const value = source[name];
    if (value === undefined) continue;
    const present = ownOf(target, name);
    if (present !== undefined && name === '__typename' && isTold(schema, present)) continue;
    if (present === undefined || !mergeInto(schema, present, value)) put(target, name, value);
  }
}

/** A subgraph to which an interface is an object knows no more of an object than the interface (`@interfaceObject`). */
function isTold(schema: GraphQLSchema, type: unknown): boolean {
  return typeof type === 'string' && isObjectType(schema.getType(type));
}

function mergeInto(schema: GraphQLSchema, present: unknown, value: unknown): boolean {
  if (isData(present) && isData(value)) {
    merge(schema, present, value);
    return true;
  }
  if (!Array.isArray(present) || !Array.isArray(value) || present.length !== value.length) return false;
  value.forEach((entry: unknown, index) => {
    if (!mergeInto(schema, present[index], entry)) present[index] = entry;
  });
  return true;
}
