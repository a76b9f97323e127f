/** Reports out of FHIR: a page of both kinds, and what its reports refer to. */
import type { ReportType } from '../../../../../schema/report-type.js';
import type { ReportQuery } from '../../../domain/ecd.js';
import type { Report } from '../../../domain/report.js';
import type { FhirRecord } from '../fhir-record.js';
import { newestOf, readNewestFirst, servedOf } from '../newest-first.js';
import { entriesOfPlans } from './plan-entries.js';
import { withDisciplines } from './report-author.js';
import { ofReportLists, type ReportFound } from './report-searches.js';

export async function readReports(record: FhirRecord, asked: ReportQuery): Promise<Report[]> {
  const lists = await ofReportLists(record, asked, (search) => readNewestFirst(record, search, asked));
  const page = newestOf(lists, asked.first);
  const reports = page.map(({ entry }) => entry);
  const [authors, replied, entries] = await Promise.all([
    withDisciplines(
      record,
      reports.map(({ author }) => author),
    ),
    readReplied(record, reports, asked.openTypes),
    asked.carePlanOpen
      ? entriesOfPlans(
          record,
          reports.flatMap(({ carePlanEntries }) => carePlanEntries),
        )
      : new Set<string>(),
  ]);
  return page.map(({ keyset, entry: { author, inReplyTo, carePlanEntries, ...report } }, index) => ({
    ...report,
    id: keyset.id,
    keyset,
    author: authors[index] ?? { name: author.name, discipline: null },
    inReplyTo: inReplyTo === null ? null : (replied.get(inReplyTo) ?? null),
    carePlanEntry: idIn(carePlanEntries.find((entry) => entries.has(entry))),
  }));
}

/** Our ids of the reports replied to that this caller may see, by what refers to them. */
async function readReplied(
  record: FhirRecord,
  reports: ReportFound[],
  types: ReportType[],
): Promise<ReadonlyMap<string, string>> {
  const references = reports.flatMap(({ inReplyTo }) => inReplyTo ?? []);
  const served = await ofReportLists(record, { types, text: null }, (search) => servedOf(record, search, references));
  return new Map(served.flat());
}

function idIn(reference: string | undefined): string | null {
  return reference === undefined ? null : reference.slice(reference.indexOf('/') + 1);
}
