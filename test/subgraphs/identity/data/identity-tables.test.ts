import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openIdentity, type IdentityInTest } from '../support/identity-in-test.js';

let identity: IdentityInTest;

beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());

describe("identity's tables", () => {
  it('are what the entities say they are', async () => {
    const differences = await identity.database.driver.createSchemaBuilder().log();
    const queries = differences.upQueries.map(({ query }) => query);
    // constraints and indices are the migration's alone
    expect(queries.filter((query) => !/ CONSTRAINT |^DROP INDEX/.test(query))).toEqual([]);
  });

  it('hold one relation at a time between a person and a client', async () => {
    const accountId = await identity.rows.account();
    const clientId = await identity.rows.client();
    const ended = { endedAt: new Date(), endedReason: 'NO_LONGER_AUTHORISED' as const };
    await identity.rows.relation({ accountId, clientId, role: 'CONTACT', ...ended });
    await identity.rows.relation({ accountId, clientId, role: 'CONTACT' });
    await expect(identity.rows.relation({ accountId, clientId, role: 'CLIENT' })).rejects.toThrow('relation_active');
  });

  it.each([
    ['a contact on the basis of curatorship', { role: 'CONTACT', legalBasis: 'CURATORSHIP' }],
    ['a representative by designation', { role: 'REPRESENTATIVE', legalBasis: 'DESIGNATION' }],
    ['a client by proxy', { role: 'CLIENT', legalBasis: 'WRITTEN_PROXY' }],
    ['a contact who needs permission', { role: 'CONTACT', permittedAt: new Date() }],
    ['a client with shared sections', { role: 'CLIENT', sections: ['REPORTS'] }],
    ['an end without a reason', { role: 'CLIENT', endedAt: new Date() }],
  ] as const)('refuse %s', async (_what, values) => {
    const accountId = await identity.rows.account();
    const clientId = await identity.rows.client();
    await expect(
      identity.rows.relation({
        accountId,
        clientId,
        ...values,
        sections: [...('sections' in values ? values.sections : [])],
      }),
    ).rejects.toThrow('check constraint');
  });

  it('know an e-mail address once, in lower case', async () => {
    await identity.rows.account({ email: 'joop@voorbeeld.example' });
    await expect(identity.rows.account({ email: 'joop@voorbeeld.example' })).rejects.toThrow('unique');
    await expect(identity.rows.account({ email: 'Joop2@voorbeeld.example' })).rejects.toThrow('check constraint');
  });

  it.each(['DELETE FROM client', 'TRUNCATE session', 'DROP TABLE relation', 'CREATE TABLE extra (id int)'])(
    'do not let the working role %s',
    async (statement) => {
      await expect(identity.database.query(statement)).rejects.toThrow(/permission denied|must be owner/);
    },
  );
});
