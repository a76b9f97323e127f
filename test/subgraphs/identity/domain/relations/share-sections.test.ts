import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Section } from '../../../../../schema/caller.js';
import { shareSections } from '../../../../../subgraphs/identity/domain/relations/share-sections.js';
import { openIdentity, settled, type IdentityInTest } from '../../support/identity-in-test.js';

type Person = Awaited<ReturnType<typeof settled>>;

let identity: IdentityInTest;
let client: string;
let resident: Person;
let contact: Person;

beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());

beforeEach(async () => {
  client = await identity.rows.client();
  resident = await settled(identity, 'CLIENT', client);
  contact = await settled(identity, 'CONTACT', client, { sections: ['APPOINTMENTS'] });
  for (const list of [identity.log, identity.announced]) list.length = 0;
});

const share = async (by: string, relationId: string, sections: Section[]) =>
  shareSections(identity.needs, { relationId, sections }, (await identity.signedIn(by)).occasion());
const shared = async () => (await identity.signedIn(contact.account)).facts.relations[0];
const refused = expect.objectContaining({ code: 'ACCESS_REFUSED', details: {} });

describe('sharing sections with a contact', () => {
  it('is decided by the client, and holds at once', async () => {
    const relation = await share(resident.account, contact.relation, ['CARE_PLAN', 'REPORTS', 'REPORTS']);
    expect(relation.sections).toEqual(['REPORTS', 'CARE_PLAN']);
    expect(await shared()).toMatchObject({ sections: ['REPORTS', 'CARE_PLAN'], version: 2 });
  });

  it('is pushed to the contact, and goes on record', async () => {
    await share(resident.account, contact.relation, ['MEDICAL_REPORTS']);
    expect(identity.announced).toEqual([contact.account]);
    expect(identity.log).toEqual([
      {
        kind: 'SHARING_CHANGED',
        action: 'U',
        organisation: 'vivium',
        client,
        relation: contact.relation,
        role: 'CLIENT',
        categories: ['MEDICAL_REPORTS'],
      },
    ]);
  });

  it('can take everything back', async () => {
    await share(resident.account, contact.relation, []);
    expect(await shared()).toMatchObject({ sections: [] });
  });

  it('is decided by a representative who acts for the client', async () => {
    const mentor = await settled(identity, 'REPRESENTATIVE', client);
    await identity.rows.incapacity(client);
    await expect(share(mentor.account, contact.relation, ['REPORTS'])).resolves.toHaveProperty('id');
  });

  it('is not decided by the client who was found unable to, whether or not a representative has signed in', async () => {
    const mentor = await identity.rows.account();
    await identity.rows.relation({ accountId: mentor, clientId: client, role: 'REPRESENTATIVE' });
    await identity.rows.incapacity(client);
    await expect(share(resident.account, contact.relation, ['REPORTS'])).rejects.toEqual(refused);
    expect(await shared()).toMatchObject({ sections: ['APPOINTMENTS'], version: 1 });
  });

  it.each([
    ['ended yesterday', { validUntil: new Date('2026-02-01T00:00:00Z') }],
    ['begins tomorrow', { validFrom: new Date('2026-02-03T00:00:00Z') }],
    ['is about money', { subject: 'FINANCES' as const }],
  ])('is decided by the client when the finding %s', async (_when, values) => {
    await settled(identity, 'REPRESENTATIVE', client);
    await identity.rows.incapacity(client, values);
    await expect(share(resident.account, contact.relation, ['REPORTS'])).resolves.toHaveProperty('id');
  });

  it('is not decided by a representative while the client can', async () => {
    const daughter = await settled(identity, 'REPRESENTATIVE', client, { legalBasis: 'CHILD' });
    await expect(share(daughter.account, contact.relation, ['REPORTS'])).rejects.toEqual(refused);
    expect(await shared()).toMatchObject({ sections: ['APPOINTMENTS'], version: 1 });
  });

  it('is decided by the representative who goes before the others (BW 7:465)', async () => {
    const daughter = await settled(identity, 'REPRESENTATIVE', client, { legalBasis: 'CHILD' });
    const mentor = await settled(identity, 'REPRESENTATIVE', client);
    await identity.rows.incapacity(client);
    await expect(share(daughter.account, contact.relation, ['REPORTS'])).rejects.toEqual(refused);
    await expect(share(mentor.account, contact.relation, ['REPORTS'])).resolves.toHaveProperty('id');
  });

  it.each(['the contact', 'another contact', 'the client of another dossier'])('is not decided by %s', async (who) => {
    const other = await settled(identity, 'CONTACT', client);
    const stranger = await settled(identity, 'CLIENT', await identity.rows.client());
    const by = { 'the contact': contact, 'another contact': other, 'the client of another dossier': stranger }[who];
    await expect(share(by?.account ?? '', contact.relation, ['REPORTS'])).rejects.toEqual(refused);
    expect(identity.log).toEqual([expect.objectContaining({ outcome: 'REFUSED', reason: 'ACCESS_REFUSED', client })]);
  });

  it('is not decided by a client who has yet to accept the terms', async () => {
    const newcomer = await identity.rows.account();
    const other = await identity.rows.client();
    await identity.rows.relation({ accountId: newcomer, clientId: other, role: 'CLIENT' });
    const theirs = await settled(identity, 'CONTACT', other);
    await expect(share(newcomer, theirs.relation, ['REPORTS'])).rejects.toEqual(refused);
  });

  it('is not possible with someone who is no contact', async () => {
    await expect(share(resident.account, resident.relation, ['REPORTS'])).rejects.toEqual(refused);
  });

  it.each(['3f1b0a52-6d57-4f0e-9a53-0d6e7a1f9c11', 'bedacht'])('answers %s, which is nothing, alike', async (id) => {
    await expect(share(resident.account, id, ['REPORTS'])).rejects.toEqual(refused);
  });

  it('offers no section that the organisation does not', async () => {
    const roomer = await identity.rows.client({ organisation: 'rozelaar' });
    const them = await settled(identity, 'CLIENT', roomer);
    await identity.rows.accepted(them.account, 'rozelaar', '3');
    const theirs = await settled(identity, 'CONTACT', roomer);
    await expect(share(them.account, theirs.relation, ['REPORTS', 'MEDICAL_REPORTS'])).rejects.toMatchObject({
      code: 'SECTION_NOT_OFFERED',
    });
    expect(identity.log).toEqual([expect.objectContaining({ outcome: 'REFUSED', reason: 'SECTION_NOT_OFFERED' })]);
  });
});
