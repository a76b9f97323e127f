/** Mail that a running system has sent. It goes by a queue, and so arrives a moment later than the answer. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SentMessage } from '../../demo/guest.js';
import type { RunningSystem } from './running-system.js';

const PATIENCE_MS = 5_000;
const PAUSE_MS = 20;

export interface ReceivedMail {
  subject: string;
  text: string;
  /** Of the one-time link in it; '' when it holds none. */
  token: string;
}

/** All mails to an address so far, the oldest first. */
export function mailsTo({ messages }: Pick<RunningSystem, 'messages'>, address: string): ReceivedMail[] {
  return messages()
    .filter((message) => message.channel === 'MAIL')
    .filter(({ to }) => to === address)
    .map(read);
}

/**
 * The last mail to an address; waits for it.
 * @param about what its subject or text has to hold: waits for the one that does.
 */
export async function lastMailTo(
  system: Pick<RunningSystem, 'messages'>,
  address: string,
  about: string | RegExp = '',
): Promise<ReceivedMail> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const mail = mailsTo(system, address).findLast(({ subject, text }) => isAbout(`${subject}\n${text}`, about));
    if (mail !== undefined) return mail;
    if (Date.now() > deadline)
      throw new Error(`no mail${String(about) && ` about ${String(about)}`} came for ${address}`);
    await sleep(PAUSE_MS);
  }
}

function isAbout(text: string, about: string | RegExp): boolean {
  return typeof about === 'string' ? text.includes(about) : about.test(text);
}

function read({ subject, text }: Extract<SentMessage, { channel: 'MAIL' }>): ReceivedMail {
  return { subject, text, token: /#token=([\w-]+)/.exec(text)?.[1] ?? '' };
}
