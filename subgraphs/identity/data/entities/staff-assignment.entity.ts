import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { StaffRole } from '../../../../schema/caller.js';

/** The role of a member of staff, or of a reporting tool, in one organisation. */
@Entity('staff_assignment')
export class StaffAssignmentEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('text')
  organisation: string;

  @Column('text')
  role: StaffRole;

  @Column('timestamptz', { name: 'valid_from', default: () => 'now()' })
  validFrom: Date;

  @Column('timestamptz', { name: 'valid_until', nullable: true })
  validUntil: Date | null;
}
