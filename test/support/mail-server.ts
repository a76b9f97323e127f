/** A mail server that keeps what it is given, as whoever reads it would see it. */
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import type { SentMessage } from '../../demo/guest.js';

export interface MailServer {
  /** For SMTP_URL. */
  url: string;
  stop: () => Promise<void>;
}

/** @param messages where they go. */
export async function startMailServer(messages: SentMessage[]): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, { envelope: { rcptTo } }, callback) => {
      const keep = async () => {
        const { subject = '', text = '' } = await PostalMime.parse(await wholeOf(stream));
        for (const { address } of rcptTo)
          messages.push({ channel: 'MAIL', to: address, subject, text: text.trimEnd() });
      };
      keep().then(
        () => callback(),
        (error: unknown) => callback(error as Error),
      );
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, stop: () => new Promise((resolve) => server.close(resolve)) };
}

async function wholeOf(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
