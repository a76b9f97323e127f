import { Column, Entity, OneToMany, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { IncapacityEntity } from './incapacity.entity.js';

/** A client of an organisation: the id in the graph beside the id in the ECD, and what selects the dossier. */
@Entity('client')
export class ClientEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('text')
  organisation: string;

  @Column('text', { name: 'ecd_client_id' })
  ecdClientId: string;

  /** Keyed hash of the BSN, for comparison only; null where the organisation asks none. */
  @Column('bytea', { name: 'bsn_hash', nullable: true })
  bsnHash: Buffer | null;

  /** Date without time, YYYY-MM-DD. */
  @Column('date', { name: 'departed_on', nullable: true })
  departedOn: string | null;

  @Column('date', { name: 'died_on', nullable: true })
  diedOn: string | null;

  @OneToMany(() => IncapacityEntity, (finding) => finding.client)
  incapacities: Relation<IncapacityEntity[]>;
}
