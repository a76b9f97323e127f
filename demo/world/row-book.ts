/** Rows on their way into a database: collected per table, written in a few statements. */
import type { ClientBase } from 'pg';
import { escapeIdentifier } from 'pg';

type Value = string | number | boolean | string[] | Date | null;
export type Row = Record<string, Value>;

export class RowBook {
  private readonly tables = new Map<string, Row[]>();

  /** @param row with the same columns as the other rows of the table. */
  add(table: string, row: Row): void {
    const rows = this.tables.get(table);
    if (rows === undefined) this.tables.set(table, [row]);
    else rows.push(row);
  }

  rows(table: string): readonly Row[] {
    return this.tables.get(table) ?? [];
  }

  /**
   * Writes the tables in the order in which they were first named; a row that is there already stays as it is.
   * A column of bytes is given as PostgreSQL writes it: `\x` and hex digits.
   * @returns how many rows of each table are new.
   */
  async write(database: ClientBase, schema: string): Promise<Map<string, number>> {
    const written = new Map<string, number>();
    for (const [table, rows] of this.tables) {
      const columns = Object.keys(rows[0] ?? {})
        .map(escapeIdentifier)
        .join(', ');
      const name = `${escapeIdentifier(schema)}.${escapeIdentifier(table)}`;
      const { rowCount } = await database.query(
        `INSERT INTO ${name} (${columns})
         SELECT ${columns} FROM json_populate_recordset(NULL::${name}, $1) ON CONFLICT DO NOTHING`,
        [JSON.stringify(rows)],
      );
      written.set(table, rowCount ?? 0);
    }
    return written;
  }
}
