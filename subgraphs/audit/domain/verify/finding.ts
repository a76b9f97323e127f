/** What is not as it was signed. */
export const FAULTS = [
  /** What the record says does not fit its leaf. */
  'CHANGED',
  /** A record that was signed for is nowhere. */
  'REMOVED',
  /** A record stands at another place than it was signed for. */
  'REORDERED',
  /** A record that was never signed for. */
  'ADDED',
  /** A record is as it was signed, and the client's own log does not show it. */
  'HIDDEN',
  /** A checkpoint was signed over more records than there are. */
  'CUT_OFF',
  /** Two histories were signed: no one log fits both. */
  'FORKED',
  /** Signed by nobody whose key is known. */
  'BAD_SIGNATURE',
  /** The tree in the database is not the one that was signed. */
  'TREE_CHANGED',
  /** The database lacks a checkpoint, or holds another. */
  'CHECKPOINT_CHANGED',
  /** What is kept outside the database is not all there, or not what was signed. */
  'PLACE_CHANGED',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface Finding {
  what: Fault;
  /** The record that it is about, or the number of records that a checkpoint covers. */
  sequence: number;
  /** Of the record that stands there now. */
  id: string | null;
  /** When what stands there says that it happened, ISO 8601. */
  at: string | null;
  /** A sentence. */
  says: string;
}

const OF_RECORDS: readonly Fault[] = ['CHANGED', 'REMOVED', 'REORDERED', 'ADDED', 'HIDDEN', 'CUT_OFF'];

/** What is wrong with records before what is wrong with their proofs; of either the first record first. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((one, other) => rank(one) - rank(other) || one.sequence - other.sequence);
}

function rank({ what }: Finding): number {
  return OF_RECORDS.includes(what) ? 0 : 1;
}
