/** The records that are in memory: of each patient lately asked for a repository of the library, read anew after a while. */
import { stringify } from '@medplum/core';
import { FhirRouter, makeSimpleRequest, MemoryRepository } from '@medplum/fhir-router';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import type { Pool } from 'pg';
import { FhirFault } from './fhir-fault.js';
import { findPatient } from './find-patient.js';
import { readRecord } from './read-record.js';
import type { FhirResource, FhirVersion } from './resource.js';
import { writeRecord } from './writers/write-record.js';

/** However many patients the ECD has, no more than these are kept at a time. */
const MOST_PATIENTS = 50;

export interface PatientRepositoryParts {
  database: Pool;
  organisation: string;
  version: FhirVersion;
  /** So long is what was read good. */
  keepMs: number;
  /** Change of what keeps no time of change of its own. */
  started: string;
  /** What a patient's record holds beside what the tables say. */
  beside: ReadonlyMap<string, FhirResource[]>;
}

interface Kept {
  until: number;
  repository: Promise<MemoryRepository | null>;
}

export class PatientRepository {
  private readonly kept = new Map<string, Kept>();
  private readonly router = new FhirRouter();

  constructor(private readonly parts: PatientRepositoryParts) {}

  /** In whose record the resource stands; null when there is none. */
  async patientOf(type: string, id: string): Promise<string | null> {
    const { database, organisation, beside } = this.parts;
    const holds = (resources: FhirResource[]) => resources.some((one) => one.resourceType === type && one.id === id);
    const [patient] = [...beside].find(([, resources]) => holds(resources)) ?? [];
    return patient ?? findPatient(database, organisation, type, id);
  }

  async read(patient: string, type: string, id: string): Promise<FhirResource | null> {
    const repository = await this.repositoryOf(patient);
    if (repository === null) return null;
    const [, resource] = await this.router.handleRequest(makeSimpleRequest('GET', `${type}/${id}`), repository);
    return (resource as FhirResource | undefined) ?? null;
  }

  /** All that match, in the order in which they were written. @throws what the library says of a search that is wrong. */
  async search(patient: string, type: string, query: URLSearchParams): Promise<FhirResource[]> {
    const repository = await this.repositoryOf(patient);
    if (repository === null) return [];
    const request = makeSimpleRequest('GET', `${type}?${query.toString()}`);
    const [outcome, bundle] = await this.router.handleRequest(request, repository);
    if (bundle === undefined)
      throw new FhirFault(400, 'invalid', outcome.issue[0]?.details?.text ?? 'it cannot be searched for');
    return ((bundle as Bundle).entry ?? []).flatMap(({ resource }) => (resource as FhirResource | undefined) ?? []);
  }

  private repositoryOf(patient: string): Promise<MemoryRepository | null> {
    const now = Date.now();
    const known = this.kept.get(patient);
    if (known !== undefined && known.until > now) return known.repository;
    const repository = this.load(patient);
    this.kept.delete(patient);
    this.kept.set(patient, { until: now + this.parts.keepMs, repository });
    repository.catch(() => this.kept.delete(patient)); // it is asked again the next time
    for (const [oldest] of this.kept) {
      if (this.kept.size <= MOST_PATIENTS) break;
      this.kept.delete(oldest);
    }
    return repository;
  }

  private async load(patient: string): Promise<MemoryRepository | null> {
    const { database, organisation, version, started, beside } = this.parts;
    const rows = await readRecord(database, organisation, patient);
    if (rows === null) return null;
    const written = writeRecord(rows, { version, patient: `Patient/${patient}`, lastUpdated: started });
    const repository = new MemoryRepository();
    for (const resource of [...written, ...(beside.get(patient) ?? [])]) {
      await repository.createResource(tidy(resource) as unknown as Resource);
    }
    return repository;
  }
}

/** Without what is null or empty, which FHIR has no way to write. */
export function tidy(resource: FhirResource): FhirResource {
  return JSON.parse(stringify(resource)) as FhirResource;
}
