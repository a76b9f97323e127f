/** Takes text messages as Amazon SNS does, and keeps them. That they are signed is tested where they are sent. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TextMessage {
  to: string;
  text: string;
}

export interface FakeSns {
  url: string;
  messages: TextMessage[];
  stop: () => Promise<void>;
}

const REPLY = `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>`;

export async function startFakeSns(): Promise<FakeSns> {
  const messages: TextMessage[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const form = new URLSearchParams(body);
      messages.push({ to: form.get('PhoneNumber') ?? '', text: form.get('Message') ?? '' });
      response.writeHead(200, { 'content-type': 'text/xml' }).end(REPLY);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    messages,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
