/**
 * In which sections there is news: by the `meta.lastUpdated` of what may be served, so that what is hidden makes none.
 * A section that is a list is asked for what changed since; one that is put together is read, and the last change in it
 * is what counts.
 */
import type { Section } from '../../../../../schema/caller.js';
import { REPORT_TYPES, SECTION_OF_REPORT_TYPE, type ReportSection } from '../../../../../schema/report-type.js';
import type { ChangesQuery, SectionChange } from '../../../domain/ecd.js';
import { momentAt } from '../resource/element-value.js';
import type { FhirRecord } from '../fhir-record.js';
import type { Resource } from '../fhir-source.js';
import { changeOf } from './last-change.js';
import type { Elements } from '../mapping/mapping.js';
import { readNewestFirst, type ListSearch } from '../newest-first.js';
import { ofActivityLists } from './read-activities.js';
import { ofAppointmentLists } from './read-appointments.js';
import { readWholePlan } from './read-care-plan.js';
import { lifeStoryResources, personProfileResources } from './read-life.js';
import { hasSoap, ofReportLists } from './report-searches.js';
import { changedLineSearch } from './soap-lines.js';

/** Moments of changes, in no order; the last one after `since` is among them. */
type Changes = (record: FhirRecord, since: Date) => Promise<string[]>;

const CHANGES: Record<Section, Changes> = {
  REPORTS: (record, since) => inReports(record, since, 'REPORTS'),
  MEDICAL_REPORTS: (record, since) => inReports(record, since, 'MEDICAL_REPORTS'),
  CARE_PLAN: async (record) => changesOf((await readWholePlan(record))?.resources ?? []),
  APPOINTMENTS: async (record, since) =>
    (await ofAppointmentLists(record, (search) => lastChange(record, search, since))).flat(),
  PERSON_PROFILE: async (record) => changesOf(await personProfileResources(record)),
  LIFE_STORY: async (record) => changesOf(await lifeStoryResources(record)),
  WELLBEING_ACTIVITIES: async (record, since) =>
    (await ofActivityLists(record, (search) => lastChange(record, search, since))).flat(),
};

export async function readChanges(record: FhirRecord, { since, sections }: ChangesQuery): Promise<SectionChange[]> {
  const changes = await Promise.all(
    sections.map(async (section) => {
      const last = (await CHANGES[section](record, since)).sort().at(-1);
      return last !== undefined && last > momentAt(since) ? [{ section, changedAt: upToMillisecond(last) }] : [];
    }),
  );
  return changes.flat();
}

async function inReports(record: FhirRecord, since: Date, section: ReportSection): Promise<string[]> {
  const types = REPORT_TYPES.filter((type) => SECTION_OF_REPORT_TYPE[type] === section);
  const [reports, lines] = await Promise.all([
    ofReportLists(record, { types, text: null }, (search) => lastChange(record, search, since)),
    hasSoap(record, { types }) ? lastChange(record, changedLineSearch(record), since) : [],
  ]);
  return [...reports.flat(), ...lines];
}

async function lastChange<E extends Elements, T>(
  record: FhirRecord,
  search: ListSearch<E, T>,
  since: Date,
): Promise<string[]> {
  const byChange = { ...search, timeParameter: '_lastUpdated', timeOf: changeOf };
  const asked = { first: 0, after: null, period: { start: since, end: null } };
  return (await readNewestFirst(record, byChange, asked)).map(({ keyset }) => keyset.time);
}

function changesOf(resources: Resource[]): string[] {
  return resources.flatMap((resource) => changeOf({ resource }) ?? []);
}

/** The next one, so that who asks again since then is not told the same. */
function upToMillisecond(moment: string): Date {
  const isWhole = moment.endsWith('000Z');
  return new Date(Date.parse(moment) + (isWhole ? 0 : 1));
}
