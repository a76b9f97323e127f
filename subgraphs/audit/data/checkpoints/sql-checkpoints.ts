import type { DataSource } from 'typeorm';
import type { KeptCheckpoint, KeptCheckpoints } from '../../domain/checkpoints/kept-checkpoints.js';

interface Row {
  size: string;
  root: Buffer;
  signed_at: Date;
  note: string;
}

export class SqlCheckpoints implements KeptCheckpoints {
  constructor(private readonly database: Pick<DataSource, 'query'>) {}

  async last(): Promise<KeptCheckpoint | null> {
    const [row] = await this.database.query<Row[]>('SELECT * FROM audit_checkpoint ORDER BY size DESC LIMIT 1');
    return row === undefined ? null : checkpointOf(row);
  }

  async of(sizes: readonly number[]): Promise<KeptCheckpoint[]> {
    const rows = await this.database.query<Row[]>('SELECT * FROM audit_checkpoint WHERE size = ANY ($1)', [sizes]);
    return rows.map(checkpointOf);
  }

  async add({ size, root, signedAt, note }: KeptCheckpoint): Promise<void> {
    await this.database.query(
      'INSERT INTO audit_checkpoint (size, root, signed_at, note) VALUES ($1, $2, $3, $4) ON CONFLICT (size) DO NOTHING',
      [size, root, signedAt, note],
    );
  }
}

function checkpointOf({ size, root, signed_at: signedAt, note }: Row): KeptCheckpoint {
  return { size: Number(size), root, signedAt, note };
}
