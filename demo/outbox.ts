/** Where the default set-up's mails and text messages go: to the terminal, and as lines of JSON to a file. None leaves the machine. */
import { appendFileSync, readFileSync } from 'node:fs';
import type { MailSender } from '../subgraphs/identity/domain/messages/mail-sender.js';
import type { Channel } from '../subgraphs/identity/domain/messages/message.js';
import type { SmsSender } from '../subgraphs/identity/domain/messages/sms-sender.js';

export interface OutboxMessage {
  /** ISO 8601, UTC. */
  at: string;
  channel: Channel;
  /** E-mail address, or E.164 number. */
  to: string;
  sender: string;
  /** Of a mail. */
  subject?: string;
  text: string;
}

/** In the places of the mail server and the telephone operator. @param onMessage sees each message as it is sent. */
export function outboxSenders(
  file: string,
  onMessage: (message: OutboxMessage) => void,
): { mail: MailSender; sms: SmsSender } {
  const send = (message: Omit<OutboxMessage, 'at'>): void => {
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
