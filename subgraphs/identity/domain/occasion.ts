import type { Caller, SessionFacts } from '../../../schema/caller.js';
import { DomainError } from '../../domain-error.js';
import type { Recorder } from '../../ledger.js';
import type { Recorded } from '../../recorded-step.js';

/** Who asks, when, and where it is recorded: of a step, or of the whole occasion. */
export interface Moment {
  caller: Caller;
  ledger: Recorder;
  now: Date;
}

/** Where something goes on record. */
export type Recording = Pick<Moment, 'ledger'>;

/** Puts on record that something is done: in the step in which it is done. */
export type Done = (step: Recording) => void;

/** The occasion of a use case: a moment in which steps can be taken. Every subgraph context is one. */
export type Occasion = Moment & Recorded;

/** @throws DomainError UNAUTHENTICATED. */
export function whoAsks({ caller }: Pick<Moment, 'caller'>): SessionFacts {
  if (caller.facts === null) throw new DomainError('UNAUTHENTICATED');
  return caller.facts;
}
