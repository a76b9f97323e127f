/** Where the default set-up's text messages go: to the terminal, and as lines of JSON to a file. No message leaves the machine. */
import { appendFileSync, readFileSync } from 'node:fs';

export interface OutboxMessage {
  /** ISO 8601, UTC. */
  at: string;
  /** E.164. */
  to: string;
  sender: string;
  text: string;
}

export function appendToOutbox(file: string, message: OutboxMessage): void {
  appendFileSync(file, `${JSON.stringify(message)}\n`, { mode: 0o600 });
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
