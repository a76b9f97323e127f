/** A user of the portal as one organisation sees the account: what the person has to do with it, and nothing of others. */
import { termsInForce, type OrganisationPolicy } from '../../../../organisations/policy.js';
import type { Role, StaffRole } from '../../../../schema/caller.js';
import type { PersonName } from '../account.js';
import { current, judge, type JudgedRelation, type StandingNeeds } from '../standing.js';
import type { TextPageRequest } from '../text-order.js';
import { accessOver, type AccessOver } from './access-over.js';
import type { HeldRole } from './staff-role.js';

/** NO_ACCESS: nothing is left here that the account opens. INVITED: the person has yet to choose a password (V26). */
export const PORTAL_USER_STATUSES = ['INVITED', 'ACTIVE', 'LOCKED', 'NO_ACCESS'] as const;
export type PortalUserStatus = (typeof PORTAL_USER_STATUSES)[number];

/** What is kept of an account that has, or had, to do with an organisation. */
export interface ListedAccount {
  id: string;
  /** Family name without case and accents: the order of the list. */
  sortName: string;
  name: PersonName;
  email: string;
  mobileNumber: string;
  createdAt: Date;
  activatedAt: Date | null;
  isBlocked: boolean;
  lastSignInAt: Date | null;
  roles: HeldRole[];
  acceptedTerms: string[];
  /** A relation with the organisation on which no try at the BSN is left (V31). */
  bsnBlocked: boolean;
}

export interface PortalUser extends Omit<ListedAccount, 'email' | 'mobileNumber' | 'acceptedTerms'> {
  organisation: string;
  status: PortalUserStatus;
  /** Null for who has no access here any more: the address may be of another time and for another organisation. */
  email: string | null;
  mobileNumber: string | null;
  relations: JudgedRelation[];
  termsAccepted: boolean;
}

export interface UserCriteria {
  /** Each word of it begins a word of the name or e-mail address. */
  text: string | null;
  status: PortalUserStatus | null;
  role: Role | StaffRole | null;
}

export interface PortalUsers {
  /** In the order of family name and id; one more than the page holds when there is more. */
  list(organisation: string, criteria: UserCriteria, over: AccessOver, page: TextPageRequest): Promise<ListedAccount[]>;
  find(organisation: string, account: string, now: Date): Promise<ListedAccount | null>;
}

export type PortalUserNeeds = Pick<StandingNeeds, 'relations' | 'organisations'> & { portalUsers: PortalUsers };

/** The accounts with all that is known of them here. */
export async function describeUsers(
  { relations }: Pick<PortalUserNeeds, 'relations'>,
  policy: OrganisationPolicy,
  accounts: ListedAccount[],
  now: Date,
): Promise<PortalUser[]> {
  const all = await relations.ofAccounts(accounts.map(({ id }) => id));
  const here = all.filter(({ client }) => client.organisation === policy.id).map((each) => judge(each, policy, now));
  return accounts.map((account) =>
    describe(
      policy,
      account,
      here.filter(({ holder }) => holder.account === account.id),
      now,
    ),
  );
}

function describe(
  policy: OrganisationPolicy,
  { acceptedTerms, ...account }: ListedAccount,
  relations: JudgedRelation[],
  now: Date,
): PortalUser {
  const status = statusOf(account, relations);
  const terms = termsInForce(policy, now);
  const isHere = status !== 'NO_ACCESS';
  return {
    ...account,
    organisation: policy.id,
    status,
    email: isHere ? account.email : null,
    mobileNumber: isHere ? account.mobileNumber : null,
    lastSignInAt: isHere ? account.lastSignInAt : null,
    relations,
    termsAccepted: terms !== null && acceptedTerms.includes(terms.version),
  };
}

/** As the list selects by it: see `PortalUsers.list`. */
function statusOf(
  { roles, isBlocked, activatedAt }: Pick<ListedAccount, 'roles' | 'isBlocked' | 'activatedAt'>,
  relations: JudgedRelation[],
): PortalUserStatus {
  if (roles.length === 0 && current({ relations }).length === 0) return 'NO_ACCESS';
  if (isBlocked) return 'LOCKED';
  return activatedAt === null ? 'INVITED' : 'ACTIVE';
}

/** One user as they stand here now; null when the account has nothing to do with the organisation, and never had. */
export async function readPortalUser(
  needs: PortalUserNeeds,
  policy: OrganisationPolicy,
  account: string,
  now: Date,
): Promise<PortalUser | null> {
  const found = await needs.portalUsers.find(policy.id, account, now);
  const [user] = found === null ? [] : await describeUsers(needs, policy, [found], now);
  return user ?? null;
}

export async function readPortalUsers(
  needs: PortalUserNeeds,
  policy: OrganisationPolicy,
  criteria: UserCriteria,
  page: TextPageRequest,
  now: Date,
): Promise<PortalUser[]> {
  const found = await needs.portalUsers.list(policy.id, criteria, accessOver(policy, now), page);
  return describeUsers(needs, policy, found, now);
}
