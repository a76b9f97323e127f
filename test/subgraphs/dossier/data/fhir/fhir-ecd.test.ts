import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { startFhirFacade, type FacadeOptions } from '../../../../../demo/ecd/fhir/fhir-facade.js';
import { FHIR_VERSIONS, type FhirResource, type FhirVersion } from '../../../../../demo/ecd/fhir/resource.js';
import { PROJECT_FOLDER } from '../../../../../demo/project-folder.js';
import { loadOrganisations } from '../../../../../organisations/policy.js';
import { openFhirSource } from '../../../../../subgraphs/dossier/data/fhir/client/open-fhir-source.js';
import { FhirEcd } from '../../../../../subgraphs/dossier/data/fhir/fhir-ecd.js';
import type { OnWithheld } from '../../../../../subgraphs/dossier/data/fhir/withheld.js';
import type { ClientRecord } from '../../../../../subgraphs/dossier/domain/ecd.js';
import { createTestDatabase } from '../../../../support/database.js';
import { ecdContract, type EcdUnderTest } from '../ecd-contract.js';
import { WORLD, type WorldClient } from '../ecd-world.js';
import { EVERYTHING, idsOf } from '../report-contract.js';
import { fillSqlEcd } from '../sql/sql-ecd-world.js';

const ORGANISATIONS = ['vivium', 'rozelaar'];
/** The world stands still. */
const KEEP_MS = 60_000;
const policies = loadOrganisations(join(PROJECT_FOLDER, 'organisations'));

ecdContract('an ECD by way of FHIR STU3', (world) => ecdOverFhir('STU3', world));
ecdContract('an ECD by way of FHIR R4', (world) => ecdOverFhir('R4', world));

const REPORT = {
  resourceType: 'Observation',
  meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'N' }] },
  status: 'final',
  category: [{ coding: [{ system: 'https://ecd.example/rapportagesoort', code: 'ALG' }] }],
  code: { coding: [{ system: 'http://snomed.info/sct', code: '11591000146107' }] },
  subject: { reference: 'Patient/1' },
  effectiveDateTime: '2026-04-01T08:00:00Z',
  performer: [{ display: 'Auteur Aad' }],
  valueString: 'Van buiten de tabellen.',
};

/** What no table of the demo ECD holds, and a FHIR server may. */
const BESIDE: FhirResource[] = [
  { ...REPORT, id: 'served' },
  { ...REPORT, id: 'without-label', meta: {} },
  { ...REPORT, id: 'in-error', status: 'entered-in-error' },
  { ...REPORT, id: 'draft', status: 'preliminary' },
  { ...REPORT, id: 'without-time', effectiveDateTime: '2026-04' },
  {
    ...REPORT,
    id: 'of-two-types',
    category: ['ALG', 'MED'].map((code) => ({ coding: [{ ...REPORT.category[0]?.coding[0], code }] })),
  },
  { ...REPORT, id: 'of-somebody-else', subject: { reference: 'Patient/2' } },
  {
    resourceType: 'Encounter',
    id: 'planned',
    meta: REPORT.meta,
    status: 'planned',
    class: { code: 'AMB' },
    type: [{ text: 'Tandarts aan huis' }],
    subject: { reference: 'Patient/1' },
    period: { start: '2026-03-20T09:00:00+01:00' },
  },
  {
    resourceType: 'Observation',
    id: 'life-stance',
    status: 'final',
    code: { text: 'Levensovertuiging', coding: [{ system: 'http://snomed.info/sct', code: '365577002' }] },
    subject: { reference: 'Patient/1' },
    valueCodeableConcept: { text: 'Doopsgezind' },
  },
];

describe.each(FHIR_VERSIONS)('a FHIR server (%s) with more than the demo ECD has', (version) => {
  const withheld: Parameters<OnWithheld>[] = [];
  let ecd: EcdUnderTest;
  let anna: ClientRecord;
  beforeAll(async () => {
    const options: Partial<FacadeOptions> = {
      beside: { [version]: new Map([['1', BESIDE]]) },
      // entries that are no resource, in every answer to a search
      tamper: (body) =>
        'entry' in body && Array.isArray(body.entry)
          ? { ...body, entry: [{}, null, ...(body.entry as unknown[])] }
          : body,
    };
    ecd = await ecdOverFhir(version, WORLD, options, (...told) => withheld.push(told));
    anna = ecd.ecdOf('vivium').recordOf('1', new AbortController().signal);
  });
  afterAll(() => ecd.close());

  it('has of its reports those served that say that they may be, and the others counted by reason', async () => {
    const reports = idsOf(await anna.reports(EVERYTHING));
    expect(reports).toEqual(['served', '25', '24', '17', '16', '15', '14', '13', '12', '11']);
    const [, counts] = withheld.find(([resource]) => resource === 'Observation') ?? [];
    // of the tables: two nobody decided of, one confidential, one hidden, one of an unknown type
    expect(counts).toMatchObject({ UNDECIDED: 3, CONFIDENTIAL: 2, STATUS: 2, OTHER_CLIENT: 1 });
    expect(counts?.MALFORMED).toBeGreaterThanOrEqual(4);
  });

  it('has planned encounters in the agenda, and what zibs say of the client in the person profile', async () => {
    const agenda = await anna.appointments({ first: 50, after: null, period: { start: null, end: null } });
    expect(agenda.map(({ title }) => title)).toEqual(['Tandarts aan huis', 'Tandarts', 'Huisarts', 'Kapper']);
    expect((await anna.personProfile())?.topics).toContainEqual({ title: 'Levensovertuiging', text: 'Doopsgezind' });
  });
});

async function ecdOverFhir(
  version: FhirVersion,
  world: WorldClient[],
  options: Partial<FacadeOptions> = {},
  onWithheld: OnWithheld = () => undefined,
): Promise<EcdUnderTest> {
  const test = await createTestDatabase('ecd');
  await fillSqlEcd(test.ownerUrl, world);
  const facade = await startFhirFacade({
    ...{ ecdUrl: test.ownerUrl, organisations: ORGANISATIONS, keepMs: KEEP_MS },
    ...options,
  });
  const open = await Promise.all(
    ORGANISATIONS.map(async (organisation) => {
      const { source, close } = await openFhirSource({
        url: facade.baseOf(organisation, version),
        version,
        timeLimitMs: 10_000,
      });
      const codes = policies.get(organisation)?.ecd.codes;
      if (codes === undefined) throw new Error(`the policy of ${organisation} does not say what codes mean`);
      return { organisation, close, ecd: new FhirEcd(source, codes, onWithheld) };
    }),
  );
  return {
    ecdOf: (organisation) => {
      const found = open.find((one) => one.organisation === organisation);
      if (found === undefined) throw new Error(`there is no ${organisation}`);
      return found.ecd;
    },
    close: async () => {
      for (const { close } of open) await close();
      await facade.close();
      await test.drop();
    },
  };
}
