/** Messages that were given up: what staff may know of them, which is neither whom they went to nor what they said. */
import type { Organisations } from '../../../../organisations/policy.js';
import { toPage, type Page, type PageRequest } from '../../../connection.js';
import { DomainError } from '../../../domain-error.js';
import type { Happening } from '../../../ledger.js';
import { isUuid } from '../../../uuid.js';
import type { Occasion } from '../occasion.js';
import { actAsStaff } from '../staff/act-as-staff.js';
import type { FailureReason } from './delivery-failure.js';
import type { Channel, Template } from './message.js';

export interface UndeliveredMessage {
  id: string;
  organisation: string;
  channel: Channel;
  template: Template;
  /** Whom it was about; null for the administration's own mail. */
  account: string | null;
  createdAt: Date;
  notAfter: Date | null;
  givenUpAt: Date;
  tries: number;
  failure: FailureReason;
}

export interface UndeliveredMessages {
  /** The last one given up first; one more than the page holds when there is more. */
  list(organisation: string, page: PageRequest): Promise<UndeliveredMessage[]>;
  find(id: string): Promise<UndeliveredMessage | null>;
}

/** As a step sees them: changed nowhere else. */
export interface UndeliveredMessagesInStep extends UndeliveredMessages {
  /** Puts it back in the queue; false when it is not on the list any more, or what it said is forgotten. */
  retry(id: string, now: Date): Promise<boolean>;
  /** Takes it off the list, and forgets what it said; false when it is not on the list any more. */
  discard(id: string, now: Date): Promise<boolean>;
}

export interface UndeliveredNeeds {
  undelivered: UndeliveredMessages;
  organisations: Organisations;
}

/** The messages of an organisation that were given up. @throws DomainError ACCESS_REFUSED, BAD_CURSOR. */
export async function listUndelivered(
  needs: UndeliveredNeeds,
  organisation: string,
  page: PageRequest,
  occasion: Occasion,
): Promise<Page<UndeliveredMessage>> {
  const tried: Happening = { kind: 'MESSAGES_READ', action: 'R' };
  const act = actAsStaff(needs, { organisation, roles: ['ADMINISTRATOR'], reason: null }, tried, occasion);
  if (page.after !== null && !isUuid(page.after.id)) throw new DomainError('BAD_CURSOR');
  const found = await needs.undelivered.list(act.policy.id, page);
  occasion.ledger.add({ ...tried, ...act.place });
  return toPage(found, page.first, ({ givenUpAt, id }) => ({ time: givenUpAt.toISOString(), id }));
}
