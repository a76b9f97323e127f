/** The audit catalogue and the graph name the same operations: nothing can be asked without it being known what it leaves. */
import { parse } from 'graphql';
import {
  ADDRESSES,
  CALLED,
  KINDS_OF_EVENT,
  OF_ITSELF,
  OPERATIONS,
  type Operation,
  type Operations,
} from '../../schema/audit-catalogue.js';
import type { SubgraphSdl } from './lints.js';
import { fieldsOf, type SubgraphField } from './subgraph-fields.js';

/** Where an operation begins: the root fields, and the fields of the one entity. */
const BEGINNINGS = ['Query', 'Mutation', 'Client'];

type Catalogue = Readonly<Record<string, Operations>>;

/** Every fault, a sentence each; none when all that can be asked is in the catalogue. */
export function lintCatalogue(
  sdls: readonly SubgraphSdl[],
  catalogue: Catalogue = OPERATIONS,
  beside: readonly Operations[] = [ADDRESSES, CALLED, OF_ITSELF],
): string[] {
  const subgraphs = sdls.map(({ name, sdl }) => ({ name, document: parse(sdl) }));
  const known = Object.values(catalogue).flatMap((operations) => Object.entries(operations));
  const fields = fieldsOf(subgraphs).filter(({ type }) => BEGINNINGS.includes(type));
  return [
    ...fields.flatMap((field) => faultOf(field, catalogue)),
    ...strangers(fields, catalogue),
    ...unleft([...known, ...beside.flatMap((operations) => Object.entries(operations))]),
  ];
}

function faultOf({ subgraph, type, name, access }: SubgraphField, catalogue: Catalogue): string[] {
  const coordinate = `${type}.${name}`;
  if (coordinate === 'Client.id') return []; // every subgraph has it; the catalogue names it once
  const operation = catalogue[subgraph]?.[coordinate];
  if (operation === undefined) return [`${coordinate} of ${subgraph} is not in the audit catalogue`];
  // the guard notes a look at whatever has a category
  const isLook = type === 'Client' && access?.includes('category') === true;
  return isLook && operation.leaves.length === 0 ? [`${coordinate} has a category, and so leaves an event`] : [];
}

function strangers(fields: readonly SubgraphField[], catalogue: Catalogue): string[] {
  return Object.entries(catalogue).flatMap(([subgraph, operations]) =>
    Object.keys(operations)
      .filter((coordinate) => !fields.some((f) => f.subgraph === subgraph && `${f.type}.${f.name}` === coordinate))
      .map((coordinate) => `the audit catalogue names ${coordinate}, which ${subgraph} does not have`),
  );
}

function unleft(operations: readonly (readonly [string, Operation])[]): string[] {
  const left = new Set(operations.flatMap(([, { leaves }]) => leaves));
  const idle = Object.keys(KINDS_OF_EVENT).filter((kind) => !left.has(kind as keyof typeof KINDS_OF_EVENT));
  return idle.map((kind) => `nothing leaves ${kind}, which the audit catalogue has`);
}
