import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The key to the name behind an account, apart from the records: forgetting a person (R18) touches no record. */
@Entity('audit_person')
export class AuditPersonEntity {
  @PrimaryColumn('text')
  account: string;

  @Column('bytea', { name: 'sealed_key' })
  sealedKey: Buffer;
}
