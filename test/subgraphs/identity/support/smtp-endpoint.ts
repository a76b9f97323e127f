/** A real SMTP server that behaves as a test wants, and keeps what it was given. */
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface SmtpEndpoint {
  port: number;
  received: { mail: Email; from: string; to: string[]; secure: boolean; user: string | null }[];
  close: () => Promise<void>;
}

/** @param host an address of this machine; only some of them count as this machine itself. */
export async function openSmtpEndpoint(options: SMTPServerOptions = {}, host = '127.0.0.1'): Promise<SmtpEndpoint> {
  const received: SmtpEndpoint['received'] = [];
  const server = new SMTPServer({
    authOptional: true,
    onAuth: ({ username, password }, _session, callback) =>
      password === 'geheim' ? callback(null, { user: username ?? '' }) : callback(new Error('no')),
    onData: (stream, { envelope, secure, user }, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const keep = async (): Promise<void> => {
          const mail = await PostalMime.parse(Buffer.concat(chunks));
          const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
          const to = envelope.rcptTo.map(({ address }) => address);
          received.push({ mail, from, to, secure, user: user ?? null });
        };
        keep().then(() => callback(), callback);
      });
    },
    ...options,
  });
  server.on('error', () => undefined); // a client that breaks off is what some tests are about
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.server.address() as AddressInfo;
  return { port, received, close: () => new Promise((resolve) => server.close(resolve)) };
}
