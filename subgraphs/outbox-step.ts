/**
 * How a change and its record are committed in one transaction: the record goes into the outbox of the same database, and
 * from there to the audit subgraph.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { putInStep } from './audit-outbox.js';
import type { StepTrail } from './audit-trail.js';
import { DomainError } from './domain-error.js';
import type { RecordedSteps } from './recorded-step.js';

/** @param tablesOf what a step works with, in its transaction. */
export function recordedSteps<Tables>(
  database: DataSource,
  trail: StepTrail,
  tablesOf: (manager: EntityManager) => Tables,
): RecordedSteps<Tables>['inOneStep'] {
  return (occasion, work) =>
    occasion.ledger.inStep(
      (record) =>
        database.transaction(async (manager) => {
          const result = await work(tablesOf(manager), { ...occasion, ledger: record });
          await putInStep(manager, record.events).catch((cause: unknown) => {
            throw new DomainError('AUDIT_UNAVAILABLE', {}, { cause });
          });
          return result;
        }),
      (events) => trail.sendOn(events),
    );
}
