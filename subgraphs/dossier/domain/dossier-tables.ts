/** What the dossier keeps of its own, as the use cases see it; and how it is changed. */
import type { Recorder } from '../../ledger.js';
import type { RecordedSteps } from '../../recorded-step.js';
import type { DossierExportsInStep } from './export/dossier-export.js';
import type { LifeStoryAdditionsInStep } from './life-story/life-story-addition.js';
import type { MessageThreadsInStep } from './messages/message-thread.js';
import type { ObjectionRequestsInStep } from './objections/objection-request.js';

export interface DossierTables {
  threads: MessageThreadsInStep;
  objections: ObjectionRequestsInStep;
  lifeStory: LifeStoryAdditionsInStep;
  exports: DossierExportsInStep;
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
