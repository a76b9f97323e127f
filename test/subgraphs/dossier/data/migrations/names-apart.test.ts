import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { auditOutboxMigration } from '../../../../../subgraphs/audit-outbox.js';
import { migrate } from '../../../../../subgraphs/database.js';
import { ClientSeal } from '../../../../../subgraphs/dossier/data/tables/client-seal.js';
import { openDossierDatabase } from '../../../../../subgraphs/dossier/data/dossier-database.js';
import { WhatUsersAdd1764180000000 } from '../../../../../subgraphs/dossier/data/migrations/1764180000000-what-users-add.js';
import { createTestDatabase, type TestDatabase } from '../../../../support/database.js';
import { ANNA, NOW } from '../../api/dossier-graph.js';
import { accountOf } from '../../api/writers.js';

const SEALING_KEY = Buffer.alloc(32, 7);
const [THREAD, MESSAGE, REQUEST, LOES] = ['draad', 'bericht', 'verzoek', 'Loes'].map(accountOf) as [
  string,
  string,
  string,
  string,
];

describe('what was written before names stood apart (R18)', () => {
  let own: TestDatabase;
  let opened: Awaited<ReturnType<typeof openDossierDatabase>>;

  beforeAll(async () => {
    own = await createTestDatabase('dossier');
    await migrate({
      ownerUrl: own.ownerUrl,
      migrations: [auditOutboxMigration('inzage_dossier'), WhatUsersAdd1764180000000],
    });
    await writeAsBefore(own.ownerUrl);
    opened = await openDossierDatabase({
      databaseUrl: own.url,
      ownerDatabaseUrl: own.ownerUrl,
      sealingKey: SEALING_KEY,
    });
  });
  afterAll(async () => {
    await opened.database.destroy();
    await own.drop();
  });

  const read = async () => {
    const { threads, objections } = opened.additions;
    const thread = await threads.find(THREAD);
    const messages = thread && (await threads.messagesOf(thread, { first: 10, after: null }));
    return { thread, message: messages?.[0], request: await objections.find(REQUEST) };
  };

  it('is the same afterwards, for the care team, with its author', async () => {
    const author = { account: LOES, name: 'Loes Jaspers', role: 'REPRESENTATIVE' };
    expect(await read()).toMatchObject({
      thread: { title: 'De was', startedBy: author, recipient: { role: 'CARE_TEAM', name: null } },
      message: { text: 'Wie wast er?', author },
      request: { text: 'Ik viel niet.', askedBy: author, history: [{ note: 'Ontvangen', by: author }] },
    });
  });

  it('is forgotten like anything else, and holds the name nowhere', async () => {
    await opened.writers.forget(LOES, NOW);
    const { thread, message, request } = await read();
    expect([thread?.startedBy.name, message?.author.name, request?.askedBy.name, request?.history[0]?.by.name]).toEqual(
      [null, null, null, null],
    );
    const seal = new ClientSeal(SEALING_KEY, ANNA);
    const rows = await opened.database.query<{ sealed: Buffer }[]>('SELECT sealed FROM message_thread');
    expect(rows.map(({ sealed }) => seal.open(THREAD, sealed))).toEqual([{ title: 'De was' }]);
  });
});

/** As the program wrote it then. */
async function writeAsBefore(ownerUrl: string): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  const seal = new ClientSeal(SEALING_KEY, ANNA);
  const name = 'Loes Jaspers';
  await owner.query(
    `INSERT INTO message_thread (id, organisation, client_id, account_id, role, sealed, started_at, last_message_at)
     VALUES ($1, 'rozelaar', $2, $3, 'REPRESENTATIVE', $4, now(), now())`,
    [THREAD, ANNA, LOES, seal.close(THREAD, { title: 'De was', name })],
  );
  await owner.query(
    `INSERT INTO thread_message (id, thread_id, account_id, role, sealed, sent_at)
     VALUES ($1, $2, $3, 'REPRESENTATIVE', $4, now())`,
    [MESSAGE, THREAD, LOES, seal.close(MESSAGE, { text: 'Wie wast er?', name })],
  );
  await owner.query(
    `INSERT INTO objection_request
       (id, organisation, client_id, account_id, role, kind, status, sealed, received_at, due_on, steps)
     VALUES ($1, 'rozelaar', $2, $3, 'REPRESENTATIVE', 'CORRECTION', 'RECEIVED', $4, now(), '2026-04-10', 1)`,
    [REQUEST, ANNA, LOES, seal.close(REQUEST, { text: 'Ik viel niet.', name })],
  );
  await owner.query(
    `INSERT INTO objection_change (request_id, step, changed_at, account_id, role, status, due_on, sealed)
     VALUES ($1, 1, now(), $2, 'REPRESENTATIVE', 'RECEIVED', '2026-04-10', $3)`,
    [REQUEST, LOES, seal.close(`${REQUEST} 1`, { note: 'Ontvangen', name })],
  );
  await owner.end();
}
