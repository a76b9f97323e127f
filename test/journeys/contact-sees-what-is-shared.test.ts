/** Pieter is a contact of his mother; his sister Marieke, her mentor, decides what he sees. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes } from '../support/codes.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

interface Seen {
  client: {
    reports: { edges: { node: { type: string; text: string | null } }[] } | null;
    carePlan: { title: string } | null;
    sections: { section: string; availability: string }[];
  };
}

const SEEN = `query($id: ID!, $types: [ReportType!]) { client(id: $id) {
  reports(first: 50, filter: { types: $types }) { edges { node { type text } } }
  carePlan { title }
  sections { section availability }
} }`;
const SHARE = `mutation($relation: ID!, $sections: [Section!]!) {
  shareSections(relationId: $relation, sections: $sections) { sections } }`;
const MEDICAL = ['MEDICAL', 'TREATMENT', 'SOEP', 'MEASUREMENT'];

describe('a contact sees what is shared', () => {
  let system: System;
  let marieke: Visitor;
  let pieter: Visitor;
  let id: string;
  let relation: string;

  const open = async (visitor: Visitor) => {
    const { sections } = (
      await visitor.get<Seen>('query($id: ID!) { client(id: $id) { sections { section availability } } }', { id })
    ).client;
    return sections.filter(({ availability }) => availability === 'OPEN').map(({ section }) => section);
  };

  beforeAll(async () => {
    system = await startSystem();
    marieke = await new Visitor(system, 'marieke').enter();
    pieter = await new Visitor(system, 'pieter').enter();
    id = await pieter.clientAs('CONTACT');
    const { client } = await marieke.get<{ client: { relations: { id: string; role: string }[] } }>(
      'query($id: ID!) { client(id: $id) { relations { id role } } }',
      { id },
    );
    relation = client.relations.find(({ role }) => role === 'CONTACT')?.id ?? '';
  });
  afterAll(() => system.stop());

  it('reads reports of care, and neither the care plan nor a medical report', async () => {
    const { data, errors } = await pieter.ask<Seen>(SEEN, { id });
    expect(codes(errors)).toEqual(['client.carePlan: ACCESS_REFUSED']);
    const types = data?.client.reports?.edges.map(({ node }) => node.type) ?? [];
    expect(types).toContain('GENERAL');
    expect(types.filter((type) => MEDICAL.includes(type))).toEqual([]);
    expect(await open(pieter)).toEqual(['REPORTS', 'APPOINTMENTS', 'WELLBEING_ACTIVITIES']);
  });

  it('is told that the care plan is not shared with him, and why a section is not there', async () => {
    const { data } = await pieter.ask<Seen>(SEEN, { id });
    expect(data?.client.sections).toContainEqual({ section: 'CARE_PLAN', availability: 'NOT_SHARED' });
    expect(await open(marieke)).toHaveLength(7);
  });

  it('cannot open a section for himself', async () => {
    const { errors } = await pieter.ask(SHARE, { relation, sections: ['CARE_PLAN'] });
    expect(codes(errors)).toEqual(['shareSections: ACCESS_REFUSED']);
    expect(await open(pieter)).not.toContain('CARE_PLAN');
  });

  it('reads the care plan and medical reports as soon as his sister shares them', async () => {
    await marieke.get(SHARE, { relation, sections: ['MEDICAL_REPORTS', 'CARE_PLAN'] });
    const { data, errors } = await pieter.ask<Seen>(SEEN, { id, types: MEDICAL });
    expect(errors).toEqual([]);
    expect(data?.client.carePlan?.title).toBe('Zorg- en behandelplan');
    expect(data?.client.reports?.edges.length).toBeGreaterThan(0);
  });

  it('reads no report of care any more when that section is closed again', async () => {
    const { data } = await pieter.ask<Seen>(SEEN, { id });
    const types = data?.client.reports?.edges.map(({ node }) => node.type) ?? [];
    expect(types.filter((type) => !MEDICAL.includes(type))).toEqual([]);
  });

  it('leaves his refusals and his sister’s decisions in the log', async () => {
    const { client } = await marieke.get<{
      client: { accessLog: { edges: { node: { kind: string; outcome: string; agent: { name: string } } }[] } };
    }>(
      `query($id: ID!) { client(id: $id) { accessLog(first: 50) { edges { node {
         kind outcome agent { name role } } } } } }`,
      { id },
    );
    const lines = client.accessLog.edges.map(({ node }) => `${node.agent.name} ${node.kind} ${node.outcome}`);
    expect(lines).toEqual(
      expect.arrayContaining([
        'Pieter Hofstra DOSSIER_READ OK',
        'Pieter Hofstra DOSSIER_READ REFUSED',
        'Marieke Hofstra SHARING_CHANGED OK',
      ]),
    );
  });
});
