/** Somebody asks for access, the client administration sees to it, and ends it again. */
import { Newcomer } from '../newcomer.js';
import type { Narrator } from './narrator.js';
import type { Scene } from './scene.js';

const ASK = 'mutation Ask($input: RegistrationRequestInput!) { requestRegistration(input: $input) }';
const FIND = `
  query Find($curator: String!) {
    portalUsers(organisation: "vivium", filter: { text: $curator }) { edges { node { relations { client { id } } } } }
    registrations(organisation: "vivium", filter: { status: REQUESTED }) { edges { node { id email role clientName } } }
  }`;
const VERIFY = `
  mutation Verify($id: ID!, $input: VerificationInput!) {
    verifyRegistration(id: $id, input: $input, reason: "legitimatie en machtiging gezien") { status relation }
  }`;
const NAME = 'query Name($id: ID!) { client(id: $id) { name { text } } }';
const END = `
  mutation End($relation: ID!) {
    endAccess(relationId: $relation, ground: WRITTEN_NOTICE, reason: "brief van de gebruiker") { status }
  }`;

interface Found {
  portalUsers: { edges: { node: { relations: { client: { id: string } }[] } }[] };
  registrations: { edges: { node: { id: string; email: string } }[] };
}

export async function registering(narrator: Narrator, { host, guest }: Scene): Promise<void> {
  narrator.step('How somebody comes to have access, and loses it');
  const visit = Date.now();
  const noor = new Newcomer(
    {
      given: 'Noor',
      family: 'Bosman',
      email: `noor.bosman.${visit}@example.com`,
      mobile: `+3161${String(visit).slice(-7)}`,
      password: 'drie bruggen over de vaart',
      bsn: '999991887',
    },
    host,
  );
  narrator.say('Noor asks for access to the dossier of Gerrit Bosman, as the contact whom his curator designated.');
  const asked = { organisation: 'vivium', person: noor.details, role: 'CONTACT', legalBasis: 'DESIGNATION' };
  await narrator.show(noor, ASK, { input: { ...asked, clientName: 'Gerrit Bosman' } });

  narrator.say('The client administration finds the request and the client, and verifies who she is.');
  const desk = await guest('vivium-administrator').signIn();
  const { data } = await narrator.show<Found>(desk, FIND, { curator: 'Vermeulen' });
  const id = data?.registrations.edges.find(({ node }) => node.email === noor.person.email)?.node.id;
  const client = data?.portalUsers.edges[0]?.node.relations[0]?.client.id ?? '';
  const input = { client, role: 'CONTACT', legalBasis: 'DESIGNATION', evidence: 'brief van de curator, map 4' };
  const verified = await narrator.show<{ verifyRegistration: { relation: string } }>(desk, VERIFY, { id, input });
  const relation = verified.data?.verifyRegistration.relation;
  narrator.holds('she has a relation now', relation !== undefined);

  narrator.say('A link comes by mail. By it she chooses a password; then the SMS code, the terms and the BSN.');
  await noor.activate();
  const isOpen = async () => {
    const answer = await narrator.show<{ client: { name: unknown } | null }>(noor, NAME, { id: client });
    return answer.data?.client?.name != null;
  };
  narrator.holds('the dossier opens', await isOpen());
  narrator.say('She writes that she does not want it any more; the administration ends it, with its reason.');
  await narrator.show(desk, END, { relation });
  narrator.holds('it is closed at once', !(await isOpen()));
}
