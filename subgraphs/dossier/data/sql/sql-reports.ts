/** Reports out of the contract views: a page, its SOEP lines, and what it refers to; a statement each, however long the page. */
import type { DataSource } from 'typeorm';
import type { ReportQuery } from '../../domain/ecd.js';
import type { ReportType } from '../../../../schema/report-type.js';
import type { Report } from '../../domain/report.js';
import { newestFirst, readPage, within } from './ecd-page.js';
import { idsOf, rowsOfClient, rowsOfParents, type EcdClient } from './rows-of-client.js';
import { servedCondition, servedRows, type ServedRows } from './served-rows.js';
import { CONTRACT_SCHEMA, type ViewRow } from './view-contract.js';

/** Lines of the report at hand that may be served. */
const LINES = `SELECT 1 FROM ${CONTRACT_SCHEMA}.report_line line WHERE line.report_id = report.id AND ${servedCondition('report_line', 'line')}`;

/** A SOEP report none of whose lines may be served is not served. */
export const HAS_SOMETHING_TO_SHOW = `(report.type <> 'SOEP' OR EXISTS (${LINES}))`;

export async function readReports(database: DataSource, client: EcdClient, asked: ReportQuery): Promise<Report[]> {
  const reports = servedReports(database, client, asked.types);
  within(reports.query, 'report.effective_date_time', asked.period);
  if (asked.text !== null) searchText(reports, asked.text);
  newestFirst(reports.query, 'report', 'effective_date_time', asked);
  const rows = await readPage(asked, reports.read);
  const [lines, replied, entries] = await Promise.all([
    rowsOfParents(database, 'report_line', 'report_id', idsOf(rows.filter(isSoep))),
    readIds(servedReports(database, client, asked.openTypes), 'report', references(rows, 'in_reply_to')),
    asked.carePlanOpen ? readEntryIds(database, client, references(rows, 'care_plan_entry_id')) : new Set<string>(),
  ]);
  return rows.map((row) => reportOf(row, lines, replied, entries));
}

export function servedReports(database: DataSource, client: EcdClient, types: ReportType[]): ServedRows<'report'> {
  const reports = rowsOfClient(database, 'report', client);
  reports.query.andWhere('report.type = ANY(:types)', { types }).andWhere(HAS_SOMETHING_TO_SHOW);
  return reports;
}

/** Looks only where the reader may look, so that no search tells what a confidential line holds. */
function searchText({ query }: ServedRows<'report'>, text: string): void {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  query.andWhere(
    `CASE WHEN report.type = 'SOEP' THEN EXISTS (${LINES} AND line.text ILIKE :pattern) ELSE report.text ILIKE :pattern END`,
    { pattern },
  );
}

async function readEntryIds(database: DataSource, client: EcdClient, ids: string[]): Promise<Set<string>> {
  const entries = servedRows(database, 'care_plan_entry');
  entries.query.andWhere(
    `EXISTS (SELECT 1 FROM ${CONTRACT_SCHEMA}.care_plan WHERE care_plan.id = care_plan_entry.care_plan_id
       AND care_plan.organisation = :organisation AND care_plan.client_id = :client AND ${servedCondition('care_plan')})`,
    { ...client },
  );
  return readIds(entries, 'care_plan_entry', ids);
}

async function readIds(
  { query, read }: ServedRows<'report'> | ServedRows<'care_plan_entry'>,
  view: string,
  ids: string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  query.andWhere(`${view}.id = ANY(:ids)`, { ids });
  return new Set(idsOf(await read()));
}

function references(rows: ViewRow<'report'>[], column: 'in_reply_to' | 'care_plan_entry_id'): string[] {
  return [...new Set(rows.flatMap((row) => row[column] ?? []))];
}

function reportOf(
  row: ViewRow<'report'>,
  lines: ViewRow<'report_line'>[],
  replied: Set<string>,
  entries: Set<string>,
): Report {
  const soep = lines.filter((line) => line.report_id === row.id).map(({ kind, text }) => ({ kind, text }));
  return {
    id: row.id,
    keyset: { time: row.effective_date_time, id: row.id },
    effectiveDateTime: new Date(row.effective_date_time),
    type: row.type,
    author: { name: row.author_name, discipline: row.author_discipline },
    text: isSoep(row) ? null : row.text,
    soep,
    flagged: row.flagged ?? false,
    inReplyTo: row.in_reply_to !== null && replied.has(row.in_reply_to) ? row.in_reply_to : null,
    carePlanEntry:
      row.care_plan_entry_id !== null && entries.has(row.care_plan_entry_id) ? row.care_plan_entry_id : null,
  };
}

function isSoep(row: ViewRow<'report'>): boolean {
  return row.type === 'SOEP';
}
