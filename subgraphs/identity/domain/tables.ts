/** What identity keeps, as the use cases see it; and how several changes are made in one step. */
import type { Recorder } from '../../ledger.js';
import type { RecordedSteps } from '../../recorded-step.js';
import type { AccountsInStep } from './account.js';
import type { ClientsInStep } from './clients/client.js';
import type { KnownDevices } from './credentials/known-device.js';
import type { NumberChallenges } from './contact-details/number-challenge.js';
import type { OneTimeLinks } from './credentials/one-time-link.js';
import type { RecoveryRequests } from './credentials/recovery-request.js';
import type { BsnConfirmations } from './first-steps/bsn-confirmations.js';
import type { MessageQueue } from './messages/message.js';
import type { UndeliveredMessagesInStep } from './messages/undelivered.js';
import type { NewsMails } from './news/news-mail.js';
import type { RegistrationsInStep } from './registration/registration.js';
import type { IncapacitiesInStep } from './relations/incapacity.js';
import type { RelationsInStep } from './relations/relation.js';
import type { ProviderIdentities, ProviderSignIns } from './provider-sign-in/sign-in-provider.js';
import type { ServiceAccountsInStep } from './service-accounts/service-account.js';
import type { SecondFactorsInStep } from './second-factors/second-factor.js';
import type { SessionsInStep } from './session/session.js';
import type { SignInChallenges } from './sign-in/sign-in-challenge.js';
import type { ClientRegisterInStep } from './clients/client-register.js';
import type { AccountLocks } from './staff/account-lock.js';
import type { PortalUsers } from './staff/portal-user.js';
import type { StaffRegisterInStep } from './staff/staff-role.js';
import type { StaffAssignments } from './standing.js';
import type { TermsAcceptances } from './terms/acceptance.js';
import type { TermsAnnouncements } from './terms/terms-announcements.js';
import type { AcceptanceList } from './terms/list-acceptances.js';
import type { Deletions } from './upkeep/deletions.js';
import type { Forgettings } from './upkeep/forward-forgetting.js';
import type { OldRows } from './upkeep/remove-old-rows.js';
import type { EndingAccess } from './upkeep/ending-access.js';

export interface Tables {
  accounts: AccountsInStep;
  clients: ClientsInStep;
  relations: RelationsInStep;
  registrations: RegistrationsInStep;
  incapacities: IncapacitiesInStep;
  staff: StaffAssignments;
  acceptances: TermsAcceptances;
  acceptanceList: AcceptanceList;
  announcements: TermsAnnouncements;
  sessions: SessionsInStep;
  challenges: SignInChallenges;
  factors: SecondFactorsInStep;
  confirmations: BsnConfirmations;
  links: OneTimeLinks;
  numberChallenges: NumberChallenges;
  recoveries: RecoveryRequests;
  devices: KnownDevices;
  messages: MessageQueue;
  undelivered: UndeliveredMessagesInStep;
  locks: AccountLocks;
  portalUsers: PortalUsers;
  staffRegister: StaffRegisterInStep;
  clientRegister: ClientRegisterInStep;
  endingAccess: EndingAccess;
  deletions: Deletions;
  forgettings: Forgettings;
  oldRows: OldRows;
  newsMails: NewsMails;
  serviceAccounts: ServiceAccountsInStep;
  providerSignIns: ProviderSignIns;
  providerIdentities: ProviderIdentities;
}

/** All that is done with the tables of a step is done, or nothing: also the messages that tell of it. */
export interface OneStep extends RecordedSteps<Tables> {
  /** A step of what is no event of the log: codes that are sent, messages, what is tidied away. */
  withoutRecord: <T>(work: (tables: Tables) => Promise<T>) => Promise<T>;
}

export interface OwnStep {
  /**
   * A step that nobody asked for, on record on behalf of no account and from no address. Resolves once its record is
   * there for good.
   */
  inOwnStep: <T>(now: Date, work: (tables: Tables, record: Recorder) => Promise<T>) => Promise<T>;
}
