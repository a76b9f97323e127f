/** One word in an organisation's policy says how its ECD is read; whoever reads the portal sees no difference. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { EcdPolicy } from '../../organisations/ecd-policy.js';
import type { RelationSeen } from '../../demo/guest.js';
import { readBy } from '../support/adapters.js';
import { startTravellingSystem, type TravellingSystem } from '../support/travelling-system.js';
import { Visitor } from '../support/visitor.js';

const ADAPTERS = ['SQL', 'FHIR_STU3', 'FHIR_R4'] as const satisfies EcdPolicy['adapter'][];

const DOSSIER = `query($id: ID!, $after: String) { client(id: $id) {
  name { text given family }
  birthDate
  location { name psychogeriatric }
  careTeam { name discipline primaryNurse }
  contactPoint { name role telephone email availability }
  legalSituations { kind start end }
  contacts { id name relationship roleCode roleName telephone }
  reports(first: 7, after: $after) {
    edges { node { id effectiveDateTime type author { name discipline } text soep { kind text } flagged
      inReplyTo carePlanEntry } }
    pageInfo { hasNextPage endCursor }
  }
  carePlan { id title status period { start end }
    entries { id problem goal { id title note targetDate achievedPercentage }
      interventions { description performer frequency instruction } }
    agreements { id text agreedOn signedBy signedOn } }
  appointments(first: 10) { edges { node { id title note start end recurrence location participants } } }
  lifeStory { updatedOn chapters { title answers { question answer } } }
} }`;

interface Page {
  client: { reports: { edges: unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
}

let systems: TravellingSystem[];
beforeAll(async () => {
  systems = [];
  for (const adapter of ADAPTERS) {
    systems.push(
      await startTravellingSystem('2027-03-01T10:00:00Z', (organisations) => readBy(adapter, organisations)),
    );
  }
}, 180_000);
afterAll(() => Promise.all(systems.map((system) => system.stop())));

/** Everything of the first client that this person may open, and the reports to the last page. */
async function dossierOf(system: TravellingSystem, key: string): Promise<unknown[]> {
  const visitor = await new Visitor(system, key).enter();
  const [relation] = (await visitor.relations()).filter(({ status }: RelationSeen) => status === 'ACTIVE');
  const pages: unknown[] = [];
  for (let after: string | null = null; ;) {
    const page: Page = await visitor.get<Page>(DOSSIER, { id: relation?.client.id, after });
    const { edges, pageInfo } = page.client.reports;
    pages.push(pages.length === 0 ? { ...page.client, reports: edges } : edges);
    if (!pageInfo.hasNextPage) return withPlainIds(pages);
    after = pageInfo.endCursor;
  }
}

/** FHIR numbers each type apart, so in a list of two types the id says which it is. */
function withPlainIds(pages: unknown[]): unknown[] {
  return JSON.parse(JSON.stringify(pages).replaceAll('"Composition/', '"')) as unknown[];
}

it.each([
  ['a client of De Rozelaar', 'betsy'],
  ['a representative at Vivium', 'marieke'],
])('%s reads the same over SQL, FHIR STU3 and FHIR R4', async (_who, key) => {
  const dossiers: unknown[][] = [];
  for (const system of systems) dossiers.push(await dossierOf(system, key));
  const [sql, stu3, r4] = dossiers;
  expect(sql?.length).toBeGreaterThan(2);
  expect(stu3).toEqual(sql);
  expect(r4).toEqual(sql);
});
