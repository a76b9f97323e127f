import { describe, expect, it } from '@jest/globals';
import { SECTIONS } from '../../../../schema/caller.js';
import { ANNA, graphFor, relation } from './dossier-graph.js';

const PG_FIELDS = {
  PERSON_PROFILE: ['personProfile', '{ topics { title } }'],
  LIFE_STORY: ['lifeStory', '{ chapters { title } }'],
  WELLBEING_ACTIVITIES: ['wellbeingActivities', '{ edges { node { id } } }'],
} as const;

describe('sections at a location (V16, V17)', () => {
  it.each(Object.entries(PG_FIELDS))('%s is there at a PG location', async (_section, [field, selection]) => {
    const { data, refused, ecd } = await graphFor(relation('CLIENT')).ask(
      `query ($id: ID!) { client(id: $id) { ${field} ${selection} } }`,
      { id: ANNA },
    );
    expect(refused).toEqual([]);
    expect(data).toMatchObject({ client: { [field]: expect.anything() } });
    expect(ecd.reads()).toContain(field);
  });

  it.each(Object.entries(PG_FIELDS))('%s is not there elsewhere, and the ECD is not asked', async (_section, parts) => {
    const [field, selection] = parts;
    for (const role of ['CLIENT', 'REPRESENTATIVE', 'CONTACT'] as const) {
      const graph = graphFor(relation(role, { sections: [...SECTIONS] }));
      graph.ecd.psychogeriatric = false;
      const { data, refused } = await graph.ask(
        `query ($id: ID!) { client(id: $id) { name { text } ${field} ${selection} } }`,
        { id: ANNA },
      );
      expect(data).toMatchObject({ client: { name: { text: 'Anna van der Meulen' }, [field]: null } });
      expect(refused).toEqual([[`client.${field}`, 'SECTION_NOT_OFFERED']]);
      expect(graph.ecd.reads()).toEqual(['person']);
    }
  });

  it('that another organisation does not offer does not exist there (R1), while what it offers is at every location', async () => {
    const graph = graphFor(relation('CLIENT', { organisation: 'rozelaar' }));
    graph.ecd.psychogeriatric = false;
    const { refused } = await graph.ask(
      `query ($id: ID!) { client(id: $id) { lifeStory { updatedOn } personProfile { updatedOn } } }`,
      { id: ANNA },
    );
    expect(refused).toEqual([['client.personProfile', 'SECTION_NOT_OFFERED']]);
    expect(graph.ecd.reads()).toEqual(['lifeStory']);
  });
});

describe('a section that is not there', () => {
  it('is null with why, and the ECD is not asked for it', async () => {
    const graph = graphFor(relation('CLIENT'));
    graph.ecd.psychogeriatric = false;
    graph.ecd.lacks = new Set(['CARE_PLAN', 'REPORTS', 'MEDICAL_REPORTS']);
    const { data, refused, reasons } = await graph.ask(
      `query ($id: ID!) { client(id: $id) { carePlan { id } reports { edges { node { id } } } lifeStory { updatedOn } } }`,
      { id: ANNA },
    );
    expect(data).toEqual({ client: { carePlan: null, reports: null, lifeStory: null } });
    expect(refused.map(([, code]) => code)).toEqual(Array(3).fill('SECTION_NOT_OFFERED'));
    expect(reasons).toEqual({
      'client.carePlan': 'NOT_IN_ECD',
      'client.reports': 'NOT_IN_ECD',
      'client.lifeStory': 'NOT_AT_THIS_LOCATION',
    });
    expect(graph.ecd.reads()).toEqual(['person']);
  });

  it('that the organisation does not offer is said not to be offered, whatever its ECD holds (R1)', async () => {
    const graph = graphFor(relation('CLIENT', { organisation: 'rozelaar' }));
    graph.ecd.lacks = new Set(['PERSON_PROFILE', 'LIFE_STORY']);
    const { data, reasons } = await graph.ask(
      `query ($id: ID!) { client(id: $id) { personProfile { updatedOn } sections { section availability } } }`,
      { id: ANNA },
    );
    expect(reasons).toEqual({ 'client.personProfile': 'NOT_OFFERED' });
    expect(data).toMatchObject({
      client: {
        sections: expect.arrayContaining([
          { section: 'PERSON_PROFILE', availability: 'NOT_OFFERED' },
          { section: 'LIFE_STORY', availability: 'NOT_IN_ECD' },
          { section: 'CARE_PLAN', availability: 'OPEN' },
        ]),
      },
    });
  });

  it('leaves the other kind of report to be read, and names no care-plan entry of a plan that is not there', async () => {
    const graph = graphFor(relation('CLIENT'));
    graph.ecd.lacks = new Set(['MEDICAL_REPORTS', 'CARE_PLAN']);
    await graph.ask(`query ($id: ID!) { client(id: $id) { reports { edges { node { id } } } } }`, { id: ANNA });
    expect(graph.ecd.asked).toEqual([
      ['reports', expect.objectContaining({ types: expect.not.arrayContaining(['SOEP']), carePlanOpen: false })],
    ]);
  });
});

