import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A refresh token, known by its SHA-256 hash only. Used ones stay, so that a second use is seen. */
@Entity('refresh_token')
export class RefreshTokenEntity {
  @PrimaryColumn('bytea')
  hash: Buffer;

  @Column('uuid', { name: 'session_id' })
  sessionId: string;

  @Column('timestamptz', { name: 'issued_at' })
  issuedAt: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;
}
