import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { CALLS } from '../../../../schema/calls.js';
import { openAuditDatabase } from '../../../../subgraphs/audit/data/audit-database.js';
import { CommittingWriter } from '../../../../subgraphs/audit/data/committing-writer.js';
import { PersonNames } from '../../../../subgraphs/audit/data/person-names.js';
import { recordOf, type RecordRow } from '../../../../subgraphs/audit/data/record-columns.js';
import { RecordMaker } from '../../../../subgraphs/audit/data/record-maker.js';
import { SqlAuditLog } from '../../../../subgraphs/audit/data/sql-audit-log.js';
import { SqlTreeHashes } from '../../../../subgraphs/audit/data/sql-tree-hashes.js';
import { leafHashOf } from '../../../../subgraphs/audit/domain/record/leaf.js';
import { anEvent, SEALING_KEY } from '../audit-test.js';
import { runAudit, type RunningAudit } from '../running-audit.js';

describe('forgetting a person (R18)', () => {
  let audit: RunningAudit;
  let database: DataSource;
  beforeAll(async () => {
    audit = await runAudit();
    database = await openAuditDatabase(audit.url, undefined);
  });
  afterAll(async () => {
    await database.destroy();
    await audit.stop();
  });

  const forget = (account: string, by: 'identity' | 'dossier' | 'gateway' = 'identity') =>
    audit.call(by, CALLS.forgetPerson, { account });
  const keyOf = async (account: string) =>
    (await audit.sql(`SELECT sealed_key FROM audit_person WHERE account = '${account}'`)).rows as unknown[];
  const leaves = async () => {
    const hashes = new SqlTreeHashes(database);
    return hashes.leaves(0, await hashes.size());
  };
  /** As the log manager reads them. */
  const namesOf = async (account: string) => {
    const log = new SqlAuditLog(database, new PersonNames(SEALING_KEY));
    const spans = [{ organisation: 'vivium', from: null, until: null }];
    return (await log.find({ spans, account }, { first: 50, after: null })).map(({ accountName }) => accountName);
  };

  it('takes the readable name away and changes no record, so that every proof stays valid (R18)', async () => {
    const account = randomUUID();
    await audit.append('dossier', [anEvent({ account, accountName: 'Wilhelmina Voss' })]);
    expect(await namesOf(account)).toEqual(['Wilhelmina Voss']);
    const [before, tree] = [await audit.records(`account = '${account}'`), await leaves()];
    expect(await forget(account)).toMatchObject({ status: 200, body: 'null' });
    expect(await namesOf(account)).toEqual([null]);
    expect(await keyOf(account)).toEqual([]);
    expect(await audit.records(`account = '${account}'`)).toEqual(before);
    expect(before[0]).toMatchObject({ pseudonym: expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect(await leaves()).toEqual(tree);
    expect((await audit.records()).map((row) => leafHashOf(recordOf(row as RecordRow)))).toEqual(tree);
  });

  it('holds for a record that comes late: it does not bring the name back (R18)', async () => {
    const [account, other] = [randomUUID(), randomUUID()];
    await forget(account);
    const late = [
      anEvent({ account, accountName: 'Wilhelmina Voss' }),
      anEvent({ account: other, accountName: 'Karel Voss' }),
    ];
    await audit.append('dossier', late);
    expect(await keyOf(account)).toEqual([]);
    expect(await namesOf(account)).toEqual([null]);
    expect(await namesOf(other)).toEqual(['Karel Voss']);
  });

  it('holds in a process that still remembers the sealed name (R18)', async () => {
    const account = randomUUID();
    const event = () => anEvent({ account, accountName: 'Wilhelmina Voss' });
    const elsewhere = new CommittingWriter(database, new RecordMaker(SEALING_KEY), () => new Date());
    await elsewhere.record([event()]);
    await audit.append('dossier', [event()]);
    await forget(account);
    await Promise.all([elsewhere.record([event()]), audit.append('dossier', [event()])]);
    expect(await namesOf(account)).toEqual([null, null, null, null]);
    expect(await keyOf(account)).toEqual([]);
  });

  it('can be asked again', async () => {
    const account = randomUUID();
    await forget(account);
    expect((await forget(account)).status).toBe(200);
  });

  it('is for identity to ask, and for an account only', async () => {
    const account = randomUUID();
    for (const by of ['dossier', 'gateway'] as const) expect((await forget(account, by)).status).toBe(401);
    expect((await forget('Wilhelmina Voss')).status).toBe(422);
  });
});
