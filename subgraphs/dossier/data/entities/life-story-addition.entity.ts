import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../../../../schema/caller.js';
import { HidingColumns } from '../tables/hiding-columns.js';

/** What somebody added to a life story, sealed under the client's key; the name of who it was apart from it. */
@Entity('life_story_addition')
export class LifeStoryAdditionEntity extends HidingColumns {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  organisation: string;

  @Column('uuid', { name: 'client_id' })
  clientId: string;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('text')
  role: Role;

  /** Of `chapter`, `question` and `text`. */
  @Column('bytea')
  sealed: Buffer;

  @Column('bytea', { name: 'name_sealed', nullable: true })
  nameSealed: Buffer | null;

  @Column('timestamptz', { name: 'written_at' })
  writtenAt: Date;

  @Column('timestamptz', { name: 'changed_at', nullable: true })
  changedAt: Date | null;
}
