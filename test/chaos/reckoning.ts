/** What was answered beside what is on the log. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { ChaosSystem } from './chaos-system.js';
import type { Owed, Told } from './load.js';

export interface Reckoning {
  records: number;
  /** Answers without their record. */
  lost: Owed[];
  /** Ids of events that are on the log more than once. */
  doubled: string[];
  /** Numbers that no record has. */
  gaps: number;
  /** Changes of sharing that were made, and of how many of them there is a record. */
  changes: { made: number; recorded: number };
}

const OUTBOX_LIMIT_MS = 60_000;

/** How often the relation was changed: a number that grows with each change. */
export async function versionOf(system: ChaosSystem, relation: string): Promise<number> {
  const [row] = await read<{ version: number }>(
    system.databases.identity.ownerUrl,
    'SELECT version FROM relation WHERE id = $1',
    [relation],
  );
  return row?.version ?? 0;
}

/** @throws Error when an outbox does not become empty though all programs run. */
export async function outboxesEmpty(system: ChaosSystem): Promise<void> {
  const limit = Date.now() + OUTBOX_LIMIT_MS;
  for (;;) {
    const waiting = await Promise.all([entriesOf(system, 'identity'), entriesOf(system, 'dossier')]);
    if (waiting.every((count) => count === 0)) return;
    if (Date.now() > limit) throw new Error(`${waiting.join(' and ')} events still wait in the outboxes`);
    await sleep(100);
  }
}

export async function reckon(
  system: ChaosSystem,
  told: Told,
  shared: { relation: string; madeChanges: number },
): Promise<Reckoning> {
  const log = system.databases.audit.ownerUrl;
  const found = await read<Owed>(log, 'SELECT trace, kind, outcome, client FROM audit_event');
  const present = new Set(found.map(keyOf));
  const doubled = await read<{ id: string }>(log, 'SELECT id FROM audit_event GROUP BY id HAVING count(*) > 1');
  const [numbers] = await read<{ gaps: number }>(
    log,
    'SELECT (max(sequence) - count(DISTINCT sequence))::int AS gaps FROM audit_event',
  );
  const [changes] = await read<{ recorded: number }>(
    log,
    `SELECT count(*)::int AS recorded FROM audit_event
     WHERE kind = 'SHARING_CHANGED' AND outcome = 'OK' AND relation = $1`,
    [shared.relation],
  );
  return {
    records: found.length,
    lost: told.answers.filter((owed) => !present.has(keyOf(owed))),
    doubled: doubled.map(({ id }) => id),
    gaps: numbers?.gaps ?? 0,
    changes: { made: shared.madeChanges, recorded: changes?.recorded ?? 0 },
  };
}

async function entriesOf(system: ChaosSystem, program: 'identity' | 'dossier'): Promise<number> {
  const [row] = await read<{ entries: number }>(
    system.databases[program].ownerUrl,
    'SELECT count(*)::int AS entries FROM audit_outbox',
  );
  return row?.entries ?? 0;
}

async function read<T extends object>(url: string, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

function keyOf({ trace, kind, outcome, client }: Owed): string {
  return `${trace} ${kind} ${outcome} ${client}`;
}
