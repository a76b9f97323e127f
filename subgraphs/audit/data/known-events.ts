import type { EntityManager } from 'typeorm';
import type { LogEntry } from './log-entry.js';

/** Those of the entries whose event is not on the log; under the writer's lock nobody else adds one meanwhile. */
export async function unknownOf(
  manager: Pick<EntityManager, 'query'>,
  entries: readonly LogEntry[],
): Promise<LogEntry[]> {
  const moments = entries.map(({ occurredAt }) => occurredAt);
  const known = await manager.query<{ id: string }[]>(KNOWN, [
    entries.map(({ id }) => id),
    moments,
    ...[moments.toSorted()[0], moments.toSorted().at(-1)],
  ]);
  const ids = new Set(known.map(({ id }) => id));
  return entries.filter(({ id }) => !ids.has(id));
}

/** The bounds say for which months there is anything to plan. */
const KNOWN = `
  SELECT known.id FROM unnest($1::uuid[], $2::timestamptz[]) AS given (id, occurred_at)
  JOIN audit_event known ON known.occurred_at = given.occurred_at AND known.id = given.id
  WHERE known.occurred_at BETWEEN $3 AND $4`;
