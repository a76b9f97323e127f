/** Counts what the contract withholds of a view, and why: the other side of `served-rows.ts`. */
import type { DataSource } from 'typeorm';
import type { WithheldReason } from '../fhir/withheld.js';
import type { Column, View } from './contract-column.js';
import { conditionOf, servedCondition } from './served-rows.js';
import { CONTRACT_SCHEMA, SQL_VIEW_CONTRACT, type ViewName } from './view-contract.js';

/** Enough to see what an ECD is like, and soon counted. */
const LARGEST_SAMPLE = 5_000;

/** A view without a client of its own, and the view above it. */
const PARENTS: Partial<Record<ViewName, readonly [column: string, parent: ViewName]>> = {
  report_line: ['report_id', 'report'],
  care_plan_entry: ['care_plan_id', 'care_plan'],
  agreement: ['care_plan_id', 'care_plan'],
  goal: ['care_plan_entry_id', 'care_plan_entry'],
  intervention: ['care_plan_entry_id', 'care_plan_entry'],
};

export interface RowsCounted {
  organisation: string;
  /** Null for the rows of all clients, up to a number. */
  client: string | null;
  view: ViewName;
  /** Narrows the rows further. */
  condition?: string;
}

export interface RowCounts {
  served: number;
  withheld: Partial<Record<WithheldReason, number>>;
}

export async function countRows(
  database: DataSource,
  { organisation, client, view, condition = 'TRUE' }: RowsCounted,
): Promise<RowCounts> {
  const rows = await database.query<{ reason: WithheldReason | 'SERVED'; rows: number }[]>(
    `SELECT ${reasonOfRow(view)} AS reason, count(*)::int AS rows
     FROM (SELECT * FROM ${CONTRACT_SCHEMA}.${view} WHERE ${rowsOf(view, client)} AND ${condition}
           LIMIT ${LARGEST_SAMPLE}) AS ${view}
     GROUP BY 1 ORDER BY 1`,
    client === null ? [organisation] : [organisation, client],
  );
  const counts: RowCounts = { served: 0, withheld: {} };
  for (const { reason, rows: count } of rows) {
    if (reason === 'SERVED') counts.served = count;
    else counts.withheld[reason] = count;
  }
  return counts;
}

function rowsOf(view: ViewName, client: string | null): string {
  const parent = PARENTS[view];
  if (parent !== undefined) {
    const [column, above] = parent;
    // what stands under something that is not served is withheld with it
    const served = `${rowsOf(above, client)} AND ${servedCondition(above)}`;
    return `${column} IN (SELECT id FROM ${CONTRACT_SCHEMA}.${above} WHERE ${served})`;
  }
  const ofClient = view === 'client' ? 'id' : 'client_id';
  return client === null ? 'organisation = $1' : `organisation = $1 AND ${ofClient} = $2`;
}

/** The first reason that holds, in the order in which a FHIR resource is judged. */
function reasonOfRow(view: ViewName): string {
  const columns: View = SQL_VIEW_CONTRACT[view];
  const reasons = Object.entries(columns).flatMap(([name, column]) => reasonsOf(`${view}.${name}`, name, column));
  const when = (['CONFIDENTIAL', 'STATUS', 'UNDECIDED', 'MALFORMED'] as const).flatMap((reason) => {
    const conditions = reasons.filter(([named]) => named === reason).map(([, condition]) => `(${condition})`);
    return conditions.length === 0 ? [] : [`WHEN ${conditions.join(' OR ')} THEN '${reason}'`];
  });
  return `CASE ${when.join(' ')} ELSE 'SERVED' END`;
}

function reasonsOf(place: string, name: string, column: Column): [reason: WithheldReason, condition: string][] {
  if (column.rule === 'false') {
    return [
      ['CONFIDENTIAL', `${place} IS TRUE`],
      ['UNDECIDED', `${place} IS NULL`],
    ];
  }
  const reason = name === 'status' ? 'STATUS' : 'MALFORMED';
  return conditionOf(place, column).map((condition) => [reason, `(${condition}) IS NOT TRUE`]);
}
