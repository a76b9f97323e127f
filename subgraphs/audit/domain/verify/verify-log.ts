/**
 * Verifies the log: each record against the leaf that was signed for, in order, with as much in memory as was recorded
 * between two checkpoints.
 */
import type { Place } from '../places.js';
import { checkpointsAt, merged, type CheckpointSource } from './checkpoint-source.js';
import { Divergence } from './divergence.js';
import { DroppedRooms, type DroppedRoom } from './dropped-rooms.js';
import { EntryStream, type Entry } from './entry.js';
import { inOrder, type Finding } from './finding.js';
import { findingsOf } from './findings-of.js';
import { judgeCheckpoint, type Judged, type Trust } from './judge-checkpoint.js';
import { leavesAt, type Leaves } from './leaf-source.js';
import { TreeWalk, type KeptTree } from './tree-walk.js';

/** Leaves that are looked at at once where nothing was signed yet. */
const UNSIGNED_AT_ONCE = 50_000;

/** The log at one moment, however it goes on meanwhile. */
export interface LogSnapshot {
  /** Pages of records, in order of sequence. */
  entries(): AsyncIterable<Entry[]>;
  /** How many leaves the tree in the database has. */
  size(): Promise<number>;
  /** What retention says it dropped, in order of sequence. */
  dropped(): Promise<DroppedRoom[]>;
  readonly tree: KeptTree;
  readonly checkpoints: CheckpointSource;
}

export interface Verification {
  /** In order: the first record first. */
  findings: Finding[];
  /** Beyond those, only counted. */
  more: number;
  records: number;
  perOrganisation: { organisation: string | null; records: number }[];
  noLongerKept: number;
  signed: Signed | null;
  /** Records after the last checkpoint. */
  unsigned: number;
  /** Names of the places outside that were looked at. */
  places: string[];
}

export interface Signed {
  checkpoints: number;
  /** Of the last one. */
  size: number;
  root: string;
  firstAt: string;
  lastAt: string;
  /** Of each witness how many it cosigned. */
  witnesses: Record<string, number>;
}

export interface Task {
  places: readonly Place[];
  /** Opens the database after the places were looked at: what they have signed is in it. */
  snapshot: () => Promise<LogSnapshot>;
  trust: Trust;
  /** What was signed before it need not be kept. */
  keptSince: Date;
  now: Date;
}

export async function verifyLog({ places, snapshot, trust, keptSince, now }: Task): Promise<Verification> {
  const outside = await Promise.all(places.map(checkpointsAt));
  const leaves = await Promise.all(places.map(leavesAt));
  const log = await snapshot();
  const walk = new TreeWalk(leaves, log.tree);
  const divergence = new Divergence(keptSince, new DroppedRooms(await log.dropped()));
  const entries = new EntryStream(log.entries());
  const sources = [...outside, log.checkpoints];
  const found: Finding[] = [];
  let signed: Signed | null = null;

  const compare = async (from: number, known: Leaves, signedAt: Date | null) => {
    const span = { from, leaves: known, signedAt };
    for await (const page of entries.upTo(from + known.length)) divergence.compare(span, page);
    divergence.finish(span);
  };
  for await (const kept of merged(sources)) {
    const judged = judgeCheckpoint(
      kept,
      sources.map(({ name }) => name),
      trust,
      now,
    );
    found.push(...judged.findings);
    if (judged.checkpoint === null) continue;
    signed = counting(signed, judged);
    const from = walk.position;
    await compare(from, await walk.upTo(judged.checkpoint), judged.checkpoint.signedAt);
  }
  for (const size = await log.size(); walk.position < size;) {
    const from = walk.position;
    await compare(from, await walk.unsignedUpTo(Math.min(size, from + UNSIGNED_AT_ONCE)), null);
  }
  for await (const page of entries.upTo(Infinity)) divergence.beyond(page);
  return {
    findings: inOrder([...found, ...walk.findings, ...findingsOf(divergence)]),
    more: divergence.more,
    records: divergence.records,
    perOrganisation: [...divergence.perOrganisation].map(([organisation, records]) => ({ organisation, records })),
    noLongerKept: divergence.noLongerKept,
    signed,
    unsigned: Math.max(0, walk.position - (signed?.size ?? 0)),
    places: places.map(({ name }) => name),
  };
}

function counting(signed: Signed | null, { checkpoint, witnesses }: Judged): Signed | null {
  if (checkpoint === null) return signed;
  const counts = { ...signed?.witnesses };
  for (const name of witnesses) counts[name] = (counts[name] ?? 0) + 1;
  const at = checkpoint.signedAt.toISOString();
  return {
    checkpoints: (signed?.checkpoints ?? 0) + 1,
    size: checkpoint.size,
    root: checkpoint.root.toString('base64'),
    firstAt: signed?.firstAt ?? at,
    lastAt: at,
    witnesses: counts,
  };
}
