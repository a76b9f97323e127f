/** What users wrote about a client, or asked for, is sealed under a key of that client's own, and bound to its row. */
import { Seal } from '../../../sealing.js';

type Content = Readonly<Record<string, string | null>>;

export class ClientSeal {
  private readonly seal: Seal;

  /** @param key of the subgraph; each client's is derived from it (RFC 5869). */
  constructor(key: Buffer, client: string) {
    this.seal = new Seal(key, `what users add about ${client}`);
  }

  close(row: string, content: Content): Buffer {
    return this.seal.close(row, JSON.stringify(content));
  }

  /** A file, as it is. */
  closeBytes(row: string, content: Buffer): Buffer {
    return this.seal.close(row, content);
  }

  /** @throws Error as `open`. */
  openBytes(row: string, sealed: Buffer): Buffer {
    return this.seal.openBytes(row, sealed);
  }

  /** @throws Error when it was sealed for another client or row, or changed. */
  open(row: string, sealed: Buffer): Content {
    return JSON.parse(this.seal.open(row, sealed)) as Content;
  }
}
