/** Steps and a log that a test can see into: what a step puts on record is there when it is done, and not before. */
import type { OneStep, OwnStep, Tables } from '../../../../subgraphs/identity/domain/tables.js';
import { DomainError } from '../../../../subgraphs/domain-error.js';
import type { Happening, Recorder } from '../../../../subgraphs/ledger.js';
import type { Recorded } from '../../../../subgraphs/recorded-step.js';

type Transaction = <T>(work: (tables: Tables) => Promise<T>) => Promise<T>;

export function ledgerOf(log: Happening[]): Recorded['ledger'] {
  const add = (happening: Happening): void => void log.push(happening);
  return {
    add,
    inStep: async (step) => {
      const noted: Happening[] = [];
      try {
        const result = await step({ events: [], add: (happening) => void noted.push(happening) });
        noted.forEach(add);
        return result;
      } catch (error) {
        noted.filter(({ outcome = 'OK' }) => outcome !== 'OK').forEach(add);
        throw error;
      }
    },
  };
}

export function stepsOf(transaction: Transaction, log: Happening[], fails: () => boolean): OneStep & OwnStep {
  return {
    withoutRecord: transaction,
    inOneStep: (occasion, work) =>
      occasion.ledger.inStep(
        (ledger) => transaction((tables) => work(tables, { ...occasion, ledger })),
        async () => undefined,
      ),
    inOwnStep: <T>(_now: Date, work: (tables: Tables, record: Recorder) => Promise<T>) =>
      ledgerOf(log).inStep(
        (record) =>
          transaction(async (tables) => {
            const noted: Happening[] = [];
            const add = (happening: Happening): void => {
              noted.push(happening);
              record.add(happening);
            };
            const result = await work(tables, { add });
            if (noted.length > 0 && fails()) throw new DomainError('AUDIT_UNAVAILABLE');
            return result;
          }),
        async () => undefined,
      ),
  };
}
