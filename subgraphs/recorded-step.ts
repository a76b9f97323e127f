/** A change and its record in one step: there is no change without its record, whenever a program or a database ends. */
import type { Ledger, Recorder } from './ledger.js';

/** An operation in which something may be changed: what is changed goes on its ledger. */
export interface Recorded {
  ledger: Pick<Ledger, 'add' | 'inStep'>;
}

/** The same operation, in a step: what is put on record is committed with the change. There is no step in a step. */
export type InStep<O extends Recorded> = Omit<O, 'ledger'> & { ledger: Recorder };

export interface RecordedSteps<Tables> {
  /**
   * All that is done with these tables is done, or nothing; and so it is with what the step puts on record.
   * @throws DomainError AUDIT_UNAVAILABLE when it cannot be recorded: nothing is done then.
   */
  inOneStep: <O extends Recorded, T>(occasion: O, work: (tables: Tables, step: InStep<O>) => Promise<T>) => Promise<T>;
}
