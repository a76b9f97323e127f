/** The same query by client, representative and contact; and one person who is all three. */
import type { GraphAnswer } from '../graph-client.js';
import type { Guest } from '../guest.js';
import type { Narrator } from './narrator.js';
import type { Scene } from './scene.js';

const SAME = `
  query TheSame($id: ID!) {
    client(id: $id) {
      name { text }
      birthDate
      reports(first: 1) { edges { node { type } } }
      carePlan { title }
      appointments(first: 1) { edges { node { title } } }
      lifeStory { chapters { title } }
      contacts { name }
      accessLog(first: 1) { edges { node { text } } }
    }
  }`;

type Seen = { client: Record<string, unknown> | null };

const REFUSED_TO_CONTACT = ['birthDate', 'carePlan', 'lifeStory', 'accessLog'];

export async function sideBySide(narrator: Narrator, { guest }: Scene): Promise<void> {
  narrator.step('Client, representative and contact side by side');
  narrator.say('Betsy van der Meulen lives at De Rozelaar. She, her son Joost (written proxy) and her neighbour Hetty');
  narrator.say('(contact; reports and appointments were shared with her) sign in and ask the very same:');
  const betsy = await guest('betsy').enter();
  const joost = await guest('joost').enter();
  const hetty = await guest('hetty').enter();
  const id = await betsy.clientAs('CLIENT');
  const client = await narrator.show<Seen>(betsy, SAME, { id });
  const representative = await joost.ask<Seen>(SAME, { id });
  const contact = await hetty.ask<Seen>(SAME, { id });

  const answers = [client, representative, contact];
  const fields = Object.keys(client.data?.client ?? {});
  narrator.table([
    ['', 'Betsy, client', 'Joost, representative', 'Hetty, contact'],
    ...fields.map((field) => [field, ...answers.map((answer) => cell(answer, field))]),
  ]);
  narrator.holds(
    'client and representative are refused nothing',
    refused(client).length + refused(representative).length === 0,
  );
  narrator.holds(
    'the contact sees what was shared, and is refused the rest with ACCESS_REFUSED',
    refused(contact).join() === REFUSED_TO_CONTACT.join(),
  );
  const { contacts = [] } = (contact.data?.client ?? {}) as { contacts?: { name: string }[] };
  narrator.holds(
    'among the contacts Hetty finds herself only',
    contacts.map(({ name }) => name).join() === 'Hetty Brandsma',
  );
}

const THREE = `
  query ThreeRoles($self: ID!, $wife: ID!, $brother: ID!) {
    self: client(id: $self) { ...part }
    wife: client(id: $wife) { ...part }
    brother: client(id: $brother) { ...part }
  }
  fragment part on Client { name { text } birthDate }`;

export async function threeRoles(narrator: Narrator, { guest }: Scene): Promise<void> {
  narrator.step('Three roles in one query');
  narrator.say('Willem Dekker is a client himself, mentor of his wife Trudy and contact of his brother Henk.');
  const willem = await guest('willem').enter();
  const { data, errors } = await narrator.show<Record<'self' | 'wife' | 'brother', { birthDate: string | null }>>(
    willem,
    THREE,
    await clientsOf(willem),
  );
  narrator.holds(
    'each client is judged apart',
    data !== null && data.self.birthDate !== null && data.wife.birthDate !== null,
  );
  narrator.holds(
    'as a contact he is refused his brother’s date of birth',
    errors[0]?.path?.join('.') === 'brother.birthDate',
  );
}

async function clientsOf(willem: Guest): Promise<Record<'self' | 'wife' | 'brother', string>> {
  return {
    self: await willem.clientAs('CLIENT'),
    wife: await willem.clientAs('REPRESENTATIVE'),
    brother: await willem.clientAs('CONTACT'),
  };
}

function cell({ data, errors }: GraphAnswer<Seen>, field: string): string {
  const error = errors.find(({ path = [] }) => path[1] === field);
  if (error !== undefined) return `– ${error.extensions.code}`;
  const value = data?.client?.[field];
  return Array.isArray(value) ? `sees ${value.length}` : 'sees it';
}

function refused({ errors }: GraphAnswer<Seen>): string[] {
  return errors.map(({ path = [] }) => path.slice(1).join('.'));
}
