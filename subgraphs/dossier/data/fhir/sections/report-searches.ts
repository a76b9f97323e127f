/** The two lists that reports are found in, and which of what is found there is a report that this caller may see. */
import type { EcdCodes } from '../../../../../organisations/ecd-policy.js';
import type { ReportType } from '../../../../../schema/report-type.js';
import type { ReportQuery } from '../../../domain/ecd.js';
import type { Report, SoepLine } from '../../../domain/report.js';
import type { FhirRecord } from '../fhir-record.js';
import type { Elements, Mapped } from '../mapping/mapping.js';
import type { ListSearch } from '../newest-first.js';
import { authorOf, type AuthorFound } from './report-author.js';
import { NURSING_REPORT, SOAP_REPORT } from '../mapping/report-mapping.js';
import type { Found, Resources } from '../served-resources.js';
import { readLines } from './soap-lines.js';
import type { WithheldCount } from '../withheld.js';

/** Of a SOEP report; one that names more is none, and its lines are not all asked for. */
const MOST_LINES = 100;

type ReportsWanted = Pick<ReportQuery, 'types' | 'text'>;

/** A report that may be shown; of what it refers to nobody has looked yet whether that may be named. */
export interface ReportFound extends Pick<Report, 'effectiveDateTime' | 'type' | 'text' | 'soep' | 'flagged'> {
  author: AuthorFound;
  inReplyTo: string | null;
  carePlanEntries: string[];
}

/** Does the same with each of the lists in which there can be reports of the types; a server may have one kind only. */
export async function ofReportLists<R>(
  record: FhirRecord,
  wanted: ReportsWanted,
  read: <E extends Elements>(search: ListSearch<E, ReportFound>) => Promise<R[]>,
): Promise<R[][]> {
  return Promise.all([
    hasNursing(record, wanted) ? read(nursingReportSearch(record, wanted)) : [],
    hasSoap(record, wanted) ? read(soapReportSearch(record, wanted)) : [],
  ]);
}

function hasNursing({ source }: FhirRecord, { types }: ReportsWanted): boolean {
  return types.some((type) => type !== 'SOEP') && source.canSearch('Observation');
}

export function hasSoap({ source }: FhirRecord, { types }: Pick<ReportsWanted, 'types'>): boolean {
  return types.includes('SOEP') && source.canSearch('Composition');
}

function nursingReportSearch(
  record: FhirRecord,
  { types, text }: ReportsWanted,
): ListSearch<typeof NURSING_REPORT.elements, ReportFound> {
  const { codes } = record;

  function reportOf({ values }: Found<typeof NURSING_REPORT.elements>, included: Resources, withheld: WithheldCount) {
    const type = overlaps(values.codes, codes.nursingReport) ? reportTypeOf(codes, values) : null;
    const author = authorOf(record, values, included);
    if (type === null || author === null) {
      withheld.add('MALFORMED');
      return null;
    }
    const report = { ...sharedOf(record, values), type, author, text: values.text[0] ?? null, soep: [] };
    return types.includes(type) && holds([report.text], text) ? report : null;
  }

  return {
    mapping: NURSING_REPORT,
    parameters: [
      ['code', codes.nursingReport.join(',')],
      ['_include', 'Observation:performer'],
    ],
    timeParameter: 'date',
    timeOf: ({ values }) => values.effectiveDateTime,
    idPrefix: '',
    sparse: text !== null,
    entriesOf: async (found, included, withheld) => found.map((each) => reportOf(each, included, withheld)),
  };
}

function soapReportSearch(
  record: FhirRecord,
  { text }: ReportsWanted,
): ListSearch<typeof SOAP_REPORT.elements, ReportFound> {
  const { codes } = record;

  function reportOf(
    { values }: Found<typeof SOAP_REPORT.elements>,
    lines: ReadonlyMap<string, SoepLine>,
    included: Resources,
    withheld: WithheldCount,
  ): ReportFound | null {
    const author = authorOf(record, values, included);
    if (!overlaps(values.codes, codes.soapReport) || author === null || values.lines.length > MOST_LINES) {
      withheld.add('MALFORMED');
      return null;
    }
    const soep = [...new Set(values.lines)].flatMap((line) => lines.get(line) ?? []);
    if (
      soep.length === 0 ||
      !holds(
        soep.map((line) => line.text),
        text,
      )
    )
      return null;
    return { ...sharedOf(record, values), type: 'SOEP', author, text: null, soep };
  }

  return {
    mapping: SOAP_REPORT,
    parameters: [
      ['type', codes.soapReport.join(',')],
      ['_include', 'Composition:entry'],
      ['_include', 'Composition:author'],
    ],
    timeParameter: 'date',
    timeOf: ({ values }) => values.effectiveDateTime,
    idPrefix: 'Composition/',
    sparse: text !== null,
    entriesOf: async (found, included, withheld) => {
      const references = found.flatMap(({ values }) => (values.lines.length > MOST_LINES ? [] : values.lines));
      const lines = await readLines(record, references, included, withheld.of('Observation'));
      return found.map((each) => reportOf(each, lines, included, withheld));
    },
  };
}

function sharedOf(
  { codes }: FhirRecord,
  values: Pick<Mapped<typeof NURSING_REPORT.elements>, 'effectiveDateTime' | 'tags' | 'inReplyTo' | 'carePlanEntries'>,
) {
  return {
    effectiveDateTime: new Date(values.effectiveDateTime),
    flagged: overlaps(values.tags, codes.flagged),
    inReplyTo: values.inReplyTo,
    carePlanEntries: values.carePlanEntries,
  };
}

/** A report that two types claim has none: they may stand in sections that are not shared alike. */
function reportTypeOf(
  { reportTypes }: EcdCodes,
  { categories, codes }: Pick<Mapped<typeof NURSING_REPORT.elements>, 'categories' | 'codes'>,
): ReportType | null {
  const typesOf = (tokens: string[]) =>
    Object.entries(reportTypes).flatMap(([type, known]) => (overlaps(tokens, known) ? [type as ReportType] : []));
  const byCategory = typesOf(categories);
  const [type, another] = byCategory.length > 0 ? byCategory : typesOf(codes);
  return another === undefined ? (type ?? null) : null;
}

/** Looks only where the reader may look, so that no search tells what is kept from the reader. */
function holds(texts: (string | null)[], looked: string | null): boolean {
  if (looked === null) return true;
  const wanted = looked.toLowerCase();
  return texts.some((text) => text?.toLowerCase().includes(wanted));
}

function overlaps(some: readonly string[], others: readonly string[]): boolean {
  return some.some((one) => others.includes(one));
}