describe('sections that are shared with a contact', () => {
  const fields = {
    CARE_PLAN: 'carePlan { entries { goal { title } interventions { description } } agreements { text } }',
    APPOINTMENTS: 'appointments { edges { node { id } } }',
    PERSON_PROFILE: 'personProfile { topics { title } }',
    LIFE_STORY: 'lifeStory { updatedOn }',
    WELLBEING_ACTIVITIES: 'wellbeingActivities { edges { node { id } } }',
    REPORTS: 'reports { edges { node { type } } }',
  } as const;

  it.each(Object.entries(fields))('%s is open when it is shared and refused when all else is', async (name, field) => {
    const query = `query ($id: ID!) { client(id: $id) { ${field} } }`;
    const shared = relation('CONTACT', { sections: [name as keyof typeof fields] });
    const others = SECTIONS.filter(
      (section) => section !== name && !(name === 'REPORTS' && section === 'MEDICAL_REPORTS'),
    );
    expect((await graphFor(shared).ask(query, { id: ANNA })).refused).toEqual([]);
    const { refused, ecd } = await graphFor(relation('CONTACT', { sections: others })).ask(query, { id: ANNA });
    expect(refused.map(([, code]) => code)).toEqual(['ACCESS_REFUSED']);
    expect(ecd.asked).toEqual([]);
  });

  it('are all told apart from those that are not, with the reason', async () => {
    const graph = graphFor(relation('CONTACT', { sections: ['APPOINTMENTS', 'LIFE_STORY'] }));
    graph.ecd.psychogeriatric = false;
    const query = `query ($id: ID!) { client(id: $id) { sections { section availability } } }`;
    const { data } = await graph.ask(query, { id: ANNA });
    expect(data).toEqual({
      client: {
        sections: [
          { section: 'REPORTS', availability: 'NOT_SHARED' },
          { section: 'MEDICAL_REPORTS', availability: 'NOT_SHARED' },
          { section: 'CARE_PLAN', availability: 'NOT_SHARED' },
          { section: 'APPOINTMENTS', availability: 'OPEN' },
          { section: 'PERSON_PROFILE', availability: 'NOT_AT_THIS_LOCATION' },
          { section: 'LIFE_STORY', availability: 'NOT_AT_THIS_LOCATION' },
          { section: 'WELLBEING_ACTIVITIES', availability: 'NOT_AT_THIS_LOCATION' },
        ],
      },
    });
    const rozelaar = graphFor(relation('CLIENT', { organisation: 'rozelaar' }));
    const { data: other } = await rozelaar.ask(query, { id: ANNA });
    expect(other).toMatchObject({
      client: {
        sections: expect.arrayContaining([
          { section: 'REPORTS', availability: 'OPEN' },
          { section: 'MEDICAL_REPORTS', availability: 'NOT_OFFERED' },
        ]),
      },
    });
  });
});

