/** Marieke, mentor of Annie Hofstra, takes copies of the dossier with her: one to read and one for another system. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { extractText } from 'unpdf';
import { fetch } from 'undici';
import { codes } from '../support/codes.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const ASK = `mutation($id: ID!, $format: DossierExportFormat!, $sections: [Section!]) {
  requestExport(clientId: $id, format: $format, sections: $sections) { id status } }`;
const EXPORTS = `query($id: ID!) { client(id: $id) { name { text }
  exports(first: 5) { edges { node { id status progress link } } } } }`;
const LOG = `query($id: ID!) { client(id: $id) { accessLog(first: 50) { edges { node {
  events(first: 1) { kind action outcome categories } } } } } }`;

interface Event {
  kind: string;
  action: string;
  outcome: string;
  categories: string[];
}

interface Seen {
  id: string;
  status: string;
  link: string | null;
}

describe('a copy of the dossier', () => {
  let system: System;
  let marieke: Visitor;
  let hofstra: string;
  let name: string;

  beforeAll(async () => {
    system = await startSystem();
    marieke = await new Visitor(system, 'marieke').enter();
    hofstra = await marieke.clientAs('REPRESENTATIVE');
  });
  afterAll(() => system.stop());

  async function ready(format: string, sections: string[] | null = null): Promise<string> {
    const { requestExport } = await marieke.get<{ requestExport: Seen }>(ASK, { id: hofstra, format, sections });
    for (let look = 0; look < 400; look += 1) {
      const { client } = await marieke.get<{
        client: { name: { text: string }; exports: { edges: { node: Seen }[] } };
      }>(EXPORTS, { id: hofstra });
      name = client.name.text;
      const found = client.exports.edges.map(({ node }) => node).find(({ id }) => id === requestExport.id);
      if (found?.link != null) return found.link;
      if (found?.status === 'FAILED') throw new Error('the copy could not be made');
      await sleep(100);
    }
    throw new Error('the copy was not made');
  }

  const follow = (link: string, visitor: Visitor | null = marieke) =>
    fetch(`${system.url}${link}`, {
      headers: {
        'x-forwarded-proto': 'https',
        ...(visitor !== null && { authorization: `Bearer ${visitor.session?.accessToken ?? ''}` }),
      },
    });

  it('comes as a PDF that can be read, once, for who asked alone (V4, V5)', async () => {
    const link = await ready('PDF');
    expect((await follow(link, null)).status).toBe(401);
    const hetty = await new Visitor(system, 'hetty').enter();
    expect((await follow(link, hetty)).status).toBe(404);
    const answer = await follow(link);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="dossier-\d{4}-\d\d-\d\d\.pdf"$/);
    const { text } = await extractText(new Uint8Array(await answer.arrayBuffer()), { mergePages: true });
    expect(text).toContain(`Dossier van ${name}`);
    for (const part of ['Rapportages van zorg', 'Zorgplan', 'Agenda', 'vertrouwelijk']) expect(text).toContain(part);
    expect((await follow(link)).status).toBe(404);
  });

  it('comes as a FHIR Bundle for another system, of the sections that are named', async () => {
    const link = await ready('FHIR_BUNDLE', ['CARE_PLAN']);
    const answer = await follow(link);
    expect(answer.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
    const { type, entry } = (await answer.json()) as { type: string; entry: { resource: { resourceType: string } }[] };
    expect(type).toBe('document');
    const types = new Set(entry.map(({ resource }) => resource.resourceType));
    expect([types.has('Patient'), types.has('CarePlan'), types.has('Observation')]).toEqual([true, true, false]);
  });

  it('is not made for a contact', async () => {
    const hetty = await new Visitor(system, 'hetty').enter();
    const client = await hetty.clientAs('CONTACT');
    const { errors } = await hetty.ask(ASK, { id: client, format: 'PDF', sections: null });
    expect(codes(errors)).toEqual(['requestExport: ACCESS_REFUSED']);
  });

  it('is on the log of the client: asked for, made, refused to another, and taken', async () => {
    const { client } = await marieke.get<{
      client: {
        accessLog: { edges: { node: { events: Event[] } }[] };
      };
    }>(LOG, { id: hofstra });
    const events = client.accessLog.edges.flatMap(({ node }) => node.events);
    const told = events.map(({ kind, action, outcome }) => `${kind} ${action} ${outcome}`);
    for (const event of [
      'EXPORT_CHANGED C OK',
      'EXPORT_CHANGED U OK',
      'DOSSIER_EXPORTED E REFUSED',
      'DOSSIER_EXPORTED E OK',
    ])
      expect(told).toContain(event);
    const taken = events.find(({ kind, outcome }) => kind === 'DOSSIER_EXPORTED' && outcome === 'OK');
    expect(taken?.categories).toEqual(expect.arrayContaining(['IDENTIFICATION', 'CARE_PLAN']));
  });
});
