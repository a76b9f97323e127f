import type { PageRequest } from '../../connection.js';
import { DomainError } from '../../domain-error.js';
import type { Dossier } from './dossier.js';
import type { ReportQuery } from './ecd.js';
import { isLimited, periodAsked, type PeriodAsked } from './period-asked.js';
import { recordSearch } from './record-search.js';
import {
  REPORT_TYPES,
  SECTION_OF_REPORT_TYPE,
  type ReportSection,
  type ReportType,
} from '../../../schema/report-type.js';
import { type Report } from './report.js';
import { availabilityOf, unavailable, type Availability } from './section-availability.js';

export interface ReportsAsked {
  period?: PeriodAsked | null;
  types?: ReportType[] | null;
  text?: string | null;
}

const SHORTEST_SEARCH = 3;
const LONGEST_SEARCH = 200;

/**
 * A page of reports, newest first, of the types that are open to the caller: a contact with whom only one of the two
 * report sections is shared gets a list of that one only.
 * @throws DomainError SECTION_NOT_OFFERED, ACCESS_REFUSED, SEARCH_TOO_SHORT, BAD_INPUT.
 */
export async function readReports(dossier: Dossier, asked: ReportsAsked, page: PageRequest): Promise<Report[]> {
  const types = await openTypes(dossier, asked.types?.length ? asked.types : REPORT_TYPES);
  const query: ReportQuery = {
    ...page,
    types,
    openTypes: await openTypes(dossier, REPORT_TYPES),
    carePlanOpen: (await availabilityOf(dossier, 'CARE_PLAN')) === 'OPEN',
    period: periodAsked(dossier, asked.period),
    text: textAsked(asked.text),
  };
  if (query.text !== null || asked.types?.length || isLimited(query.period)) {
    recordSearch(dossier, [...new Set(types.map((type) => SECTION_OF_REPORT_TYPE[type]))], query.period, {
      types: asked.types ?? [],
      text: query.text !== null,
    });
  }
  return dossier.record.reports(query);
}

/** Those of the types that are open. @throws DomainError when none is, recorded when that is a refusal. */
async function openTypes(dossier: Dossier, types: readonly ReportType[]): Promise<ReportType[]> {
  const sections = [...new Set(types.map((type): ReportSection => SECTION_OF_REPORT_TYPE[type]))];
  const availabilities = await Promise.all(sections.map((section) => availabilityOf(dossier, section)));
  const open = sections.filter((_, index) => availabilities[index] === 'OPEN');
  if (open.length === 0) throw refused(dossier, availabilities);
  return types.filter((type) => open.includes(SECTION_OF_REPORT_TYPE[type]));
}

/** The guard let the list pass for the caller's other section, so it has not recorded this. */
function refused({ ledger, relation, subject }: Dossier, reasons: readonly Availability[]): DomainError {
  const error = unavailable(reasons);
  if (error.code === 'ACCESS_REFUSED') {
    const { organisation, client } = subject;
    ledger.look({ organisation, client, relation, refusal: error.code, categories: ['Client.reports'] });
  }
  return error;
}

function textAsked(text: string | null | undefined): string | null {
  if (text == null) return null;
  const trimmed = text.trim();
  const length = Array.from(trimmed).length;
  if (length < SHORTEST_SEARCH) throw new DomainError('SEARCH_TOO_SHORT', { shortest: SHORTEST_SEARCH });
  if (length > LONGEST_SEARCH || trimmed.includes('\0')) throw new DomainError('BAD_INPUT', { fields: ['text'] });
  return trimmed;
}
