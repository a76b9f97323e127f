import { Query, type Client, type Connection } from 'pg';

/** The part of a connection that takes the rows of a COPY. */
interface CopyConnection extends Connection {
  sendCopyFromChunk(rows: Buffer): void;
  endCopyFrom(): void;
}

/**
 * Statements in one message, with right behind it the rows for the COPY … FROM STDIN that is one of them: one way there
 * and back. Without a transaction around them the statements are one, so all of it is committed or nothing. COPY is the
 * cheapest way into a table, a third less work than an INSERT. Rows that come after a fault the server passes over.
 */
class StatementsWithRows extends Query {
  constructor(
    text: string,
    private readonly content: Buffer,
    done: (error: Error | undefined) => void,
  ) {
    super(text, done);
  }

  /** The driver calls it when it is this query's turn. */
  override readonly submit = (connection: Connection): void => {
    const { stream } = connection;
    stream.cork();
    Query.prototype.submit.call(this, connection);
    (connection as CopyConnection).sendCopyFromChunk(this.content);
    (connection as CopyConnection).endCopyFrom();
    stream.uncork();
  };

  /** The rows are on their way. */
  handleCopyInResponse(): void {}
}

/** @throws DatabaseError */
export function copyIn(client: Client, text: string, rows: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new StatementsWithRows(text, rows, (error) => (error == null ? resolve() : reject(error))));
  });
}