describe('an ECD that fails', () => {
  const query = `query ($id: ID!) { client(id: $id) { name { text } carePlan { title } appointments { edges { cursor } } } }`;

  it('costs its section, not the answer, and is on the log', async () => {
    const graph = graphFor(relation('CLIENT'));
    graph.ecd.replies.carePlan = () => Promise.reject(new Error('connection terminated'));
    const { data, refused, events } = await graph.ask(query, { id: ANNA });
    expect(data).toEqual({
      client: { name: { text: 'Anna van der Meulen' }, carePlan: null, appointments: { edges: [] } },
    });
    expect(refused).toEqual([['client.carePlan', 'ECD_UNAVAILABLE']]);
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: 'DOSSIER_READ',
        outcome: 'ERROR',
        reason: 'ECD_UNAVAILABLE',
        categories: ['CARE_PLAN'],
        client: ANNA,
        relation: 'relation-CLIENT',
      }),
    );
  });

  it('is not said to fail to somebody who has gone', async () => {
    const graph = graphFor(relation('CLIENT'));
    const gone = new AbortController();
    graph.signal = gone.signal;
    graph.ecd.replies.carePlan = async () => {
      gone.abort();
      return new Promise(() => undefined);
    };
    const { events } = await graph.ask(`query ($id: ID!) { client(id: $id) { carePlan { title } } }`, { id: ANNA });
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'DOSSIER_READ', outcome: 'ERROR', reason: 'CALLER_GONE' }),
    );
    expect(events).not.toContainEqual(expect.objectContaining({ reason: 'ECD_UNAVAILABLE' }));
  });

  it('or is slow is waited for no longer than the limit, for all sections together', async () => {
    const graph = graphFor(relation('CLIENT'));
    graph.timeLimitMs = 100;
    graph.ecd.replies.person = () => new Promise(() => undefined);
    graph.ecd.replies.personProfile = () => new Promise(() => undefined);
    const began = Date.now();
    const { refused } = await graph.ask(
      `query ($id: ID!) { client(id: $id) { name { text } personProfile { updatedOn } carePlan { title } } }`,
      { id: ANNA },
    );
    expect(refused).toEqual([
      ['client.name', 'ECD_UNAVAILABLE'],
      ['client.personProfile', 'ECD_UNAVAILABLE'],
    ]);
    expect(Date.now() - began).toBeLessThan(1_000);
  });

  it('fails once for all that needed the same thing', async () => {
    const graph = graphFor(relation('CLIENT'));
    graph.ecd.replies.person = () => Promise.reject(new Error('down'));
    const { events, ecd } = await graph.ask(
      `query ($id: ID!) { client(id: $id) { name { text } birthDate location { name } } }`,
      { id: ANNA },
    );
    expect(ecd.reads()).toEqual(['person']);
    expect(events.filter(({ outcome }) => outcome === 'ERROR')).toHaveLength(1);
  });
});

describe('several clients in one operation', () => {
  it('are each judged by their own relation and read no more than once each', async () => {
    const relations = (['CLIENT', 'REPRESENTATIVE', 'CONTACT'] as const).map((role, index) =>
      relation(role, { client: `0190a000-0000-7000-8000-00000000000${index}`, ecdClient: `ecd-${index}` }),
    );
    const fields = '{ birthDate carePlan { title } appointments { edges { cursor } } }';
    const query = relations.map(({ client }, index) => `c${index}: client(id: "${client}") ${fields}`).join(' ');
    const { refused, ecd } = await graphFor(...relations).ask(`{ ${query} }`);
    expect(refused.map(([path]) => path).sort()).toEqual(['c2.appointments', 'c2.birthDate', 'c2.carePlan']);
    expect(ecd.clients).toEqual(['ecd-0', 'ecd-1', 'ecd-2']);
    expect(ecd.reads().sort()).toEqual(['appointments', 'appointments', 'carePlan', 'carePlan', 'person', 'person']);
  });
});
