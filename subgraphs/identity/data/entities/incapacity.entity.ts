import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import type { IncapacitySubject } from '../../domain/relations/incapacity.js';
import { ClientEntity } from './client.entity.js';

/** A finding that a client cannot decide on something, with its period and evidence. */
@Entity('incapacity')
export class IncapacityEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid', { name: 'client_id' })
  clientId: string;

  @Column('text')
  subject: IncapacitySubject;

  @Column('timestamptz', { name: 'valid_from' })
  validFrom: Date;

  @Column('timestamptz', { name: 'valid_until', nullable: true })
  validUntil: Date | null;

  @Column('text')
  evidence: string;

  /** Who of the administration recorded it. */
  @Column('uuid', { name: 'recorded_by', nullable: true })
  recordedBy: string | null;

  @ManyToOne(() => ClientEntity, (client) => client.incapacities)
  @JoinColumn({ name: 'client_id' })
  client: Relation<ClientEntity>;
}
