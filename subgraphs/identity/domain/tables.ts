/** What identity keeps, as the use cases see it; and how several changes are made in one step. */
import type { Accounts } from './account.js';
import type { OneTimeLinks } from './credentials/one-time-link.js';
import type { TermsAcceptances } from './first-steps/accept-terms.js';
import type { BsnConfirmations } from './first-steps/confirm-bsn.js';
import type { MessageQueue } from './messages/message.js';
import type { Incapacities } from './relations/incapacity.js';
import type { Relations } from './relations/relation.js';
import type { ServiceAccounts } from './service-accounts/service-account.js';
import type { SecondFactors } from './second-factors/second-factor.js';
import type { Sessions } from './session/session.js';
import type { SignInChallenges } from './sign-in/sign-in-challenge.js';
import type { StaffAssignments } from './standing.js';

export interface Tables {
  accounts: Accounts;
  relations: Relations;
  incapacities: Incapacities;
  staff: StaffAssignments;
  acceptances: TermsAcceptances;
  sessions: Sessions;
  challenges: SignInChallenges;
  factors: SecondFactors;
  confirmations: BsnConfirmations;
  links: OneTimeLinks;
  messages: MessageQueue;
  serviceAccounts: ServiceAccounts;
}

export interface OneStep {
  /** All that is done with these tables is done, or nothing: also the messages that tell of it. */
  inOneStep<T>(work: (tables: Tables) => Promise<T>): Promise<T>;
}
