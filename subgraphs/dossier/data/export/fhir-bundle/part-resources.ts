/** The resources of each part of an export, in the order in which a reader meets them. */
import type { ExportPart } from '../../../domain/export/export-parts.js';
import type { ExportedDossier, PartContents } from '../../../domain/export/exported-dossier.js';
import type { Report } from '../../../domain/report.js';
import { activityResource, appointmentResource } from './agenda-resources.js';
import { carePlanResources } from './care-plan-resources.js';
import { lifeStoryResource, personProfileResource } from './life-resources.js';
import { careTeamResources, contactResources, legalResource, personResources } from './person-resources.js';
import { writtenReport, type InBundle } from './report-resources.js';
import { alone, type Names, type Written } from './resource.js';

interface Whole extends InBundle {
  names: Names;
  dossier: ExportedDossier;
}

type Write<P extends ExportPart> = (content: NonNullable<PartContents[P]>, whole: Whole) => Written[];

const writeReports = (reports: Report[], whole: Whole): Written[] =>
  reports.map((report) => writtenReport(whole.names, report, whole));

const WRITERS: { [P in ExportPart]: Write<P> } = {
  IDENTIFICATION: (person, { names }) => personResources(names, person),
  CARE_TEAM: (members, { names, dossier }) => careTeamResources(names, members, dossier.person),
  CONTACTS: (contacts, { names }) => contactResources(names, contacts),
  LEGAL_SITUATIONS: (situations, { names }) => situations.map((one) => alone(legalResource(names, one))),
  REPORTS: writeReports,
  MEDICAL_REPORTS: writeReports,
  CARE_PLAN: (plan, { names }) => carePlanResources(names, plan),
  APPOINTMENTS: (appointments, { names }) => appointments.map((one) => alone(appointmentResource(names, one))),
  PERSON_PROFILE: (profile, { names }) => [alone(personProfileResource(names, profile))],
  LIFE_STORY: (story, { names }) => [alone(lifeStoryResource(names, story))],
  WELLBEING_ACTIVITIES: (activities, { names }) => activities.map((one) => alone(activityResource(names, one))),
};

export function writtenParts(dossier: ExportedDossier, names: Names): { part: ExportPart; written: Written[] }[] {
  const { REPORTS = [], MEDICAL_REPORTS = [], CARE_PLAN } = dossier.contents;
  const whole: Whole = {
    names,
    dossier,
    reports: new Set([...REPORTS, ...MEDICAL_REPORTS].map(({ id }) => id)),
    planEntries: new Set(CARE_PLAN?.entries.map(({ id }) => id)),
  };
  return dossier.parts.map((part) => ({ part, written: write(part, dossier.contents[part], whole) }));
}

function write<P extends ExportPart>(part: P, content: PartContents[P] | undefined, whole: Whole): Written[] {
  return content == null ? [] : WRITERS[part](content, whole);
}
