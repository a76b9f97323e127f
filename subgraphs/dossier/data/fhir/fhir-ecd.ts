/** The ECD by way of FHIR, STU3 or R4. */
import type { EcdCodes } from '../../../../organisations/ecd-policy.js';
import type { Section } from '../../../../schema/caller.js';
import type { ClientRecord, Ecd } from '../../domain/ecd.js';
import type { FhirRecord } from './fhir-record.js';
import type { FhirSource } from './fhir-source.js';
import { lackedSections } from './lacked-sections.js';
import { readWellbeingActivities } from './sections/read-activities.js';
import { readAppointments } from './sections/read-appointments.js';
import { readCarePlan } from './sections/read-care-plan.js';
import { readCareTeam } from './sections/read-care-team.js';
import { readChanges } from './sections/read-changes.js';
import { readLegalSituations, readRelatedPersons } from './sections/read-contacts.js';
import { readLifeStory, readPersonProfile } from './sections/read-life.js';
import { readPerson } from './sections/read-person.js';
import { readReports } from './sections/read-reports.js';
import type { OnWithheld } from './withheld.js';

export class FhirEcd implements Ecd {
  readonly lacks: ReadonlySet<Section>;

  constructor(
    private readonly source: FhirSource,
    private readonly codes: EcdCodes,
    private readonly onWithheld: OnWithheld,
  ) {
    this.lacks = lackedSections(source, codes);
  }

  recordOf(ecdClient: string, signal: AbortSignal): ClientRecord {
    const { source, codes, onWithheld } = this;
    const record: FhirRecord = { source, codes, clientId: ecdClient, signal, onWithheld };
    return {
      person: () => readPerson(record),
      careTeam: () => readCareTeam(record),
      relatedPersons: () => readRelatedPersons(record),
      legalSituations: () => readLegalSituations(record),
      reports: (query) => readReports(record, query),
      carePlan: () => readCarePlan(record),
      appointments: (query) => readAppointments(record, query),
      personProfile: () => readPersonProfile(record),
      lifeStory: () => readLifeStory(record),
      wellbeingActivities: (query) => readWellbeingActivities(record, query),
      changes: (query) => readChanges(record, query),
    };
  }
}
