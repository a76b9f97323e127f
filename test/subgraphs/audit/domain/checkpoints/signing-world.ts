/** A log that grows in memory, places in memory, and a signer over them. */
import type { Log } from '../../../../../program/log.js';
import { makeKey } from '../../../../../demo/keys.js';
import { CheckpointSigner } from '../../../../../subgraphs/audit/domain/checkpoints/checkpoint-signer.js';
import type { KeptCheckpoint } from '../../../../../subgraphs/audit/domain/checkpoints/kept-checkpoints.js';
import type { Witness } from '../../../../../subgraphs/audit/domain/checkpoints/witness.js';
import { OtherContent, type Place } from '../../../../../subgraphs/audit/domain/places.js';
import { hashLeaf } from '../../../../../subgraphs/audit/domain/tree/hash.js';
import { NoteSigner } from '../../../../../subgraphs/audit/domain/tree/signed-note.js';
import { keptTree } from '../tree/naive-tree.js';

export interface MemoryPlace extends Place {
  files: Map<string, Buffer>;
  state: 'up' | 'full' | 'silent';
}

export function memoryPlace(name: string): MemoryPlace {
  const place: MemoryPlace = {
    name,
    files: new Map(),
    state: 'up',
    put: async (path, content) => {
      await reached();
      if (place.state === 'full') throw new Error(`${name} is full`);
      if (place.files.get(path)?.equals(content) === false) throw new OtherContent(name, path);
      place.files.set(path, content);
    },
    read: async (path) => {
      await reached();
      return place.files.get(path) ?? null;
    },
    list: async (prefix, after = '') => {
      await reached();
      return [...place.files.keys()].filter((path) => path.startsWith(prefix) && path > after).sort();
    },
  };
  async function reached(): Promise<void> {
    if (place.state === 'silent') await new Promise(() => undefined);
  }
  return place;
}

export function signingWorld(witnesses: Witness[] = []) {
  const leaves: Buffer[] = [];
  const kept: KeptCheckpoint[] = [];
  const logged: [level: 'warn' | 'error', text: string][] = [];
  const signer = new NoteSigner('log.example', makeKey('log'));
  const places = [memoryPlace('one'), memoryPlace('two')] as const;
  const world = { leaves, kept, logged, signer, places, now: new Date('2025-11-22T10:00:00.000Z'), copy, add };

  /** Adds so many records. */
  function add(count: number, word = 'record'): void {
    for (let left = count; left > 0; left -= 1) leaves.push(hashLeaf(`${word} ${leaves.length}`));
  }

  /** Another copy of the program. */
  function copy(): CheckpointSigner {
    const tree = () => keptTree(leaves);
    const telling = (level: 'warn' | 'error') => (_: object, text: string) => void logged.push([level, text]);
    return new CheckpointSigner({
      hashes: {
        size: async () => leaves.length,
        leaves: (from, until) => tree().leaves(from, until),
        nodes: (wanted) => tree().nodes(wanted),
        runs: (ranges) => tree().runs(ranges),
      },
      checkpoints: {
        last: async () => kept.toSorted((one, other) => one.size - other.size).at(-1) ?? null,
        of: async (sizes) => kept.filter(({ size }) => sizes.includes(size)),
        add: async (checkpoint) => void kept.push(checkpoint),
      },
      places,
      witnesses,
      signer,
      clock: () => world.now,
      alone: (work) => work(),
      log: { warn: telling('warn'), error: telling('error') } as unknown as Pick<Log, 'warn' | 'error'>,
    });
  }
  return world;
}
