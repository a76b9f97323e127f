import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NameKeeper } from '../../domain/upkeep/forward-forgetting.js';

/** A person who was deleted here, and whose name another program has yet to forget (R18). */
@Entity('forgetting')
export class ForgettingEntity {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId: string;

  @PrimaryColumn('text')
  keeper: NameKeeper;

  @Column('timestamptz')
  since: Date;
}
