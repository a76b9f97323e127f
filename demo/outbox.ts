/** Where the default set-up's mails and text messages go: to the terminal, and as lines of JSON to a file. None leaves the machine. */
import { appendFileSync, readFileSync } from 'node:fs';
import type { MailSender } from '../subgraphs/identity/domain/messages/mail-sender.js';
import type { SmsSender } from '../subgraphs/identity/domain/messages/sms-sender.js';
import type { SentMessage } from './guest.js';

/** With when it was sent, and who it says it is from. */
export type OutboxMessage = SentMessage & { at: string; sender: string };

/** In the places of the mail server and the telephone operator. @param onMessage sees each message as it is sent. */
export function outboxSenders(
  file: string,
  onMessage: (message: OutboxMessage) => void,
): { mail: MailSender; sms: SmsSender } {
  const send = (message: SentMessage & { sender: string }): void => {
    const sent = { at: new Date().toISOString(), ...message };
    appendFileSync(file, `${JSON.stringify(sent)}\n`, { mode: 0o600 });
    onMessage(sent);
  };
  return {
    mail: {
      send: async ({ from, to, subject, text }) => send({ channel: 'MAIL', to, sender: from.name, subject, text }),
      close: async () => undefined,
    },
    sms: { send: async ({ to, sender, text }) => send({ channel: 'SMS', to, sender, text }) },
  };
}

/** All messages so far, the oldest first; none when there is no outbox yet. */
export function readOutbox(file: string): OutboxMessage[] {
  return textOf(file)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as OutboxMessage);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
