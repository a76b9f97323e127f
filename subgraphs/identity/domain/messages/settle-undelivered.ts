import type { Happening } from '../../../ledger.js';
import { isUuid } from '../../../uuid.js';
import { DomainError } from '../../../domain-error.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { actAsStaff } from '../staff/act-as-staff.js';
import type { OneStep } from '../tables.js';
import { canBeRetried } from './message.js';
import type { UndeliveredMessage, UndeliveredMessagesInStep, UndeliveredNeeds } from './undelivered.js';

/** Which message, and why. */
export interface UndeliveredAct {
  id: string;
  reason: string;
}

type SettleNeeds = UndeliveredNeeds & OneStep;

/**
 * Puts a mail that was given up back in the queue, with all its tries.
 * @throws DomainError ACCESS_REFUSED; BAD_INPUT for a code, and for what is worth nothing any more.
 */
export function retryMessage(needs: SettleNeeds, which: UndeliveredAct, occasion: Occasion): Promise<string> {
  return settle(needs, which, { kind: 'MESSAGE_CHANGED', action: 'E' }, occasion, async (undelivered, message) => {
    if (!canBeRetried(message, occasion.now)) throw new DomainError('BAD_INPUT', { fields: ['id'] });
    return undelivered.retry(message.id, occasion.now);
  });
}

/** Takes a message that was given up off the list, for good. @throws DomainError ACCESS_REFUSED. */
export function discardMessage(needs: SettleNeeds, which: UndeliveredAct, occasion: Occasion): Promise<string> {
  return settle(needs, which, { kind: 'MESSAGE_CHANGED', action: 'D' }, occasion, (undelivered, message) =>
    undelivered.discard(message.id, occasion.now),
  );
}

/** One that does not exist, is off the list or is another organisation's answers alike. */
async function settle(
  needs: SettleNeeds,
  { id, reason }: UndeliveredAct,
  tried: Happening,
  occasion: Occasion,
  work: (undelivered: UndeliveredMessagesInStep, message: UndeliveredMessage) => Promise<boolean>,
): Promise<string> {
  const message = isUuid(id) ? await needs.undelivered.find(id) : null;
  const of = { organisation: message?.organisation ?? null, roles: ['ADMINISTRATOR'] as const, reason };
  const { place } = actAsStaff(needs, of, tried, occasion);
  if (message === null) return refuse(occasion, { ...tried, ...place }, 'ACCESS_REFUSED');
  return needs.inOneStep(occasion, async ({ undelivered }, step) => {
    if (!(await work(undelivered, message))) return refuse(step, { ...tried, ...place }, 'ACCESS_REFUSED');
    step.ledger.add({ ...tried, ...place, categories: [id] });
    return id;
  });
}
