import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import type { SubgraphSdl } from './lints.js';

export interface Composed {
  supergraph: string;
  hints: string[];
}

/**
 * The subgraphs as one. Their urls are only names: the gateway knows where each is.
 * @throws Error with every reason why they do not fit together.
 */
export function composeSupergraph(sdls: readonly SubgraphSdl[]): Composed {
  const services = sdls.map(({ name, sdl }) => ({ name, url: `http://${name}/graphql`, typeDefs: parse(sdl) }));
  const { errors, supergraphSdl, hints } = composeServices(services);
  if (errors !== undefined) throw new Error(`the subgraphs do not compose:\n${errors.map(String).join('\n')}`);
  return { supergraph: `${supergraphSdl.trimEnd()}\n`, hints: hints.map(String) };
}
