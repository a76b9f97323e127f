/** What the dossier keeps of its own, as the use cases see it; and how it is changed. */
import type { Recorder } from '../../ledger.js';
import type { RecordedSteps } from '../../recorded-step.js';
import type { Additions } from './additions.js';
import type { DossierExports } from './export/dossier-export.js';

export interface DossierTables extends Additions {
  exports: DossierExports;
}

/** All that is done with the tables of a step is done, or nothing. */
export type OneStep = RecordedSteps<DossierTables>;

export interface OwnStep {
  /**
   * A step that nobody waits for, on record on behalf of no account and from no address. Resolves once its record is
   * there for good.
   */
  inOwnStep: <T>(now: Date, work: (tables: DossierTables, record: Recorder) => Promise<T>) => Promise<T>;
}
