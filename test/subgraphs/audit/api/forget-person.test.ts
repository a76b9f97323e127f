import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CALLS } from '../../../../schema/calls.js';
import { anEvent } from '../audit-test.js';
import { runAudit, type RunningAudit } from '../running-audit.js';

describe('forgetting a person (R18)', () => {
  let audit: RunningAudit;
  beforeAll(async () => {
    audit = await runAudit();
  });
  afterAll(() => audit.stop());

  const forget = (account: string, by: 'identity' | 'dossier' | 'gateway' = 'identity') =>
    audit.call(by, CALLS.forgetPerson, { account });
  const nameOf = async (account: string) =>
    (await audit.sql(`SELECT name FROM audit_person WHERE account = '${account}'`)).rows as unknown[];

  it('takes the name away and leaves the records, with the pseudonym (R18)', async () => {
    const account = randomUUID();
    const event = anEvent({ account, accountName: 'Wilhelmina Voss' });
    await audit.append('dossier', [event]);
    expect(await nameOf(account)).toHaveLength(1);
    expect(await forget(account)).toMatchObject({ status: 200, body: 'null' });
    expect(await nameOf(account)).toEqual([]);
    expect(await audit.records(`account = '${account}'`)).toHaveLength(1);
  });

  it('holds for a record that comes late: it does not bring the name back (R18)', async () => {
    const [account, other] = [randomUUID(), randomUUID()];
    await forget(account);
    const late = [
      anEvent({ account, accountName: 'Wilhelmina Voss' }),
      anEvent({ account: other, accountName: 'Karel Voss' }),
    ];
    await audit.append('dossier', late);
    expect(await nameOf(account)).toEqual([]);
    expect(await nameOf(other)).toHaveLength(1);
    expect(await audit.records(`account = '${account}'`)).toHaveLength(1);
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
