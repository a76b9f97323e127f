/** Takes text messages as Amazon SNS does, and keeps them. That they are signed is tested where they are sent. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SentMessage } from '../../demo/guest.js';

export interface FakeSns {
  url: string;
  stop: () => Promise<void>;
}

const REPLY = `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>`;

/** @param messages where they go. */
export async function startFakeSns(messages: SentMessage[]): Promise<FakeSns> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const form = new URLSearchParams(body);
      messages.push({ channel: 'SMS', to: form.get('PhoneNumber') ?? '', text: form.get('Message') ?? '' });
      response.writeHead(200, { 'content-type': 'text/xml' }).end(REPLY);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
