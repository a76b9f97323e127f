/** The ECD by way of SQL: the contract views of one organisation, over a read-only connection. */
import type { DataSource } from 'typeorm';
import type { ClientRecord, Ecd } from '../../domain/ecd.js';
import type { EcdClient } from './rows-of-client.js';
import { readCarePlan } from './sql-care-plan.js';
import { readChanges } from './sql-changes.js';
import { readAppointments, readLifeStory, readPersonProfile, readWellbeingActivities } from './sql-life.js';
import { readCareTeam, readLegalSituations, readPerson, readRelatedPersons } from './sql-person.js';
import { readReports } from './sql-reports.js';

export class SqlEcd implements Ecd {
  /** Nothing: whoever offers a section lays down its views, and one that is missing is a fault of the contract. */
  readonly lacks: Ecd['lacks'] = new Set();

  constructor(
    private readonly database: DataSource,
    private readonly organisation: string,
  ) {}

  recordOf(ecdClient: string): ClientRecord {
    const { database } = this;
    const client: EcdClient = { organisation: this.organisation, client: ecdClient };
    return {
      person: () => readPerson(database, client),
      careTeam: () => readCareTeam(database, client),
      relatedPersons: () => readRelatedPersons(database, client),
      reports: (query) => readReports(database, client, query),
      carePlan: () => readCarePlan(database, client),
      appointments: (query) => readAppointments(database, client, query),
      personProfile: () => readPersonProfile(database, client),
      lifeStory: () => readLifeStory(database, client),
      wellbeingActivities: (query) => readWellbeingActivities(database, client, query),
      legalSituations: () => readLegalSituations(database, client),
      changes: (query) => readChanges(database, client, query),
    };
  }
}
