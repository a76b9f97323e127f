/** What goes into the file, whatever its form. */
import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import type { ContactRole } from '../contact-role.js';
import type {
  Appointment,
  CarePlan,
  CareTeamMember,
  LegalSituation,
  LifeStory,
  Person,
  PersonProfile,
  RelatedPerson,
  WellbeingActivity,
} from '../ecd.js';
import type { Report } from '../report.js';
import type { ExportFormat, ExportJob } from './dossier-export.js';
import type { ExportPart } from './export-parts.js';

export interface ExportedContact extends Omit<RelatedPerson, 'roleCode'> {
  role: ContactRole;
}

export interface PartContents {
  IDENTIFICATION: Person;
  CARE_TEAM: CareTeamMember[];
  CONTACTS: ExportedContact[];
  LEGAL_SITUATIONS: LegalSituation[];
  REPORTS: Report[];
  MEDICAL_REPORTS: Report[];
  CARE_PLAN: CarePlan | null;
  APPOINTMENTS: Appointment[];
  PERSON_PROFILE: PersonProfile | null;
  LIFE_STORY: LifeStory | null;
  WELLBEING_ACTIVITIES: WellbeingActivity[];
}

export interface ExportedDossier extends Pick<ExportJob, 'client' | 'role' | 'requestedBy' | 'requestedAt' | 'parts'> {
  organisation: Pick<OrganisationPolicy, 'id' | 'name' | 'timeZone' | 'help'>;
  person: Person;
  /** Of each part asked for. */
  contents: Partial<PartContents>;
  /** Lists so long that only their newest entries are in it. */
  shortened: ExportPart[];
  madeAt: Date;
}

/** @param alive to be awaited now and then while it is written; it throws when nobody waits for the file any more. */
export type ExportWriter = (dossier: ExportedDossier, alive: () => Promise<void>) => Promise<Buffer>;

export type ExportWriters = Readonly<Record<ExportFormat, ExportWriter>>;
