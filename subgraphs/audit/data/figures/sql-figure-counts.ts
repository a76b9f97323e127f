import type { DataSource } from 'typeorm';
import type { Counted, CountRequest, FigureCount, FigureCounts } from '../../domain/figures/figure-counts.js';
import type { FigureKeeper } from './figure-keeper.js';

/** One series; of each interval the number of its first day, acts and accounts. */
interface Row {
  unit: FigureCount['unit'];
  role: FigureCount['role'];
  detail: string | null;
  counts: [day: number, acts: number, accounts: number][];
}

const DAY_MS = 86_400_000;

const LAST = 'SELECT coalesce(max(last), 0)::float8 AS last FROM audit_batch';
const PROGRESS = 'SELECT counted::float8 AS counted, as_of FROM audit_figure_progress';

export class SqlFigureCounts implements FigureCounts {
  constructor(
    private readonly database: DataSource,
    private readonly keeper: Pick<FigureKeeper, 'catchUp'>,
  ) {}

  async catchUp(): Promise<Counted> {
    // what is recorded meanwhile, as this asking is, is not waited for
    const [{ last } = { last: 0 }] = await this.database.query<{ last: number }[]>(LAST);
    await this.keeper.catchUp();
    const [row] = await this.database.query<{ counted: number; as_of: Date }[]>(PROGRESS);
    return { asOf: row?.as_of ?? null, isAll: (row?.counted ?? 0) >= last };
  }

  async count({ of, organisation, units, first, last }: CountRequest): Promise<FigureCount[]> {
    const rows = await this.database.query<Row[]>(COUNT, [organisation, of, units, dayOf(first), dayOf(last)]);
    return rows.flatMap(({ unit, role, detail, counts }) =>
      counts.map(([day, acts, accounts]) => ({ unit, start: new Date(day * DAY_MS), role, detail, acts, accounts })),
    );
  }
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 'yyyy-mm-dd'.length);
}

/** Thousands of counts in a few rows: each row and cell costs the driver more than the database. */
const COUNT = `
  SELECT unit, nullif(role, '') AS role, nullif(detail, '') AS detail,
    json_agg(json_build_array(start - date '1970-01-01', acts, accounts)) AS counts
  FROM audit_figure
  WHERE organisation = $1 AND measure = $2 AND unit = ANY ($3) AND start BETWEEN $4::date AND $5::date
  GROUP BY unit, role, detail`;
