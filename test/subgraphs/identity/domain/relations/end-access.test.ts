import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ACCESS_END_GROUNDS } from '../../../../../subgraphs/identity/domain/relations/end-access.js';
import { endAccess } from '../../../../../subgraphs/identity/domain/relations/end-access.js';
import { findSessionFacts } from '../../../../../subgraphs/identity/domain/session/session-facts.js';
import { RelationEntity } from '../../../../../subgraphs/identity/data/entities/relation.entity.js';
import { openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';
import { REASON, staffOf } from '../../support/staff-in-test.js';

let identity: IdentityInTest;
let client: string;
let contact: Awaited<ReturnType<typeof settled>>;
let administrator: Awaited<ReturnType<typeof staffOf>>;

beforeAll(async () => {
  identity = await openIdentity();
  administrator = await staffOf(identity, 'vivium');
});
afterAll(() => identity.close());
beforeEach(async () => {
  client = await identity.rows.client();
  contact = await settled(identity, 'CONTACT', client);
  for (const list of [identity.log, identity.announced]) list.length = 0;
});

const end = (ground: (typeof ACCESS_END_GROUNDS)[number] = 'TERMS_BREACHED', by = administrator, reason = REASON) =>
  endAccess(identity.needs, { relationId: contact.relation, ground, reason }, by.occasion());
const refused = expect.objectContaining({ code: 'ACCESS_REFUSED' });

describe('the administration ends access', () => {
  it.each([
    ['on the written notice of the user (V35)', 'WRITTEN_NOTICE'],
    ['for a breach of the terms (V36, R4)', 'TERMS_BREACHED'],
    ['for unlawful use (V37)', 'UNLAWFUL_USE'],
    ['of who is no longer authorised (R5, R6)', 'NO_LONGER_AUTHORISED'],
    ['that somebody else takes over', 'HANDED_OVER'],
  ] as const)('%s: at once, with its ground and reason kept', async (_why, ground) => {
    const { session } = await identity.signedIn(contact.account);
    expect(await end(ground)).toMatchObject({ status: 'ENDED', endedReason: ground, end: identity.clock.now });
    expect(await findSessionFacts(identity.needs, session.id, identity.clock.now)).toBeNull();
    expect(identity.announced).toEqual([contact.account]);
    const row = await identity.database.getRepository(RelationEntity).findOneByOrFail({ id: contact.relation });
    expect(row).toMatchObject({ endedReason: ground, endedNote: REASON });
    expect(identity.log).toEqual([
      {
        kind: 'RELATION_CHANGED',
        action: 'D',
        organisation: 'vivium',
        client,
        relation: contact.relation,
        role: 'ADMINISTRATOR',
        justification: REASON,
        categories: [ground],
      },
    ]);
  });

  it('and its holder is told by mail, without the ground (V35)', async () => {
    await end('UNLAWFUL_USE');
    const letters = (await identity.letters()).filter(({ account }) => account === contact.account);
    expect(letters.map(({ notice }) => notice)).toEqual([{ template: 'ACCESS_ENDED' }]);
  });

  it('and leaves the sessions of who has access to something else', async () => {
    const other = await identity.rows.client();
    await identity.rows.relation({ accountId: contact.account, clientId: other, role: 'CONTACT' });
    const { session } = await identity.signedIn(contact.account);
    await end();
    const facts = await findSessionFacts(identity.needs, session.id, identity.clock.now);
    expect(facts?.relations.map((relation) => relation.client)).toEqual([other]);
  });

  it('of its own organisation only, and what does not exist answers alike', async () => {
    const stranger = await staffOf(identity, 'rozelaar');
    await expect(end('TERMS_BREACHED', stranger)).rejects.toEqual(refused);
    const nothing = {
      relationId: '00000000-0000-4000-8000-000000000000',
      ground: 'UNLAWFUL_USE',
      reason: REASON,
    } as const;
    await expect(endAccess(identity.needs, nothing, administrator.occasion())).rejects.toEqual(refused);
    expect(identity.log.map(({ outcome }) => outcome)).toEqual(['REFUSED', 'REFUSED']);
  });

  it.each(['MEDIATOR', 'AUDITOR', 'REPORTER'] as const)('and not the %s', async (role) => {
    await expect(end('TERMS_BREACHED', await staffOf(identity, 'vivium', role))).rejects.toEqual(refused);
  });

  it('once', async () => {
    await end();
    await expect(end()).rejects.toEqual(refused);
  });

  it.each(['', 'x', 'bel 06 1234 5678', 'mail jan@voorbeeld.example'])(
    'with a reason for the log, not %j',
    async (reason) => {
      await expect(end('TERMS_BREACHED', administrator, reason)).rejects.toMatchObject({
        code: 'BAD_INPUT',
        details: { fields: ['reason'] },
      });
      expect((await identity.needs.relations.find(contact.relation))?.endedAt).toBeNull();
    },
  );
});
