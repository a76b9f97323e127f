import type { DataSource } from 'typeorm';
import type { CountRequest, FigureCount, FigureCounts } from '../../domain/figures/figure-counts.js';
import type { FigureKeeper } from './figure-keeper.js';

interface Row {
  unit: FigureCount['unit'];
  start: string;
  role: FigureCount['role'];
  detail: string | null;
  acts: string;
  accounts: number;
}

export class SqlFigureCounts implements FigureCounts {
  constructor(
    private readonly database: DataSource,
    private readonly keeper: Pick<FigureKeeper, 'catchUp'>,
  ) {}

  async catchUp(): Promise<Date | null> {
    await this.keeper.catchUp();
    const [row] = await this.database.query<{ as_of: Date }[]>('SELECT as_of FROM audit_figure_progress');
    return row?.as_of ?? null;
  }

  async count({ of, organisation, units, first, last }: CountRequest): Promise<FigureCount[]> {
    const rows = await this.database.query<Row[]>(COUNT, [organisation, of, units, dayOf(first), dayOf(last)]);
    return rows.map(({ start, acts, ...row }) => ({ ...row, start: new Date(start), acts: Number(acts) }));
  }
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 'yyyy-mm-dd'.length);
}

const COUNT = `
  SELECT unit, start::text, nullif(role, '') AS role, nullif(detail, '') AS detail, acts, accounts
  FROM audit_figure
  WHERE organisation = $1 AND measure = $2 AND unit = ANY ($3) AND start BETWEEN $4::date AND $5::date`;
