import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A device on which somebody signed in before, known by the SHA-256 hash of its token only. */
@Entity('known_device')
export class KnownDeviceEntity {
  @PrimaryColumn('bytea')
  hash: Buffer;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}
