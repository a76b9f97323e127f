/** What composition lets through and we do not; most of these would open a field that the access matrix closes. */
import { parse } from 'graphql';
import { descriptions } from './description-lint.js';
import { accessImport } from './import-lint.js';
import { requiredFields } from './requires-lint.js';
import { differingRows, interfaceRows } from './row-lints.js';

export interface SubgraphSdl {
  name: string;
  sdl: string;
}

const LINTS = [accessImport, differingRows, interfaceRows, requiredFields, descriptions];

/** Every fault, a sentence each; none when the contract is sound. */
export function lintSchema(sdls: readonly SubgraphSdl[]): string[] {
  const subgraphs = sdls.map(({ name, sdl }) => ({ name, document: parse(sdl) }));
  return LINTS.flatMap((lint) => lint(subgraphs));
}
