/** An organisation changes its terms: announced in time, binding from their day, accepted by each user; and one who will not. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrganisationPolicy, Organisations } from '../../organisations/policy.js';
import { codes } from '../support/codes.js';
import { lastMailTo, mailsTo } from '../support/mail.js';
import { startTravellingSystem, type TravellingSystem } from '../support/travelling-system.js';
import { Visitor } from '../support/visitor.js';

const EFFECTIVE = '2027-06-01T00:00:00Z';
const READ = 'query($id: ID!) { client(id: $id) { name { text } } }';
const ACCEPTED = `{ termsAcceptances(organisation: "rozelaar", version: "4", first: 50) {
  edges { node { holder { text } version acceptedAt method } } } }`;

function withNewTerms(organisations: Organisations): Organisations {
  const rozelaar = organisations.get('rozelaar') as OrganisationPolicy;
  const [terms] = rozelaar.terms;
  if (terms === undefined) throw new Error('De Rozelaar has no terms');
  const next = { ...terms, version: '4', effectiveAt: EFFECTIVE };
  return new Map(organisations).set('rozelaar', { ...rozelaar, terms: [...rozelaar.terms, next] });
}

describe('new terms', () => {
  let system: TravellingSystem;
  let betsy: Visitor;
  let client: string;

  beforeAll(async () => {
    system = await startTravellingSystem('2027-04-01T09:00:00Z', withNewTerms);
    betsy = await new Visitor(system, 'betsy').signIn();
    client = await betsy.clientAs('CLIENT');
  });
  afterAll(() => system.stop());

  it('are told to each user thirty days before, once, with their day; they supplement the same document (V3, V10, R33)', async () => {
    await system.upkeep();
    expect(mailsTo(system, betsy.person.email)).toEqual([]);
    system.travelTo('2027-05-03T09:00:00Z');
    await system.upkeep();
    await system.upkeep();
    const { text } = await lastMailTo(system, betsy.person.email, 'gebruiksvoorwaarden');
    expect(text).toContain('1 juni 2027');
    expect(mailsTo(system, betsy.person.email)).toHaveLength(1);
    await betsy.signIn();
    const { organisation } = await betsy.get<{ organisation: { upcomingTerms: object } }>(
      '{ organisation(id: "rozelaar") { upcomingTerms { version parentDocument } } }',
    );
    expect(organisation.upcomingTerms).toEqual({ version: '4', parentDocument: 'Zorgovereenkomst' });
  });

  it('change nothing until their day, and open nothing from then on until they are accepted (V1, R33)', async () => {
    system.travelTo('2027-05-31T23:59:59Z');
    await betsy.signIn();
    expect(betsy.session?.nextSteps).toEqual([]);
    expect((await betsy.ask(READ, { id: client })).errors).toEqual([]);
    system.travelTo(EFFECTIVE);
    await betsy.signIn();
    expect(betsy.session?.nextSteps.map(({ step }) => step)).toEqual(['ACCEPT_TERMS']);
    expect(new Set(codes((await betsy.ask(READ, { id: client })).errors))).toEqual(
      new Set(['client: TERMS_NOT_ACCEPTED']),
    );
    await betsy.doNextSteps();
    expect((await betsy.ask(READ, { id: client })).errors).toEqual([]);
  });

  it('are accepted by some, as the administration sees, while who withdraws consent is out at once (R15, R33)', async () => {
    const joost = await new Visitor(system, 'joost').signIn();
    const [own] = await joost.relations();
    await joost.get('mutation($id: ID!) { withdrawAccess(relationId: $id) { status } }', { id: own?.id });
    expect(codes((await joost.givePassword()).errors)).toEqual(['signIn: CREDENTIALS_REFUSED']);
    const desk = await new Visitor(system, 'rozelaar-administrator').signIn();
    const { termsAcceptances } = await desk.get<{ termsAcceptances: { edges: { node: object }[] } }>(ACCEPTED);
    expect(termsAcceptances.edges.map(({ node }) => node)).toEqual([
      {
        holder: { text: 'Betsy van der Meulen' },
        version: '4',
        acceptedAt: EFFECTIVE.replace('Z', '.000Z'),
        method: 'PORTAL',
      },
    ]);
  });
});
