import type { EntityManager } from 'typeorm';
import type { StaffAssignment } from '../../../../schema/caller.js';
import type { StaffAssignments } from '../../domain/standing.js';

const OF_ACCOUNT = `
  SELECT organisation, role FROM staff_assignment
  WHERE account_id = $1 AND valid_from <= $2 AND (valid_until IS NULL OR valid_until > $2)
  ORDER BY organisation, role`;

export class StaffAssignmentTable implements StaffAssignments {
  constructor(private readonly database: EntityManager) {}

  ofAccount(account: string, at: Date): Promise<StaffAssignment[]> {
    return this.database.query<StaffAssignment[]>(OF_ACCOUNT, [account, at]);
  }
}
