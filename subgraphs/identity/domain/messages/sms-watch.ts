import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import type { Log } from '../../../../program/log.js';
import type { Store } from '../../../../program/store.js';
import type { MessageQueue } from './message.js';
import { mailToAdministration } from './write-to.js';

const HOUR_MS = 3_600_000;
/** Fewer say nothing yet. */
const LEAST_SENT = 30;
/** People use the codes that they ask for; who earns by messages does not. */
const SENT_PER_VERIFIED = 3;

export interface SmsWatchNeeds {
  store: Pick<Store, 'increment' | 'get' | 'setIfAbsent'>;
  messages: Pick<MessageQueue, 'put'>;
  log: Pick<Log, 'warn' | 'error'>;
}

/**
 * Compares, for each organisation and hour of the clock, how many codes were sent with how many came back, and raises
 * an alarm when that looks like SMS pumping: once an hour, on the log and by mail to the client administration.
 * It only watches: when it cannot count, signing in goes on. The budgets that do stop messages are in `admitMessage`.
 */
export class SmsWatch {
  constructor(private readonly needs: SmsWatchNeeds) {}

  async sent(organisation: OrganisationPolicy, now: Date): Promise<void> {
    await this.watch(async () => {
      const sent = await this.needs.store.increment(keyOf('sent', organisation.id, now), 2 * HOUR_MS);
      const verified = Number((await this.needs.store.get(keyOf('verified', organisation.id, now))) ?? 0);
      if (sent >= LEAST_SENT && sent > SENT_PER_VERIFIED * verified)
        await this.alarm(organisation, sent, verified, now);
    });
  }

  /** A code that was sent came back. */
  async verified(organisation: Pick<OrganisationPolicy, 'id'>, now: Date): Promise<void> {
    await this.watch(() => this.needs.store.increment(keyOf('verified', organisation.id, now), 2 * HOUR_MS));
  }

  private async alarm(organisation: OrganisationPolicy, sent: number, verified: number, now: Date): Promise<void> {
    const isFirst = await this.needs.store.setIfAbsent(keyOf('alarm', organisation.id, now), '1', 2 * HOUR_MS);
    if (!isFirst) return;
    this.needs.log.error({ organisation: organisation.id, sent, verified }, 'text messages are sent and not used');
    await this.needs.messages.put(mailToAdministration(organisation, { template: 'SMS_ALARM', sent, verified }), now);
  }

  private async watch(count: () => Promise<unknown>): Promise<void> {
    try {
      await count();
    } catch (error) {
      this.needs.log.warn({ err: error }, 'text messages could not be counted');
    }
  }
}

function keyOf(what: 'sent' | 'verified' | 'alarm', organisation: string, now: Date): string {
  return `sms:${what}:${organisation}:${Math.floor(now.getTime() / HOUR_MS)}`;
}
