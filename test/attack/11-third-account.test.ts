/** Attack case 11: a third account where two is the most, also many at once; and a further account past its date. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes } from '../support/codes.js';
import { Newcomer } from '../support/newcomer.js';
import { startTravellingSystem, type TravellingSystem } from '../support/travelling-system.js';
import { Visitor } from '../support/visitor.js';

const START = '2027-03-01T09:00:00Z';
const UNTIL = '2027-03-31T22:00:00Z';
const REQUEST = 'mutation($input: RegistrationRequestInput!) { requestRegistration(input: $input) }';
const LIST = '{ registrations(organisation: "vivium", filter: { status: REQUESTED }) { edges { node { id } } } }';
const VERIFY = `mutation($id: ID!, $input: VerificationInput!) {
  verifyRegistration(id: $id, input: $input, reason: "gezien aan de balie") { status } }`;
const ENTER = `mutation($person: PersonInput!, $input: VerificationInput!) {
  registerByForm(organisation: "rozelaar", person: $person, input: $input, reason: "formulier ontvangen") { id status } }`;
const READ = 'query($id: ID!) { client(id: $id) { name { text } } }';
interface Listed {
  registrations: { edges: { node: { id: string } }[] };
}

const CONTACT = { role: 'CONTACT', legalBasis: 'DESIGNATION', evidence: 'brief van de cliënt' };

describe('a third account', () => {
  let system: TravellingSystem;
  beforeAll(async () => {
    system = await startTravellingSystem(START);
  });
  afterAll(() => system.stop());

  let numbers = 0;
  const newcomer = () => {
    numbers += 1;
    return new Newcomer(system, {
      given: 'Noor',
      family: 'Blok',
      email: `noor${numbers}@example.com`,
      mobile: `+3161000085${numbers}`,
      password: 'een kruiwagen vol bladeren',
    });
  };

  it('is had by one of six who are verified at the same moment, when one place is left (V23)', async () => {
    const client = await (await new Visitor(system, 'ruth').enter()).clientAs('REPRESENTATIVE');
    const desk = await new Visitor(system, 'vivium-administrator').enter();
    for (let count = 0; count < 6; count += 1) {
      const { role, legalBasis } = CONTACT;
      const guest = newcomer();
      const input = { organisation: 'vivium', person: guest.details, role, legalBasis, clientName: 'de heer Bosman' };
      await guest.get(REQUEST, { input });
    }
    const { registrations } = await desk.get<Listed>(LIST);
    expect(registrations.edges).toHaveLength(6);
    const input = { client, ...CONTACT };
    const answers = await Promise.all(registrations.edges.map(({ node: { id } }) => desk.ask(VERIFY, { id, input })));
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(answers.flatMap(({ errors }) => codes(errors))).toEqual(
      Array(5).fill('verifyRegistration: NO_ACCOUNT_LEFT'),
    );
    const extra = { reason: 'voor deze ene keer', until: UNTIL };
    const id = (await desk.get<Listed>(LIST)).registrations.edges[0]?.node.id;
    const asExtra = await desk.ask(VERIFY, { id, input: { ...input, extra } });
    expect(codes(asExtra.errors)).toEqual(['verifyRegistration: NO_ACCOUNT_LEFT']);
  });

  it('opens nothing past its date, with the tokens of before and with no job run (R16)', async () => {
    const client = await (await new Visitor(system, 'anja').enter()).clientAs('REPRESENTATIVE');
    const desk = await new Visitor(system, 'rozelaar-administrator').enter();
    const mediator = await new Visitor(system, 'rozelaar-mediator').enter();
    const form = { signer: 'N. Blok', signedOn: '2027-02-26', termsVersion: '3', evidence: 'map 3, formulier 9' };
    await desk.get(ENTER, { person: newcomer().details, input: { client, ...CONTACT, form } });
    const third = newcomer();
    const extra = { reason: 'overdracht van de zorg', until: UNTIL };
    const { registerByForm } = await desk.get<{ registerByForm: { id: string } }>(ENTER, {
      person: third.details,
      input: { client, ...CONTACT, form, extra },
    });
    await mediator.get('mutation($id: ID!) { approveExtraAccount(id: $id, reason: "akkoord") { status } }', {
      id: registerByForm.id,
    });
    await third.activate();
    system.travelTo(new Date(Date.parse(UNTIL) - 1_000));
    await third.signIn();
    expect((await third.ask(READ, { id: client })).errors).toEqual([]);
    system.travelTo(UNTIL);
    const { data, errors } = await third.ask<{ client: unknown }>(READ, { id: client });
    expect(data?.client ?? null).toBeNull();
    expect(errors).toHaveLength(1);
    expect(codes((await third.givePassword()).errors)).toEqual(['signIn: CREDENTIALS_REFUSED']);
  });
});
