/** What answers the same question beside our gateway, and how each is started. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Stage } from '../programs/stage.js';
import { GRAFBASE, grafbaseCommand } from './peer-grafbase.js';
import { HIVE, installed, MERCURIUS, type Peer } from './peers.js';
import type { Place } from './place.js';
import type { Command } from './program.js';

export interface Contestant {
  name: string;
  /** Is asked by somebody who signed in, by way of a proxy. */
  ours?: boolean;
  peer?: Peer;
  /** Shows what cannot be passed; is no gateway. */
  limit?: boolean;
  /** Answers only the one question it was given. */
  constant?: boolean;
  /** @param folder of the peer. */
  command: (place: Place, folder: string) => Command;
}

export const PROGRAMS = join(fileURLToPath(new URL('.', import.meta.url)), '..', 'programs');

/** By name: the file in `programs/`, which is told where it stands. */
function own(name: string, file: string, more: Partial<Contestant> = {}): Contestant {
  const command = (place: Place): Command => ({ args: [join(PROGRAMS, `${file}.js`), JSON.stringify(place)] });
  return { name, command, ...more };
}

/** What a peer is told, in its surroundings. */
function surroundings({ port, supergraph, subgraphs }: Place): Record<string, string> {
  return { PORT: String(port), SUPERGRAPH: supergraph, SUBGRAPHS: subgraphs.join(',') };
}

export const PLAIN_APOLLO = own('plain @apollo/gateway', 'plain-apollo');
export const OURS = own('Inzage, all checks on', 'ours', { ours: true });

/** The same execution, before any graph: no token, no sessions, no limits, no rules, no signatures. */
export const BARE = own('Inzage, no check at all', 'bare');

/** Our gateway, put together by the benchmark, without some of its stages. */
export function staged(name: string, without: readonly Stage[]): Contestant {
  const { command } = own(name, 'staged');
  return { name, ours: true, command: (place, folder) => command({ ...place, without }, folder) };
}

export const LIMITS: readonly Contestant[] = [
  own('limit: by hand, parsed and written', 'limit-by-hand', { limit: true }),
  own('limit: one constant answer', 'limit-constant', { limit: true, constant: true }),
];

export const PEERS: readonly Contestant[] = [
  {
    name: 'Hive Gateway',
    peer: HIVE,
    command: (place, folder) => ({
      args: [join(folder, 'node_modules', '@graphql-hive', 'gateway', 'dist', 'bin.js'), 'supergraph'],
      env: surroundings(place),
      folder,
    }),
  },
  {
    name: 'Mercurius gateway (federation 1, JIT)',
    peer: MERCURIUS,
    command: (place, folder) => ({ args: [join(folder, 'start.js')], env: surroundings(place), folder }),
  },
  { name: 'Grafbase (Rust)', peer: GRAFBASE, command: grafbaseCommand },
];

/** The folder to start it from; null when it cannot be had. */
export function folderOf({ peer }: Contestant): string | null {
  return peer === undefined ? '.' : installed(peer);
}
