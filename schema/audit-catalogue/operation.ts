/** What an operation leaves on the log: kinds of events, or nothing for one of a closed list of reasons. */
import type { AuditEventKind } from '../audit-event.js';

/** Why something that worked leaves nothing. What is refused is on the log always, whatever was asked. */
export const REASONS_FOR_NOTHING = {
  PUBLIC_TEXT: 'the same for everybody, and about nobody',
  FIRST_STEP: 'a step towards a sign-in: the sign-in, or its refusal, is on the log',
  SAME_SESSION: 'somebody goes on in a session whose sign-in is on the log',
  OWN_ACCOUNT: 'what a person keeps of their own account, shown to that person',
  BY_ITS_FIELDS: 'it opens nothing itself: each field that does is a look',
  WHAT_CAN_BE_ASKED: 'which sections and forms there are, and nothing of what is in them',
  EMPTY_POLL: 'nothing new in the last hour (docs/decisions.md, 19)',
  NEXT_PAGE: 'the next page of an export whose beginning is on the log; its end will be too',
  BETWEEN_PROGRAMS: 'a call of one program of ours to another, which shows nobody anything',
  HEALTH: 'whether a program works',
} as const;
export type ReasonForNothing = keyof typeof REASONS_FOR_NOTHING;

export interface Operation {
  /** An answer of it leaves at least one of these. */
  leaves: readonly AuditEventKind[];
  /** Why it leaves nothing; beside kinds: why it sometimes does. */
  nothing: ReasonForNothing | null;
}
/** By the name of the field, the call or the address. */
export type Operations = Readonly<Record<string, Operation>>;

export function leaves(...kinds: [AuditEventKind, ...AuditEventKind[]]): Operation {
  return { leaves: kinds, nothing: null };
}

export function nothing(reason: ReasonForNothing): Operation {
  return { leaves: [], nothing: reason };
}

/** Leaves these at times, and for that reason not always. */
export function leavesAtTimes(reason: ReasonForNothing, ...kinds: [AuditEventKind, ...AuditEventKind[]]): Operation {
  return { leaves: kinds, nothing: reason };
}
