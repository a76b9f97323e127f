import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RelationEntity } from '../../../../../subgraphs/identity/data/entities/relation.entity.js';
import { endAccess } from '../../../../../subgraphs/identity/domain/relations/end-access.js';
import { releaseAccess } from '../../../../../subgraphs/identity/domain/relations/release-access.js';
import { findSessionFacts } from '../../../../../subgraphs/identity/domain/session/session-facts.js';
import { openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';
import { REASON, staffOf } from '../../support/staff-in-test.js';

let identity: IdentityInTest;
let administrator: Awaited<ReturnType<typeof staffOf>>;
let client: string;
let held: Awaited<ReturnType<typeof settled>>;

beforeAll(async () => {
  identity = await openIdentity();
  administrator = await staffOf(identity, 'vivium');
});
afterAll(() => identity.close());
beforeEach(async () => {
  client = await identity.rows.client();
  held = await settled(identity, 'CLIENT', client, { heldAt: identity.clock.now });
  for (const list of [identity.log, identity.announced]) list.length = 0;
});

const release = (by = administrator, relationId = held.relation, reason = REASON) =>
  releaseAccess(identity.needs, { relationId, reason }, by.occasion());
const row = () => identity.database.getRepository(RelationEntity).findOneByOrFail({ id: held.relation });
const refused = (code: string) => expect.objectContaining({ code });

describe('access that is on hold since another organisation changed the details of its holder', () => {
  it('is released by the administration of its own, at once, with the reason on record (R7, R14)', async () => {
    const { session } = await identity.signedIn(held.account);
    const opened = async () => (await findSessionFacts(identity.needs, session.id, identity.clock.now))?.relations;
    expect(await opened()).toEqual([]);
    expect(await release()).toMatchObject({ id: held.relation, status: 'ACTIVE', heldAt: null });
    expect(await opened()).toEqual([expect.objectContaining({ client })]);
    expect(identity.announced).toEqual([held.account]);
    expect(identity.log).toEqual([
      {
        kind: 'RELATION_CHANGED',
        action: 'U',
        organisation: 'vivium',
        client,
        relation: held.relation,
        role: 'ADMINISTRATOR',
        justification: REASON,
        categories: ['RELEASED'],
      },
    ]);
  });

  it('still waits for permission when it is released (V25)', async () => {
    await identity.rows.incapacity(client);
    expect(await release()).toMatchObject({ status: 'SUSPENDED', heldAt: null });
  });

  it('is released once, however many try at once', async () => {
    const tries = await Promise.allSettled([release(), release()]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is not released by another organisation, which changed the details, nor by another role (R7, R14)', async () => {
    for (const by of [await staffOf(identity, 'rozelaar'), await staffOf(identity, 'vivium', 'MEDIATOR')]) {
      await expect(release(by)).rejects.toEqual(refused('ACCESS_REFUSED'));
    }
    expect((await row()).heldAt).toEqual(identity.clock.now);
    expect(identity.announced).toEqual([]);
  });

  it('is not released by its own holder (R7)', async () => {
    const relation = await identity.rows.relation({
      accountId: administrator.account,
      clientId: await identity.rows.client(),
      role: 'CONTACT',
      heldAt: identity.clock.now,
    });
    await expect(release(administrator, relation)).rejects.toEqual(refused('APPROVAL_BY_ANOTHER'));
    expect(identity.log).toEqual([expect.objectContaining({ outcome: 'REFUSED', relation })]);
  });

  it('is not released without a reason', async () => {
    await expect(release(administrator, held.relation, ' ')).rejects.toEqual(refused('BAD_INPUT'));
    expect((await row()).heldAt).toEqual(identity.clock.now);
  });

  it('can be ended instead', async () => {
    const ending = { relationId: held.relation, ground: 'UNLAWFUL_USE', reason: REASON } as const;
    expect(await endAccess(identity.needs, ending, administrator.occasion())).toMatchObject({ status: 'ENDED' });
    await expect(release()).rejects.toEqual(refused('ACCESS_REFUSED'));
  });

  it('and what is not held, has run out or does not exist answers alike', async () => {
    const free = await settled(identity, 'CONTACT', client);
    const over = await settled(identity, 'CONTACT', client, {
      heldAt: identity.clock.now,
      validUntil: identity.clock.now,
    });
    const none = ['00000000-0000-4000-8000-000000000000', 'geen kenmerk'];
    for (const id of [free.relation, over.relation, ...none]) {
      await expect(release(administrator, id)).rejects.toEqual(refused('ACCESS_REFUSED'));
    }
    expect(identity.announced).toEqual([]);
  });
});
