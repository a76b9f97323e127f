/** An audit subgraph that does what a test tells it: it takes an event id once, like the real one. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Transport } from '../../../program/transport.js';
import type { AuditEvent } from '../../../schema/audit-event.js';

export interface StandInAudit {
  transport: Transport;
  state: 'up' | 'down' | 'failing' | 'unsigned' | 'slow';
  refuses: (event: AuditEvent) => boolean;
  /** In the order in which they were recorded. */
  events: AuditEvent[];
  /** Every id that came in, repeats included. */
  received: string[];
}

export function standInAudit(): StandInAudit {
  const audit: StandInAudit = { transport, state: 'up', refuses: () => false, events: [], received: [] };

  async function transport({ body }: { body: string }) {
    const { state } = audit;
    if (state === 'down') throw new Error('connect ECONNREFUSED');
    if (state === 'failing') return answer(500);
    if (state === 'unsigned') return answer(401);
    if (state === 'slow') await sleep(500);
    const events = JSON.parse(body) as AuditEvent[];
    if (events.some(audit.refuses)) return answer(422);
    for (const event of events) {
      audit.received.push(event.id);
      if (!audit.events.some(({ id }) => id === event.id)) audit.events.push(event);
    }
    return answer(200);
  }

  return audit;
}

const answer = (status: number) => ({ status, headers: {}, body: 'null' });
