import type { OrganisationPolicy, Organisations } from '../../../../organisations/policy.js';
import type { Log } from '../../../../program/log.js';
import { DeliveryFailure, isFinal, type FailureReason } from './delivery-failure.js';
import type { MailSender } from './mail-sender.js';
import { canBeRetried, type MessageQueue, type QueuedMessage } from './message.js';
import type { SmsSender } from './sms-sender.js';
import { wordsOf } from './texts/texts.js';
import { MOST_TRIES, nextTryAt } from './tries.js';

export interface DeliveryNeeds {
  messages: MessageQueue;
  organisations: Organisations;
  mail: MailSender;
  sms: SmsSender;
  log: Pick<Log, 'warn' | 'error'>;
  clock: () => Date;
}

/**
 * Hands over one message that was claimed, and notes how that went; why it failed, or null.
 * Between handing over and noting so the process can die. A mail is then sent again, with the same Message-ID, so that
 * whoever has it already recognises it: sent at least once. A text message is not: sent at most once.
 * @param isOnlyTry when it fails, no other follows.
 */
export async function deliver(
  needs: DeliveryNeeds,
  message: QueuedMessage,
  isOnlyTry = false,
): Promise<FailureReason | null> {
  const { messages, clock } = needs;
  const failure = await tryOnce(needs, message);
  if (failure === null) {
    await messages.sent(message, clock());
    return null;
  }
  const { notAfter, tries, notice } = message;
  const isLast = isOnlyTry || isFinal(failure) || tries >= MOST_TRIES;
  const isOver = !canBeRetried({ template: notice.template, notAfter }, clock());
  if (isLast) await messages.giveUp(message, failure, clock(), isOver);
  else await messages.tryLater(message, failure, nextTryAt(tries, clock()));
  const facts = { message: message.id, template: notice.template, tries, failure };
  if (isLast) needs.log.error(facts, 'a message could not be delivered and was given up');
  else needs.log.warn(facts, 'a message could not be delivered this time');
  return failure;
}

async function tryOnce(needs: DeliveryNeeds, message: QueuedMessage): Promise<FailureReason | null> {
  const { channel, notAfter, wasInterrupted, organisation } = message;
  const policy = needs.organisations.get(organisation);
  if (policy === undefined || (notAfter !== null && notAfter <= needs.clock())) return 'EXPIRED';
  if (channel === 'SMS' && wasInterrupted) return 'INTERRUPTED';
  try {
    await handOver(needs, message, policy);
    return null;
  } catch (error) {
    return DeliveryFailure.of(error).reason;
  }
}

function handOver({ mail, sms }: DeliveryNeeds, message: QueuedMessage, policy: OrganisationPolicy): Promise<void> {
  const { id, channel, to, notice, language } = message;
  const { subject, text } = wordsOf(notice, language, policy);
  if (channel === 'SMS') return sms.send({ to, text, sender: policy.smsSender });
  const from = { name: policy.portalName, address: policy.mail.from };
  return mail.send({ id, from, replyTo: policy.help.email, to, subject, text });
}
