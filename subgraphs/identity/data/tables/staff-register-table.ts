import { IsNull, LessThanOrEqual, MoreThan, type EntityManager, type FindOptionsWhere } from 'typeorm';
import type { HeldRole, StaffRegisterInStep } from '../../domain/staff/staff-role.js';
import { StaffAssignmentEntity } from '../entities/staff-assignment.entity.js';

/** The rows are locked in the order of their ids, so that two that are at it at once wait for each other and no more. */
const LOCK_ADMINISTRATORS = `
  SELECT staff_assignment.account_id AS account
  FROM staff_assignment JOIN account ON account.id = staff_assignment.account_id
  WHERE organisation = $1 AND role = 'ADMINISTRATOR' AND valid_from <= $2
    AND (valid_until IS NULL OR valid_until > $2)
    AND activated_at IS NOT NULL AND locked_at IS NULL AND account.ended_at IS NULL
  ORDER BY staff_assignment.id FOR UPDATE OF staff_assignment`;

export class StaffRegisterTable implements StaffRegisterInStep {
  constructor(private readonly database: EntityManager) {}

  async appoint(held: Parameters<StaffRegisterInStep['appoint']>[0], at: Date): Promise<HeldRole | null> {
    const { account, ...post } = held;
    const added = await this.table
      .createQueryBuilder()
      .insert()
      .values({ ...post, accountId: account, validFrom: at })
      .orIgnore()
      .returning('id')
      .execute();
    const [row] = added.raw as { id: string }[];
    return row === undefined ? null : { ...held, id: row.id, since: at };
  }

  async find(id: string, at: Date): Promise<HeldRole | null> {
    const row = await this.table.findOneBy(holding(id, at));
    return row === null ? null : toHeldRole(row);
  }

  async end(id: string, at: Date): Promise<boolean> {
    const ended = await Promise.all(holding(id, at).map((where) => this.table.update(where, { validUntil: at })));
    return ended.some(({ affected }) => affected === 1);
  }

  async lockAdministrators(organisation: string, at: Date): Promise<string[]> {
    const rows = await this.database.query<{ account: string }[]>(LOCK_ADMINISTRATORS, [organisation, at]);
    return rows.map(({ account }) => account);
  }

  private get table() {
    return this.database.getRepository(StaffAssignmentEntity);
  }
}

function holding(id: string, at: Date): FindOptionsWhere<StaffAssignmentEntity>[] {
  const begun = { id, validFrom: LessThanOrEqual(at) };
  return [
    { ...begun, validUntil: IsNull() },
    { ...begun, validUntil: MoreThan(at) },
  ];
}

function toHeldRole({ id, accountId, organisation, role, validFrom }: StaffAssignmentEntity): HeldRole {
  return { id, account: accountId, organisation, role, since: validFrom };
}
