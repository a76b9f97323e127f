/** An ECD of a few fixed things that remembers what it was asked for. */
import type { Section } from '../../../../schema/caller.js';
import type { ClientRecord, Ecd, Person } from '../../../../subgraphs/dossier/domain/ecd.js';
import type { ReportType } from '../../../../schema/report-type.js';
import type { Report } from '../../../../subgraphs/dossier/domain/report.js';

export type Asked = [read: keyof ClientRecord, query: unknown];

export class StubEcd implements Ecd {
  lacks = new Set<Section>();
  readonly asked: Asked[] = [];
  readonly clients: string[] = [];
  psychogeriatric = true;
  /** Takes the place of what the stub would answer. */
  replies: Partial<ClientRecord> = {};

  recordOf(ecdClient: string): ClientRecord {
    this.clients.push(ecdClient);
    const read = <K extends keyof ClientRecord>(name: K, fallback: ClientRecord[K]): ClientRecord[K] =>
      ((...asked: never[]) => {
        this.asked.push([name, asked[0]]);
        return ((this.replies[name] ?? fallback) as (...asked: never[]) => unknown)(...asked);
      }) as ClientRecord[K];
    return {
      person: read('person', async () => this.person()),
      careTeam: read('careTeam', async () => [nurse]),
      relatedPersons: read('relatedPersons', async () => [
        { id: 'els', name: 'Els', relationship: 'dochter', roleCode: '1', telephone: '06 1' },
        { id: 'jan', name: 'Jan', relationship: null, roleCode: '15', telephone: null },
        { id: 'kim', name: 'Kim', relationship: 'buur', roleCode: '77', telephone: null },
      ]),
      reports: read('reports', async ({ types }) => types.map((type, index) => reportOf(type, index))),
      carePlan: read('carePlan', async () => carePlan),
      appointments: read('appointments', async () => []),
      personProfile: read('personProfile', async () => ({
        updatedOn: null,
        topics: [{ title: 'Muziek', text: 'Bach' }],
      })),
      lifeStory: read('lifeStory', async () => ({ updatedOn: new Date('2026-01-02'), chapters: [] })),
      wellbeingActivities: read('wellbeingActivities', async () => []),
      legalSituations: read('legalSituations', async () => []),
      changes: read('changes', async () => []),
    };
  }

  person(): Person {
    return {
      name: { text: 'Anna van der Meulen', given: 'Anna', family: 'van der Meulen' },
      birthDate: new Date('1938-03-27'),
      location: { id: 'l1', name: 'De Linde', address: null, psychogeriatric: this.psychogeriatric },
      team: { name: 'Team De Linde', telephone: '020 1', email: 'linde@vivium.example', availability: '7–23 uur' },
    };
  }

  reads(): string[] {
    return this.asked.map(([name]) => name);
  }
}

export const nurse = {
  name: 'Noor de Wit',
  discipline: 'verzorgende IG',
  primaryNurse: true,
  telephone: null,
  email: 'noor@vivium.example',
  availability: null,
};

const carePlan = {
  id: 'p1',
  status: 'ACTIVE' as const,
  title: 'Zorgplan',
  period: { start: new Date('2026-01-01'), end: null },
  entries: [
    {
      id: 'e1',
      problem: 'Loopt onzeker',
      goal: { id: 'g1', title: 'Zelf lopen', note: null, targetDate: null, achievedPercentage: 40 },
      interventions: [{ id: 'i1', description: 'Oefenen', performer: null, frequency: null, instruction: null }],
    },
  ],
  agreements: [{ id: 'a1', text: 'Deur op een kier', agreedOn: null, signedBy: null, signedOn: null }],
};

function reportOf(type: ReportType, index: number): Report {
  const time = `2026-03-0${9 - index}T08:00:00.000000Z`;
  return {
    id: type.toLowerCase(),
    keyset: { time, id: type.toLowerCase() },
    effectiveDateTime: new Date(time),
    type,
    author: { name: 'Noor', discipline: null },
    text: type === 'SOEP' ? null : 'Tekst',
    soep: type === 'SOEP' ? [{ kind: 'PLAN', text: 'Morgen luisteren' }] : [],
    flagged: false,
    inReplyTo: null,
    carePlanEntry: null,
  };
}
