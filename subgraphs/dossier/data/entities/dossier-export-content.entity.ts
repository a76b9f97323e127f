import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The file, sealed under the client's key, until it is taken or its time is over. */
@Entity('dossier_export_content')
export class DossierExportContentEntity {
  @PrimaryColumn('uuid', { name: 'export_id' })
  exportId: string;

  @Column('bytea')
  sealed: Buffer;
}
