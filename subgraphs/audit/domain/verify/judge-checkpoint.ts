/** What is signed of a size: is it signed by the log, does it say what it is kept as, do all who keep it keep the same. */
import { cosignedAt } from '../tree/cosignature.js';
import { parseCheckpoint, type Checkpoint } from '../tree/checkpoint.js';
import { NoteFault, openNote, type VerifierKey } from '../tree/signed-note.js';
import type { Kept } from './checkpoint-source.js';
import type { Fault, Finding } from './finding.js';

export interface Trust {
  /** Name of the log. */
  origin: string;
  /** The log's own keys, earlier ones too. */
  logKeys: readonly VerifierKey[];
  witnessKeys: readonly VerifierKey[];
}

export interface Judged {
  /** Null when nothing of this size is signed by the log. */
  checkpoint: Checkpoint | null;
  /** Names of the witnesses that cosigned it. */
  witnesses: string[];
  findings: Finding[];
}

/** A source may be this much behind the others: it is being written to. */
const BEHIND_MS = 60_000;

/**
 * Of notes that differ and are both signed the first source's counts: the place outside.
 * @param sources their names, the database last.
 */
export function judgeCheckpoint({ size, notes }: Kept, sources: readonly string[], trust: Trust, now: Date): Judged {
  const judged: Judged = { checkpoint: null, witnesses: [], findings: [] };
  const fault = (what: Fault, says: string) => judged.findings.push({ what, sequence: size, id: null, at: null, says });
  for (const [index, note] of notes.entries()) {
    if (note === null) continue;
    try {
      const { checkpoint, witnesses } = opened(note, size, trust);
      if (judged.checkpoint !== null && !judged.checkpoint.root.equals(checkpoint.root)) {
        fault('FORKED', `two different logs of ${size} records were signed: ${sources[index]} holds the other one`);
      }
      judged.checkpoint ??= checkpoint;
      judged.witnesses = [...new Set([...judged.witnesses, ...witnesses])];
    } catch (error) {
      if (!(error instanceof NoteFault)) throw error;
      fault('BAD_SIGNATURE', `the checkpoint of ${size} records at ${sources[index]}: ${error.message}`);
    }
  }
  const { checkpoint } = judged;
  if (checkpoint !== null && now.getTime() - checkpoint.signedAt.getTime() > BEHIND_MS) {
    for (const [index, note] of notes.entries()) {
      if (note !== null) continue;
      const isDatabase = index === sources.length - 1;
      const says = `the checkpoint of ${size} records, signed ${checkpoint.signedAt.toISOString()}, is not at ${sources[index]}`;
      fault(isDatabase ? 'CHECKPOINT_CHANGED' : 'PLACE_CHANGED', says);
    }
  }
  return judged;
}

/** @throws NoteFault */
function opened(note: string, size: number, { origin, logKeys, witnessKeys }: Trust) {
  const { text, signatures } = openNote(note, logKeys);
  const checkpoint = parseCheckpoint(text);
  if (checkpoint.origin !== origin) throw new NoteFault('it is of another log');
  if (checkpoint.size !== size) throw new NoteFault(`it is of ${checkpoint.size} records`);
  const witnesses = witnessKeys.filter((key) => signatures.some((line) => cosignedAt(text, line, key) !== undefined));
  return { checkpoint, witnesses: witnesses.map(({ name }) => name) };
}
