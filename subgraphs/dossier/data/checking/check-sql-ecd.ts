/** Looks over an SQL ECD: the views of each section, whether we can write, and of the rows what would not be served. */
import type { DataSource } from 'typeorm';
import { SECTIONS, type Section } from '../../../../schema/caller.js';
import { REPORT_TYPES, SECTION_OF_REPORT_TYPE } from '../../../../schema/report-type.js';
import { findViewFaults, findWriteAccess } from '../sql/contract-check.js';
import { connectToEcd } from '../sql/sql-connection.js';
import { HAS_SOMETHING_TO_SHOW } from '../sql/sql-reports.js';
import { VIEWS_OF_EVERY_DOSSIER, VIEWS_OF_SECTION, type ViewName } from '../sql/view-contract.js';
import { countRows } from '../sql/withheld-rows.js';
import { UnknownClient, type EcdFindings, type Part, type PartFindings, type Sample } from './ecd-findings.js';

export interface SqlEcdLookedOver {
  organisation: string;
  url: string;
  timeLimitMs: number;
  /** The client of whom the rows are counted; null for everybody's. */
  client: string | null;
}

/** @throws UnknownClient. */
export async function checkSqlEcd({ url, timeLimitMs, ...whose }: SqlEcdLookedOver): Promise<EcdFindings> {
  const database = await connectToEcd(url, timeLimitMs);
  try {
    const every = await checkPart(database, 'EVERY_DOSSIER', VIEWS_OF_EVERY_DOSSIER, whose);
    if (whose.client !== null && every.samples.some(({ of, served }) => of === 'client' && served === 0)) {
      throw new UnknownClient();
    }
    const parts = [every];
    for (const section of SECTIONS) {
      parts.push(await checkPart(database, section, VIEWS_OF_SECTION[section], whose));
    }
    return { software: null, faults: await findWriteAccess(database), parts, sampled: true };
  } finally {
    await database.destroy();
  }
}

type Whose = Pick<SqlEcdLookedOver, 'organisation' | 'client'>;

async function checkPart(
  database: DataSource,
  part: Part,
  views: readonly ViewName[],
  whose: Whose,
): Promise<PartFindings> {
  const lacks = await findViewFaults(database, views);
  if (lacks.length > 0) return { part, canBeServed: false, lacks, samples: [] };
  const samples: Sample[] = [];
  for (const view of views.filter((name) => isCounted(part, name))) {
    const condition = view === 'report' ? reportsOf(part) : 'TRUE';
    samples.push({ of: view, ...(await countRows(database, { ...whose, view, condition })) });
  }
  return { part, canBeServed: true, lacks, samples };
}

/** Only SOEP reports have lines, and they stand in the other section. */
function isCounted(part: Part, view: ViewName): boolean {
  return part !== 'REPORTS' || view !== 'report_line';
}

/**
 * A report of a type that nobody knows is counted as a report of care; of a SOEP report that has nothing to show the
 * lines are counted.
 */
function reportsOf(part: Part): string {
  const typesOf = (section: Section) =>
    REPORT_TYPES.filter((type) => SECTION_OF_REPORT_TYPE[type] === section)
      .map((type) => `'${type}'`)
      .join(', ');
  const areMedical = `type IN (${typesOf('MEDICAL_REPORTS')})`;
  return part === 'MEDICAL_REPORTS' ? `${areMedical} AND ${HAS_SOMETHING_TO_SHOW}` : `(${areMedical}) IS NOT TRUE`;
}
