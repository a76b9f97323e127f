/** Who tells of the world: the services, each its own part of it, and one schema that knows all. */
import {
  execute,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type defaultFieldResolver,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLTypeResolver,
} from 'graphql';
import { FederatedGraph, type Service } from '../federated-graph.js';
import { asItIs, asSent, requirementsIn, type Tell } from './requirement.js';
import { SERVICES } from './services.js';
import { thingOf, type Reference, type Thing } from './thing.js';
import type { Arguments, World } from './world.js';

type Resolver = GraphQLFieldResolver<Reference | undefined, World, Arguments>;

const resolveType: GraphQLTypeResolver<unknown, unknown> = (value) => thingOf(value as Reference).__typename;

const REQUIREMENTS = requirementsIn(Object.values(SERVICES).join('\n'));

/** Films and books are told apart by their ids, also where only the interface is known. */
const MEDIA = { Media: { __resolveReference: (reference: Reference) => thingOf(reference) } };

export class Tellers {
  readonly federated: FederatedGraph;
  /** All that the services have, as front ends see it: the one schema. */
  readonly schema: GraphQLSchema;
  /** With what nobody can ask. */
  private readonly all: GraphQLSchema;

  constructor() {
    const services = Object.entries(SERVICES).map(([name, sdl]): [string, Service] => [
      name,
      name === 'shop' ? { sdl, resolvers: MEDIA } : { sdl },
    ]);
    this.federated = new FederatedGraph(Object.fromEntries(services), {
      fieldResolver: (...asked) => this.ofService(...(asked as Parameters<Resolver>)),
      typeResolver: resolveType,
    });
    this.schema = this.federated.graph.apiSchema;
    this.all = this.federated.graph.supergraphSchema;
  }

  /** As one server with one schema answers, by the reference implementation. */
  async answer(document: DocumentNode, variableValues: Arguments, contextValue: World): Promise<ExecutionResult> {
    const { schema } = this;
    const fieldResolver: typeof defaultFieldResolver = (...asked) =>
      this.ofOneSchema(...(asked as Parameters<Resolver>));
    return execute({ schema, document, variableValues, contextValue, fieldResolver, typeResolver: resolveType });
  }

  private ofService(...[source, args, world, { parentType, fieldName }]: Parameters<Resolver>): unknown {
    const required = REQUIREMENTS.get(`${parentType.name}.${fieldName}`);
    if (required !== undefined) return computed(fieldName, args, asSent(source, required));
    const type = this.all.getType(parentType.name);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
    if (field === undefined) throw new Error(`nobody has ${parentType.name}.${fieldName}`);
    return world.field(field.type, source === undefined ? root(type) : thingOf(source), fieldName, args);
  }

  private ofOneSchema(...[source, args, world, { parentType, fieldName }]: Parameters<Resolver>): unknown {
    const field = parentType.getFields()[fieldName];
    if (field === undefined) throw new Error(`nobody can ask ${parentType.name}.${fieldName}`);
    const tell: Tell = (thing, { name, type }, given) => {
      const required = REQUIREMENTS.get(`${thing.__typename}.${name}`);
      if (required === undefined) return world.field(type, thing, name, given);
      return computed(name, given, asItIs(this.all, tell, thing, required));
    };
    return tell(source === undefined ? root(parentType) : thingOf(source), field, args);
  }
}

/** The types that an abstract type can be of in every service that has it. */
export function possibleTypes(): ReadonlyMap<string, readonly string[]> {
  const possible = new Map<string, readonly string[]>();
  for (const sdl of Object.values(SERVICES)) {
    for (const [name, types] of abstractIn(parse(sdl))) {
      possible.set(name, possible.get(name)?.filter((type) => types.includes(type)) ?? types);
    }
  }
  return possible;
}

function abstractIn({ definitions }: DocumentNode): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (name: string, type: string): unknown => found.set(name, [...(found.get(name) ?? []), type]);
  for (const type of definitions) {
    if (type.kind === Kind.UNION_TYPE_DEFINITION)
      for (const each of type.types ?? []) add(type.name.value, each.name.value);
    if (type.kind === Kind.OBJECT_TYPE_DEFINITION)
      for (const each of type.interfaces ?? []) add(each.name.value, type.name.value);
  }
  return found;
}

function computed(field: string, args: Arguments, required: unknown): string {
  return `${field} ${JSON.stringify(args)} of ${JSON.stringify(required)}`;
}

function root(type: GraphQLNamedType | undefined): Thing {
  const name = type?.name ?? '';
  return { __typename: name, id: name };
}
