import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  findRelationsOfClients,
  visibleTo,
} from '../../../../../subgraphs/identity/domain/relations/relations-of-client.js';
import { findSessionFacts } from '../../../../../subgraphs/identity/domain/session/session-facts.js';
import { openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';

let identity: IdentityInTest;

beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());
beforeEach(() => {
  identity.clock.now = new Date('2026-02-02T09:00:00Z');
});

const factsOf = async (account: string) => (await identity.signedIn(account)).facts;

describe('what the gateway is told of a session', () => {
  it('holds all of a relation that subgraphs decide by', async () => {
    const client = await identity.rows.client({ ecdClientId: 'ECD-77', departedOn: '2026-01-20' });
    const { account, relation } = await settled(identity, 'CONTACT', client, {
      sections: ['APPOINTMENTS', 'REPORTS'],
      relatedPerson: 'CONTACT-5',
    });
    expect(await factsOf(account)).toEqual({
      session: expect.any(String),
      account,
      name: 'Marijke van den Berg',
      authentication: 'PASSWORD_SMS',
      provider: null,
      formerClients: [],
      staff: [],
      relations: [
        {
          id: relation,
          client,
          ecdClient: 'ECD-77',
          organisation: 'vivium',
          role: 'CONTACT',
          sections: ['REPORTS', 'APPOINTMENTS'],
          relatedPerson: 'CONTACT-5',
          validFrom: '2026-01-01T00:00:00.000Z',
          validUntil: '2026-02-19T23:00:00.000Z',
          pending: [],
          version: 1,
        },
      ],
    });
  });

  it.each(['CLIENT', 'REPRESENTATIVE'] as const)(
    'gives a %s all sections that the organisation offers',
    async (role) => {
      const clientId = await identity.rows.client({ organisation: 'rozelaar' });
      const { account } = await settled(identity, role, clientId);
      const { relations } = await factsOf(account);
      expect(relations[0]?.sections).toEqual(['REPORTS', 'CARE_PLAN', 'APPOINTMENTS', 'LIFE_STORY']);
    },
  );

  it('gives a contact nothing that the organisation does not offer, whatever was shared once', async () => {
    const clientId = await identity.rows.client({ organisation: 'rozelaar' });
    const { account } = await settled(identity, 'CONTACT', clientId, { sections: ['MEDICAL_REPORTS', 'REPORTS'] });
    expect((await factsOf(account)).relations[0]?.sections).toEqual(['REPORTS']);
  });

  it('drops a relation the moment its end has come, with nothing running', async () => {
    const former = await identity.rows.client({ departedOn: '2026-02-27' });
    const { account } = await settled(identity, 'CLIENT', former);
    await identity.rows.staff({ accountId: account, organisation: 'vivium', role: 'AUDITOR' });
    // the last day is the one on which summer time begins: its midnight is 22:00 UTC
    identity.clock.now = new Date('2026-03-29T21:59:59Z');
    expect((await factsOf(account)).relations).toHaveLength(1);
    identity.clock.now = new Date('2026-03-29T22:00:00Z');
    expect((await factsOf(account)).relations).toHaveLength(0);
  });

  it('holds staff roles while they last, of organisations that exist', async () => {
    const account = await identity.rows.account();
    const from = new Date('2026-01-01T00:00:00Z');
    const until = new Date('2026-02-02T09:00:00Z');
    await identity.rows.staff({ accountId: account, organisation: 'vivium', role: 'REPORTER' });
    await identity.rows.staff({ accountId: account, organisation: 'vivium', role: 'AUDITOR', validUntil: until });
    await identity.rows.staff({
      accountId: account,
      organisation: 'rozelaar',
      role: 'MEDIATOR',
      validFrom: new Date(until.getTime() + 1),
    });
    await identity.rows.staff({ accountId: account, organisation: 'opgeheven', role: 'AUDITOR', validFrom: from });
    expect((await factsOf(account)).staff).toEqual([{ organisation: 'vivium', role: 'REPORTER' }]);
  });

  it('leaves out relations in an organisation that has no policy', async () => {
    const { account } = await settled(identity, 'CLIENT', await identity.rows.client({ organisation: 'opgeheven' }));
    expect((await factsOf(account)).relations).toEqual([]);
  });

  it.each(['3f1b0a52-6d57-4f0e-9a53-0d6e7a1f9c11', 'bedacht'])('is nothing for %s, which is no session', async (id) => {
    expect(await findSessionFacts(identity.needs, id, identity.clock.now)).toBeNull();
  });
});

describe('who has access to a client', () => {
  it('is seen whole by client and representative, and by a contact only in the own entry', async () => {
    const client = await identity.rows.client();
    const resident = await settled(identity, 'CLIENT', client);
    const mentor = await settled(identity, 'REPRESENTATIVE', client);
    const contact = await settled(identity, 'CONTACT', client);
    const other = await identity.rows.client();
    await settled(identity, 'CLIENT', other);
    const [entries = [], others = []] = await findRelationsOfClients(
      identity.needs,
      [client, other],
      identity.clock.now,
    );
    const seenBy = async (account: string) =>
      visibleTo(await factsOf(account), [...entries, ...others]).map(({ id }) => id);
    const all = [resident.relation, mentor.relation, contact.relation].sort();
    expect((await seenBy(resident.account)).sort()).toEqual(all);
    expect((await seenBy(mentor.account)).sort()).toEqual(all);
    expect(await seenBy(contact.account)).toEqual([contact.relation]);
  });
});
