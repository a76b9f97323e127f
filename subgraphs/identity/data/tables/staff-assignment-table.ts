import { IsNull, LessThanOrEqual, MoreThan, type EntityManager } from 'typeorm';
import type { StaffAssignment } from '../../../../schema/caller.js';
import type { StaffAssignments } from '../../domain/standing.js';
import { StaffAssignmentEntity } from '../entities/staff-assignment.entity.js';

export class StaffAssignmentTable implements StaffAssignments {
  constructor(private readonly database: EntityManager) {}

  async ofAccount(account: string, at: Date): Promise<StaffAssignment[]> {
    const begun = { accountId: account, validFrom: LessThanOrEqual(at) };
    const rows = await this.database.getRepository(StaffAssignmentEntity).find({
      where: [
        { ...begun, validUntil: IsNull() },
        { ...begun, validUntil: MoreThan(at) },
      ],
      order: { organisation: 'ASC', role: 'ASC' },
    });
    return rows.map(({ organisation, role }) => ({ organisation, role }));
  }
}
