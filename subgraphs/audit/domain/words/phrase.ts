/** What happened, in words: by kind of event, and where that makes a difference by what was done. */
import type { AuditAction, AuditEventKind } from '../../../../schema/audit-event.js';

/** `{data}` stands for the data that it was about. */
export interface Phrase {
  /** On its own: "ingezien". */
  label: string;
  /** After who did it: "bekeek". */
  did: string;
  /** After that, in Dutch behind the time: "het zorgplan". */
  rest: string;
  /** After "probeerde" or "tried": "het zorgplan te bekijken". */
  tried: string;
}

export type PhraseWords = readonly [label: string, did: string, rest: string, tried: string];

export interface Phrases {
  kinds: Record<AuditEventKind, PhraseWords>;
  /** Goes before the kind's. */
  actions: Partial<Record<`${AuditEventKind} ${AuditAction}`, PhraseWords>>;
  /** A refused field that changes something: which, is not for a sentence. */
  change: PhraseWords;
}

export function phraseIn(phrases: Phrases, kind: AuditEventKind, action: AuditAction, isChange = false): Phrase {
  const words = isChange ? phrases.change : (phrases.actions[`${kind} ${action}`] ?? phrases.kinds[kind]);
  const [label, did, rest, tried] = words;
  return { label, did, rest, tried };
}
