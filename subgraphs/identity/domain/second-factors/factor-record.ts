import type { AuditAction } from '../../../../schema/audit-event.js';
import type { ErrorCode } from '../../../../schema/error-codes.js';
import { DomainError } from '../../../domain-error.js';
import type { Organisations } from '../../../../organisations/policy.js';
import type { Notice } from '../messages/message.js';
import { mailTo } from '../messages/write-to.js';
import type { Done, Occasion, Recording } from '../occasion.js';
import { writingOrganisation } from '../sign-in/send-code.js';
import { outcomeOf } from '../sign-in/sign-in-record.js';
import { organisationsOf, rolesOf, type Standing } from '../standing.js';
import type { OneStep, Tables } from '../tables.js';
import type { Holder } from './admit-change.js';
import type { SecondFactor } from './second-factor.js';

/** Runs a change of the account's own factors; done or refused, it goes on the log of each of its organisations. */
export async function recordingChange<T>(
  occasion: Recording,
  { standing }: Holder,
  action: AuditAction,
  change: (done: Done) => Promise<T>,
): Promise<T> {
  try {
    return await change((step) => record(step, standing, action, null));
  } catch (error) {
    record(occasion, standing, action, error instanceof DomainError ? error.code : 'INTERNAL');
    throw error;
  }
}

function record({ ledger }: Recording, standing: Standing, action: AuditAction, reason: ErrorCode | null): void {
  const roles = rolesOf(standing);
  const organisations = organisationsOf(standing);
  for (const organisation of organisations.length > 0 ? organisations : [null]) {
    ledger.add({
      kind: 'CREDENTIAL_CHANGED',
      action,
      outcome: outcomeOf(reason),
      reason,
      organisation,
      role: roles.get(organisation ?? '') ?? null,
      categories: ['SECOND_FACTOR'],
    });
  }
}

/** Keeps a factor that is yet to be confirmed. @throws DomainError TOO_MANY_FACTORS. */
export async function beginFactor(needs: OneStep, factor: SecondFactor, done: Done, occasion: Occasion): Promise<void> {
  await needs.inOneStep(occasion, async ({ factors }, step) => {
    if (!(await factors.begin(factor))) throw new DomainError('TOO_MANY_FACTORS');
    done(step);
  });
}

/** Tells the holder by mail, in the step in which it is done. */
export async function tellHolder(
  { messages }: Tables,
  { organisations }: { organisations: Organisations },
  { account, standing }: Holder,
  template: Extract<Notice['template'], 'SECOND_FACTOR_ADDED' | 'SECOND_FACTOR_REMOVED'>,
  now: Date,
): Promise<void> {
  const organisation = writingOrganisation(standing, organisations);
  if (organisation !== null) await messages.put(mailTo(account, organisation, { template }), now);
}
