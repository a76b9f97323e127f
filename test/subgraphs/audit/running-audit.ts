/** The audit subgraph on a database of its own, asked as the gateway asks it. */
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Client } from 'pg';
import { Ending } from '../../../demo/ending.js';
import { loadOrganisations } from '../../../organisations/policy.js';
import { InProcessStore } from '../../../program/in-process-store.js';
import { createLog } from '../../../program/log.js';
import { CALL_HEADER } from '../../../program/calls/terms.js';
import type { AuditEvent } from '../../../schema/audit-event.js';
import { CALLS } from '../../../schema/calls.js';
import type { Caller, CallerRelation, Program, SessionFacts } from '../../../schema/caller.js';
import { startAudit } from '../../../subgraphs/audit/audit.js';
import { checkpointsOfTest } from '../../support/checkpoints.js';
import { createTestDatabase } from '../../support/database.js';
import { callKeys, EMPTY_LOG, SEALING_KEY, signerOf } from './audit-test.js';

export type RunningAudit = Awaited<ReturnType<typeof runAudit>>;

export interface GraphAnswer {
  data: unknown;
  errors?: { path?: (string | number)[]; extensions: { code: string } }[];
}

/** A page of the log, as the graph gives it. */
export interface LogPage {
  edges: { cursor: string; node: Record<string, unknown> }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

export const codesOf = ({ errors = [] }: Pick<GraphAnswer, 'errors'>): string[] =>
  errors.map(({ extensions }) => extensions.code);
export const idsOf = (log: LogPage | null): unknown[] => (log?.edges ?? []).map(({ node }) => node['id']);

export async function runAudit(clock = () => new Date()) {
  const testDatabase = await createTestDatabase('audit');
  const ending = new Ending();
  ending.add(testDatabase.drop);
  const checkpoints = checkpointsOfTest(ending);
  const store = new InProcessStore();
  const audit = await startAudit(
    {
      databaseUrl: testDatabase.url,
      ownerDatabaseUrl: testDatabase.ownerUrl,
      callKeys: await callKeys('gateway', 'identity', 'dossier', 'audit'),
      sealingKey: SEALING_KEY,
      checkpoints,
    },
    {
      store,
      log: createLog('audit', 'silent'),
      organisations: loadOrganisations(resolve('organisations')),
      clock,
    },
  );
  await audit.sign(); // what was begun by the start is done
  const owner = new Client({ connectionString: testDatabase.ownerUrl });
  await owner.connect();

  async function call(program: Program, path: string, content: unknown, caller?: Caller) {
    const body = JSON.stringify(content);
    const signer = await signerOf(program);
    const signature = await signer.sign({ audience: 'audit', path, body, ...(caller && { caller }) });
    return audit.handle({ path, body, headers: { [CALL_HEADER]: signature } });
  }

  async function letGo(): Promise<void> {
    await owner.end();
    await store.close();
    await ending.run();
  }

  return {
    ...audit,
    url: testDatabase.url,
    checkpoints,
    call,
    append: (program: Program, events: AuditEvent[]) => call(program, CALLS.appendEvents, events),
    ask: async (caller: Caller, query: string, variables: object = {}): Promise<GraphAnswer> =>
      JSON.parse((await call('gateway', '/graphql', { query, variables }, caller)).body) as GraphAnswer,
    /** What stands in the log, in its order, read with the owner's role. */
    records: async (where = 'TRUE') =>
      (await owner.query<Record<string, unknown>>(`SELECT * FROM audit_event WHERE ${where} ORDER BY sequence`)).rows,
    sql: (text: string) => owner.query(text),
    /** As if nothing had ever happened. */
    empty: async () => {
      await owner.query(EMPTY_LOG);
      await rm(checkpoints.places.folder, { recursive: true, force: true });
    },
    letGo,
    stop: async () => {
      await audit.close();
      await letGo();
    },
  };
}

export function aCaller(facts: Partial<SessionFacts> | null): Caller {
  return {
    facts: facts && {
      session: 'session-1',
      account: 'account-1',
      name: 'Anneke de Wit',
      relations: [],
      staff: [],
      authentication: 'PASSWORD_SMS',
      ...facts,
    },
    address: '192.0.2.7',
    language: 'nl',
    purpose: 'PATRQT',
    trace: 'a'.repeat(32),
  };
}

/** The client of `aRelation`; the log keeps no other kind of id. */
export const CLIENT = '6f1a2d0c-51f3-4a0e-9d38-7c1f0b8f7a01';

export function aRelation(facts: Partial<CallerRelation> = {}): CallerRelation {
  return {
    id: 'relation-1',
    client: CLIENT,
    ecdClient: 'E1',
    organisation: 'vivium',
    role: 'REPRESENTATIVE',
    sections: ['REPORTS'],
    relatedPerson: null,
    validFrom: '2020-01-01T00:00:00.000Z',
    validUntil: null,
    pending: [],
    version: 1,
    ...facts,
  };
}
