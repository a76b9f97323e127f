import { Query, type Client, type Connection } from 'pg';
import type { EntityManager } from 'typeorm';

/** The part of a connection that takes the rows of a COPY. */
interface CopyConnection extends Connection {
  sendCopyFromChunk(rows: Buffer): void;
  endCopyFrom(): void;
}

/** COPY … FROM STDIN with all rows at hand: the cheapest way into a table, a third less work than an INSERT. */
class CopyIn extends Query {
  constructor(
    text: string,
    private readonly content: Buffer,
    done: (error: Error | undefined) => void,
  ) {
    super(text, done);
  }

  /** The driver calls it when the server is ready to take the rows. */
  handleCopyInResponse(connection: CopyConnection): void {
    connection.sendCopyFromChunk(this.content);
    connection.endCopyFrom();
  }
}

/** On the connection of the step. @throws DatabaseError */
export async function copyIn(manager: EntityManager, text: string, rows: Buffer): Promise<void> {
  const client = (await manager.queryRunner?.connect()) as Client;
  await new Promise<void>((resolve, reject) => {
    client.query(new CopyIn(text, rows, (error) => (error == null ? resolve() : reject(error))));
  });
}
