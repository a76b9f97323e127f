/** The main job: Marieke, mentor of Annie Hofstra, comes in for the first time. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes } from '../support/codes.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

describe('a representative reads the dossier', () => {
  let system: System;
  let marieke: Visitor;
  let challenge: string;
  let hofstra: string;

  beforeAll(async () => {
    system = await startSystem();
    marieke = new Visitor(system, 'marieke');
  });
  afterAll(() => system.stop());

  it('is not let in with a wrong password, and no text message is sent', async () => {
    const { data, errors } = await marieke.givePassword('koffie met slagroom');
    expect(data).toBeNull();
    expect(codes(errors)).toEqual(['signIn: CREDENTIALS_REFUSED']);
    expect(system.messages()).toEqual([]);
  });

  it('gets a code on the telephone for the right password (V27, R13)', async () => {
    const { data } = await marieke.givePassword();
    challenge = data?.signIn.id ?? '';
    const [message, ...more] = system.messages();
    expect(more).toEqual([]);
    expect(message).toMatchObject({ to: '+31610000101' });
    expect(message?.text).toMatch(/^Uw code voor PUUR\. Van jou is \d{6}\./);
  });

  it('is let in by that code only (V30)', async () => {
    const wrong = marieke.code() === '000000' ? '000001' : '000000';
    expect(codes((await marieke.giveCode(challenge, wrong)).errors)).toEqual(['verifySignIn: CODE_REFUSED']);
    const { data } = await marieke.giveCode(challenge, marieke.code());
    marieke.session = data?.verifySignIn;
    expect(marieke.session?.nextSteps.map(({ step }) => step)).toEqual(['ACCEPT_TERMS', 'CONFIRM_BSN']);
  });

  it('cannot open anything before the terms are accepted and the BSN is confirmed (V1, V31)', async () => {
    const { me } = await marieke.get<{ me: { relations: { client: { id: string } }[] } }>(
      '{ me { relations { client { id } } } }',
    );
    hofstra = me.relations[0]?.client.id ?? '';
    const query = 'query($id: ID!) { client(id: $id) { name { text } } }';
    expect(codes((await marieke.ask(query, { id: hofstra })).errors)).toEqual(['client: TERMS_NOT_ACCEPTED']);

    const terms = marieke.session?.nextSteps[0]?.terms?.id;
    await marieke.get('mutation($id: ID!) { acceptTerms(termsId: $id) { nextSteps { step } } }', { id: terms });
    expect(codes((await marieke.ask(query, { id: hofstra })).errors)).toEqual(['client: BSN_NOT_CONFIRMED']);
  });

  it('confirms the BSN of the client, and no other (V31)', async () => {
    const confirm = 'mutation($bsn: String!) { confirmBsn(bsn: $bsn) { nextSteps { step } } }';
    const wrong = await marieke.ask(confirm, { bsn: '999990962' });
    expect(codes(wrong.errors)).toEqual(['confirmBsn: BSN_REFUSED']);
    expect(await marieke.get(confirm, { bsn: '999990111' })).toEqual({ confirmBsn: { nextSteps: [] } });
  });

  it('reads every section of the dossier (V13–V17)', async () => {
    const { client } = await marieke.get<{ client: Dossier }>(DOSSIER, { id: hofstra });
    expect(client.name.text).toBe('Annie Hofstra-de Boer');
    expect(client.birthDate).toBe('1937-04-12');
    expect(client.contactPoint.name).toBe('Karin Smit');
    expect(client.sections.map(({ availability }) => availability)).toEqual(Array<string>(7).fill('OPEN'));
    expect(client.reports.edges).toHaveLength(50);
    expect(client.carePlan).toMatchObject({ status: 'ACTIVE', title: 'Zorg- en behandelplan' });
    expect(client.appointments.edges.length).toBeGreaterThan(0);
    expect(client.lifeStory.chapters.length).toBeGreaterThan(0);
    expect(client.wellbeingActivities.edges.length).toBeGreaterThan(0);
    expect(client.contacts.map(({ name }) => name)).toEqual(['Pieter Hofstra', 'Marieke Hofstra', 'Corrie de Boer']);
  });

  it('reads reports newest first, page after page, and never a hidden or confidential one', async () => {
    const seen: Report[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { client }: { client: Pick<Dossier, 'reports'> } = await marieke.get(REPORTS, { id: hofstra, after });
      seen.push(...client.reports.edges.map(({ node }) => node));
      ({ endCursor: after, hasNextPage: more } = client.reports.pageInfo);
    }
    const times = seen.map(({ effectiveDateTime }) => effectiveDateTime);
    expect(times).toEqual([...times].sort().reverse());
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(40);
    expect(new Set(seen.map(({ type }) => type)).size).toBeGreaterThan(4);
    expect(JSON.stringify(seen)).not.toMatch(/vertrouwelijk|verborgen/i);
  });

  it('sees in the log that she looked, for which purpose, and that she was refused before (V11, R22)', async () => {
    const { client } = await marieke.get<{
      client: { accessLog: { edges: { node: { text: string; events: LogLine[] } }[] } };
    }>(
      `query($id: ID!) { client(id: $id) { accessLog(first: 50) { edges { node {
         text events(first: 1) { kind outcome reason purpose organisation agent { name role } } } } } } }`,
      { id: hofstra },
    );
    const lines = client.accessLog.edges.flatMap(({ node }) => node.events);
    expect(new Set(lines.map(({ agent }) => agent.name))).toEqual(new Set(['Marieke Hofstra']));
    expect(new Set(lines.map(({ purpose }) => purpose))).toEqual(new Set(['PATRQT']));
    expect(lines.find(({ outcome }) => outcome === 'OK')).toMatchObject({
      kind: 'DOSSIER_READ',
      organisation: 'vivium',
      agent: { role: 'REPRESENTATIVE' },
    });
    expect(client.accessLog.edges.map(({ node }) => node.text)).toContainEqual(
      expect.stringMatching(/^Marieke Hofstra \(vertegenwoordiger\) bekeek op .* de rapportages.* Toegestaan\.$/),
    );
    expect(lines.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['TERMS_NOT_ACCEPTED', 'BSN_NOT_CONFIRMED']),
    );
  });

  it('does not have to accept or confirm again at the next sign-in (V31)', async () => {
    const again = await new Visitor(system, 'marieke').signIn();
    expect(again.session?.nextSteps).toEqual([]);
  });
});

interface Report {
  id: string;
  type: string;
  effectiveDateTime: string;
  text: string | null;
}

interface LogLine {
  purpose: string;
  kind: string;
  outcome: string;
  reason: string | null;
  organisation: string;
  agent: { name: string; role: string };
}

interface Dossier {
  name: { text: string };
  birthDate: string;
  contactPoint: { name: string };
  sections: { availability: string }[];
  reports: { edges: { node: Report }[]; pageInfo: { endCursor: string | null; hasNextPage: boolean } };
  carePlan: Record<string, unknown>;
  appointments: { edges: unknown[] };
  lifeStory: { chapters: unknown[] };
  wellbeingActivities: { edges: unknown[] };
  contacts: { name: string }[];
}

const DOSSIER = `query($id: ID!) { client(id: $id) {
  name { text } birthDate location { name psychogeriatric } contactPoint { name telephone }
  sections { section availability }
  reports(first: 50) { edges { node { id } } }
  carePlan { status title entries { problem goal { title } interventions { description } } agreements { text } }
  appointments { edges { node { title start } } }
  personProfile { topics { title text } }
  lifeStory { chapters { title } }
  wellbeingActivities { edges { node { activity } } }
  contacts { name roleCode }
} }`;

const REPORTS = `query($id: ID!, $after: String) { client(id: $id) { reports(first: 20, after: $after) {
  edges { node { id type effectiveDateTime text } } pageInfo { endCursor hasNextPage } } } }`;
