/** Where an account stands now: which relations and staff roles it has, and what has to be done before they open anything. */
import { termsInForce, type OrganisationPolicy, type Organisations } from '../../../organisations/policy.js';
import type { Role, SignedInBy, SignInStep, StaffAssignment, StaffRole } from '../../../schema/caller.js';
import { decidesNot, isPermitted } from './relations/incapacity.js';
import { endOf } from './relations/relation-end.js';
import type { Relation, Relations } from './relations/relation.js';

/**
 * SUSPENDED: the client was found unable to decide on access, and the representative has not agreed to theirs (V25); or
 * another organisation changed how its holder is reached, and its own has not seen since that it is the same person (R7).
 */
export const RELATION_STATUSES = ['ACTIVE', 'PENDING', 'SUSPENDED', 'ENDED'] as const;
export type RelationStatus = (typeof RELATION_STATUSES)[number];

/** A relation as it is judged at one moment. */
export interface JudgedRelation extends Relation {
  policy: OrganisationPolicy;
  /** Worked out; see `endOf`. */
  end: Date | null;
  pending: SignInStep[];
  status: RelationStatus;
}

/** A staff role as it is judged at one moment: with a step pending it is not in force. */
export interface JudgedAssignment extends StaffAssignment {
  policy: OrganisationPolicy;
  pending: SignInStep[];
}

export interface Standing {
  relations: JudgedRelation[];
  staff: JudgedAssignment[];
}

export interface StaffAssignments {
  /** Those that hold at this moment. */
  ofAccount(account: string, at: Date): Promise<StaffAssignment[]>;
}

export interface StandingNeeds {
  relations: Relations;
  staff: StaffAssignments;
  organisations: Organisations;
}

/** @param by how its holder signed in; null: whatever way that may be. */
export async function findStanding(
  needs: StandingNeeds,
  account: string,
  now: Date,
  by: SignedInBy | null = null,
): Promise<Standing> {
  const [relations, staff] = await Promise.all([
    needs.relations.ofAccount(account),
    needs.staff.ofAccount(account, now),
  ]);
  return {
    relations: judgeAll(relations, needs.organisations, now, by),
    staff: judgeStaff(staff, needs.organisations, by),
  };
}

/** A relation in an organisation that has no policy file opens nothing and is left out. */
export function judgeAll(
  relations: Relation[],
  organisations: Organisations,
  now: Date,
  by: SignedInBy | null = null,
): JudgedRelation[] {
  return relations.flatMap((relation) => {
    const policy = organisations.get(relation.client.organisation);
    return policy === undefined ? [] : [judge(relation, policy, now, by)];
  });
}

function judgeStaff(staff: StaffAssignment[], organisations: Organisations, by: SignedInBy | null): JudgedAssignment[] {
  return staff.flatMap((assignment) => {
    const policy = organisations.get(assignment.organisation);
    return policy === undefined ? [] : [{ ...assignment, policy, pending: strengthening(policy, 'staff', by) }];
  });
}

export function judge(
  relation: Relation,
  policy: OrganisationPolicy,
  now: Date,
  by: SignedInBy | null = null,
): JudgedRelation {
  const end = endOf(relation, policy);
  const pending = [...strengthening(policy, 'users', by), ...pendingSteps(relation, policy, now)];
  const judged = { ...relation, policy, end, pending };
  return { ...judged, status: statusOf(judged, now) };
}

function statusOf(relation: Omit<JudgedRelation, 'status'>, now: Date): RelationStatus {
  const { end, pending, validFrom, heldAt } = relation;
  if (end !== null && end <= now) return 'ENDED';
  if (heldAt !== null || waitsForPermission(relation, now)) return 'SUSPENDED';
  return pending.length > 0 || now < validFrom ? 'PENDING' : 'ACTIVE';
}

/** V21–V25: where the representative goes first, a client who cannot decide has access with their permission only. */
function waitsForPermission(relation: Omit<JudgedRelation, 'status'>, now: Date): boolean {
  const { role, policy, client } = relation;
  if (role !== 'CLIENT' || !policy.accounts.representativeFirstWhenIncapacitated) return false;
  return decidesNot(client, now) && !isPermitted(relation, now);
}

/** V27, R13: a sign-in of a kind that the organisation does not accept opens nothing there. */
function strengthening(policy: OrganisationPolicy, who: 'users' | 'staff', by: SignedInBy | null): SignInStep[] {
  return by === null || accepts(policy, who, by) ? [] : ['STRENGTHEN_SIGN_IN'];
}

/** What a provider says of someone holds for the organisation and the audience whose provider it is. */
function accepts({ id, authentication: ways }: OrganisationPolicy, who: 'users' | 'staff', by: SignedInBy): boolean {
  if (!ways[who].some((way) => way === by.authentication)) return false;
  if (by.authentication !== 'OIDC') return true;
  return by.provider?.organisation === id && by.provider.audience.toLowerCase() === who;
}

/** V1, R3: the terms in force. V31: the client's BSN, where the organisation asks it. */
function pendingSteps(relation: Relation, policy: OrganisationPolicy, now: Date): SignInStep[] {
  const terms = termsInForce(policy, now);
  const steps: SignInStep[] = [];
  if (terms !== null && !relation.holder.acceptedTerms.includes(terms.version)) steps.push('ACCEPT_TERMS');
  if (policy.bsnAtFirstSignIn && relation.bsnConfirmedAt === null) steps.push('CONFIRM_BSN');
  return steps;
}

/** The staff roles that are in force. */
export function inForce({ staff }: Pick<Standing, 'staff'>): StaffAssignment[] {
  return staff.filter(({ pending }) => pending.length === 0).map(({ organisation, role }) => ({ organisation, role }));
}

/** Relations that have not ended: also one that waits for a step or for permission, or has yet to begin. */
export function current({ relations }: Pick<Standing, 'relations'>): JudgedRelation[] {
  return relations.filter(({ status }) => status !== 'ENDED');
}

/** Whether anything is left to sign in for. */
export function hasAccess(standing: Standing): boolean {
  return current(standing).length > 0 || standing.staff.length > 0;
}

/** The organisations with which the account has to do now. */
export function organisationsOf(standing: Standing): string[] {
  const ids = [
    ...current(standing).map(({ client }) => client.organisation),
    ...standing.staff.map(({ organisation }) => organisation),
  ];
  return [...new Set(ids)].sort();
}

/** Their policies. */
export function policiesOf(standing: Standing, organisations: Organisations): OrganisationPolicy[] {
  return organisationsOf(standing).flatMap((id) => organisations.get(id) ?? []);
}

/** The role of the account in each organisation where it has one and no other: as what it signs in there. */
export function rolesOf(standing: Standing): ReadonlyMap<string, Role | StaffRole> {
  const roles = new Map<string, Set<Role | StaffRole>>();
  const all = [
    ...current(standing).map(({ client, role }) => ({ organisation: client.organisation, role })),
    ...standing.staff,
  ];
  for (const { organisation, role } of all) roles.set(organisation, (roles.get(organisation) ?? new Set()).add(role));
  return new Map(
    [...roles].flatMap(([organisation, [role, ...others]]) =>
      role === undefined || others.length > 0 ? [] : [[organisation, role] as const],
    ),
  );
}
