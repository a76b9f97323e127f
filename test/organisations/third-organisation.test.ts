import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadOrganisations, type OrganisationPolicy } from '../../organisations/policy.js';
import { acceptTerms } from '../../subgraphs/identity/domain/first-steps/accept-terms.js';
import { confirmBsn } from '../../subgraphs/identity/domain/first-steps/confirm-bsn.js';
import { signIn } from '../../subgraphs/identity/domain/sign-in/sign-in.js';
import { verifySignIn } from '../../subgraphs/identity/domain/sign-in/verify-sign-in.js';
import { DossierGraph, relation } from '../subgraphs/dossier/api/dossier-graph.js';
import { openIdentity, PASSWORD, type IdentityInTest } from '../subgraphs/identity/support/identity-in-test.js';

const policies = loadOrganisations('test/organisations/third');
const BSN = '111222333';

describe('a third organisation, of which there is a policy file and nothing else', () => {
  let identity: IdentityInTest;
  let account: string;
  let client: string;
  beforeAll(async () => {
    identity = await openIdentity();
    identity.needs.organisations.set('linden', policies.get('linden') as OrganisationPolicy);
    account = await identity.rows.account({ email: 'lotte@voorbeeld.example' });
    client = await identity.rows.client({ organisation: 'linden', bsn: BSN });
    await identity.rows.relation({ accountId: account, clientId: client, role: 'REPRESENTATIVE', legalBasis: 'CHILD' });
  });
  afterAll(() => identity.close());

  const relationNow = async () => (await identity.signedIn(account)).facts.relations[0];

  it('signs people in under its own name, and asks what its policy asks', async () => {
    const credentials = { email: 'lotte@voorbeeld.example', password: PASSWORD };
    const { id } = await signIn(identity.needs, credentials, identity.occasion());
    expect(identity.outbox.at(-1)).toMatchObject({ sender: 'DeLinden', text: expect.stringContaining('Meekijken') });
    const code = { challengeId: id, code: identity.lastCode() };
    const { nextSteps } = await verifySignIn(identity.needs, code, identity.occasion());
    expect(nextSteps.map(({ step }) => step)).toEqual(['ACCEPT_TERMS', 'CONFIRM_BSN']);
  });

  it('opens its sections once its terms are accepted and its client is confirmed', async () => {
    await acceptTerms(identity.needs, 'linden:1', (await identity.signedIn(account)).occasion());
    await confirmBsn(identity.needs, BSN, (await identity.signedIn(account)).occasion());
    expect(await relationNow()).toMatchObject({
      organisation: 'linden',
      pending: [],
      sections: ['CARE_PLAN', 'APPOINTMENTS'],
      validUntil: null,
    });
  });

  it('ends access by its own rule: not at departure, but fourteen days after death', async () => {
    const table = identity.database.getRepository('ClientEntity');
    await table.update(client, { departedOn: '2026-01-20' });
    expect((await relationNow())?.validUntil).toBeNull();
    await table.update(client, { diedOn: '2026-01-25' });
    // the end of 8 February in Amsterdam
    expect((await relationNow())?.validUntil).toBe('2026-02-08T23:00:00.000Z');
  });

  it('asks more of its staff than an SMS code', async () => {
    const accountId = await identity.rows.account();
    await identity.rows.staff({ accountId, organisation: 'linden', role: 'MEDIATOR' });
    expect((await identity.signedIn(accountId)).facts.staff).toEqual([]);
    const { facts } = await identity.signedIn(accountId, 'PASSWORD_PASSKEY');
    expect(facts.staff).toEqual([{ organisation: 'linden', role: 'MEDIATOR' }]);
  });

  it('serves the sections it offers and no other', async () => {
    const mine = relation('REPRESENTATIVE', { organisation: 'linden', sections: ['CARE_PLAN', 'APPOINTMENTS'] });
    const { refused, ecd } = await new DossierGraph([mine], policies).ask(
      `query ($id: ID!) { client(id: $id) {
        carePlan { title } reports { edges { cursor } } lifeStory { chapters { title } }
      } }`,
      { id: mine.client },
    );
    expect(refused.sort()).toEqual([
      ['client.lifeStory', 'SECTION_NOT_OFFERED'],
      ['client.reports', 'SECTION_NOT_OFFERED'],
    ]);
    expect(ecd.reads()).toContain('carePlan');
    expect(ecd.reads()).not.toContain('lifeStory');
  });
});
