/** A log in memory, with its tree, its signed checkpoints and a place outside; a test lays hands on any of them. */
import { generateKeyPairSync } from 'node:crypto';
import type { Place } from '../../../../../subgraphs/audit/domain/places.js';
import { checkpointPath, leavesPath } from '../../../../../subgraphs/audit/domain/places.js';
import { checkpointText } from '../../../../../subgraphs/audit/domain/tree/checkpoint.js';
import { Frontier } from '../../../../../subgraphs/audit/domain/tree/frontier.js';
import { hashLeaf } from '../../../../../subgraphs/audit/domain/tree/hash.js';
import { NoteSigner } from '../../../../../subgraphs/audit/domain/tree/signed-note.js';
import type { DroppedRoom } from '../../../../../subgraphs/audit/domain/verify/dropped-rooms.js';
import type { Entry } from '../../../../../subgraphs/audit/domain/verify/entry.js';
import { verifyLog, type LogSnapshot } from '../../../../../subgraphs/audit/domain/verify/verify-log.js';

export const ORIGIN = 'log.inzage.example';
const NOW = new Date('2025-11-22T10:00:00.000Z');
const YEAR_MS = 365 * 24 * 3_600_000;

export function aSigner(name = ORIGIN): NoteSigner {
  return new NoteSigner(name, generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }));
}

export function anEntry(sequence: number, says = `record ${sequence}`): Entry {
  return {
    sequence,
    id: `id of ${says}`,
    occurredAt: '2025-11-20T10:00:00.000Z',
    organisation: 'vivium',
    kind: 'DOSSIER_READ',
    listed: true,
    leaf: hashLeaf(says),
  };
}

export type SignedLog = ReturnType<typeof signedLog>;

/** @param sizes at which a checkpoint was signed. @param records how many there are in all. */
export function signedLog(records: number, sizes: number[], signedAt = new Date('2025-11-21T12:00:00.000Z')) {
  const signer = aSigner();
  const outside = new Map<string, Buffer>();
  const checkpoints = new Map<number, string>();
  const nodes = new Map<string, Buffer>();
  const entries = Array.from({ length: records }, (_, index) => anEntry(index + 1));
  const leaves = entries.map(({ leaf }) => leaf as Buffer);
  const frontier = Frontier.empty();
  for (const leaf of leaves)
    for (const { level, index, hash } of frontier.append(leaf)) nodes.set(`${level}/${index}`, hash);

  const dropped: DroppedRoom[] = [];
  const log = { entries, leaves, nodes, checkpoints, outside, dropped, signer, noteOver, verify };
  let before = 0;
  for (const size of sizes) {
    const note = noteOver(leaves.slice(0, size));
    outside.set(leavesPath(before, size), Buffer.concat(leaves.slice(before, size)));
    outside.set(checkpointPath(size), Buffer.from(note));
    checkpoints.set(size, note);
    before = size;
  }

  function noteOver(some: readonly Buffer[], by: NoteSigner = signer): string {
    const tree = Frontier.empty();
    for (const leaf of some) tree.append(leaf);
    return by.sign(checkpointText({ origin: ORIGIN, size: some.length, root: tree.root, signedAt }));
  }

  function verify({ outside: looksOutside = true, keptYears = 5 } = {}) {
    return verifyLog({
      places: looksOutside ? [placeOf(outside)] : [],
      snapshot: async () => snapshotOf(log),
      trust: { origin: ORIGIN, logKeys: [signer.verifierKey], witnessKeys: [] },
      keptSince: new Date(NOW.getTime() - keptYears * YEAR_MS),
      now: NOW,
    });
  }
  return log;
}

function placeOf(files: ReadonlyMap<string, Buffer>): Place {
  return {
    name: 'the folder',
    put: async () => Promise.reject(new Error('verifying changes nothing')),
    read: async (path) => files.get(path) ?? null,
    list: async (prefix) => [...files.keys()].filter((path) => path.startsWith(prefix)).sort(),
  };
}

function snapshotOf({
  entries,
  leaves,
  nodes,
  checkpoints,
  dropped,
}: Pick<SignedLog, 'entries' | 'leaves' | 'nodes' | 'checkpoints' | 'dropped'>): LogSnapshot {
  const name = 'the database';
  return {
    entries: async function* () {
      const sorted = [...entries].sort((one, other) => one.sequence - other.sequence);
      for (let start = 0; start < sorted.length; start += 7) yield sorted.slice(start, start + 7);
    },
    size: async () => leaves.length,
    dropped: async () => dropped,
    tree: {
      name,
      leaves: async (from, until) => Array.from({ length: until - from }, (_, index) => leaves[from + index]),
      nodes: async (places) => places.map(({ level, index }) => nodes.get(`${level}/${index}`) ?? null),
    },
    checkpoints: {
      name,
      notes: async function* () {
        for (const [size, note] of [...checkpoints].sort(([one], [other]) => one - other)) yield { size, note };
      },
    },
  };
}
