import type { DataSource } from 'typeorm';
import type { Role, StaffRole } from '../../../schema/caller.js';
import type { CountRequest, SignInCount, SignInCounts } from '../domain/read-sign-in-figures.js';

interface Row {
  start: string;
  role: Role | StaffRole | null;
  sign_ins: number;
  accounts: number;
}

export class SqlSignInCounts implements SignInCounts {
  constructor(private readonly database: DataSource) {}

  async count({ organisation, from, until, unit, timeZone }: CountRequest): Promise<SignInCount[]> {
    const rows = await this.database.query<Row[]>(COUNT, [organisation, from, until, unit, timeZone]);
    return rows.map(({ start, role, sign_ins: signIns, accounts }) => ({
      start: new Date(start),
      role,
      signIns,
      accounts,
    }));
  }
}

/** Weeks begin on Monday (ISO 8601). */
const COUNT = `
  SELECT to_char(date_trunc($4, occurred_at AT TIME ZONE $5), 'YYYY-MM-DD') AS start, role,
    count(*)::int AS sign_ins, count(DISTINCT account)::int AS accounts
  FROM audit_event
  WHERE kind = 'SIGN_IN' AND outcome = 'OK' AND organisation = $1 AND occurred_at >= $2 AND occurred_at < $3
  GROUP BY 1, 2
  ORDER BY 1, 2`;
