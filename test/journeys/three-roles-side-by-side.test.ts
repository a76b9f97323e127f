/** Willem is a client himself, mentor of his wife Trudy and contact of his brother Henk: three roles in one account. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes } from '../support/codes.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

interface Part {
  name: { text: string };
  birthDate: string | null;
  appointments: { edges: unknown[] } | null;
  carePlan: { title: string } | null;
  reports: { edges: { node: { type: string } }[] } | null;
  contacts: { name: string }[];
}

const THREE = `
  query($himself: ID!, $wife: ID!, $brother: ID!) {
    himself: client(id: $himself) { ...part }
    wife: client(id: $wife) { ...part }
    brother: client(id: $brother) { ...part }
  }
  fragment part on Client {
    name { text }
    birthDate
    appointments(first: 5) { edges { node { title } } }
    carePlan { title }
    reports(first: 20) { edges { node { type } } }
    contacts { name }
  }`;

describe('three roles side by side', () => {
  let system: System;
  let willem: Visitor;
  let clients: Record<'himself' | 'wife' | 'brother', string>;

  beforeAll(async () => {
    system = await startSystem();
    willem = await new Visitor(system, 'willem').enter();
    clients = {
      himself: await willem.clientAs('CLIENT'),
      wife: await willem.clientAs('REPRESENTATIVE'),
      brother: await willem.clientAs('CONTACT'),
    };
  });
  afterAll(() => system.stop());

  it('are judged apart in one query', async () => {
    const { data, errors } = await willem.ask<Record<keyof typeof clients, Part>>(THREE, clients);
    expect(codes(errors)).toEqual([
      'brother.birthDate: ACCESS_REFUSED',
      'brother.carePlan: ACCESS_REFUSED',
      'brother.reports: ACCESS_REFUSED',
    ]);
    const { himself, wife, brother } = data ?? {};
    expect(himself).toMatchObject({ name: { text: 'Willem Dekker' }, birthDate: expect.any(String) });
    expect(wife).toMatchObject({ name: { text: 'Trudy Dekker-van Loon' }, birthDate: '1946-02-17' });
    for (const own of [himself, wife]) {
      expect(own?.carePlan?.title).toEqual(expect.any(String));
      expect(own?.reports?.edges).toHaveLength(20);
      expect(own?.contacts.length).toBeGreaterThan(1);
    }
    expect(brother).toMatchObject({ name: { text: 'Henk Dekker' }, birthDate: null, carePlan: null, reports: null });
    expect(brother?.appointments?.edges.length).toBeGreaterThan(0);
  });

  it('show a contact his own entry among the contacts, and nobody else’s', async () => {
    const { data } = await willem.ask<Record<keyof typeof clients, Part>>(THREE, clients);
    expect(data?.brother.contacts).toEqual([{ name: 'Willem Dekker' }]);
    expect(data?.wife.contacts.map(({ name }) => name)).toEqual(['Esther Dekker', 'Willem Dekker']);
  });

  it('stay apart when the same list reaches all three', async () => {
    const { data, errors } = await willem.ask<{
      me: { relations: { role: string; client: { birthDate: string | null } }[] };
    }>('{ me { relations { role client { birthDate } } } }');
    const seen = Object.fromEntries((data?.me.relations ?? []).map(({ role, client }) => [role, client.birthDate]));
    expect(seen).toEqual({
      CLIENT: expect.any(String),
      REPRESENTATIVE: '1946-02-17',
      CONTACT: null,
    });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['ACCESS_REFUSED']);
  });

  it('are told apart in the log of each client', async () => {
    const query = `query($id: ID!) { client(id: $id) { accessLog(first: 50) { edges { node {
      outcome data { category } agent { name role } } } } } }`;
    const { client } = await willem.get<{
      client: { accessLog: { edges: { node: { outcome: string; agent: { role: string } } }[] } };
    }>(query, { id: clients.wife });
    expect(client.accessLog.edges.length).toBeGreaterThan(0);
    for (const { node } of client.accessLog.edges) {
      expect(node).toMatchObject({ outcome: 'OK', agent: { name: 'Willem Dekker', role: 'REPRESENTATIVE' } });
    }
    expect(codes((await willem.ask(query, { id: clients.brother })).errors)).toEqual([
      'client.accessLog: ACCESS_REFUSED',
    ]);
  });
});
