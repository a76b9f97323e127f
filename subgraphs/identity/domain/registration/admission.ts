/** Whether one more person can have access to a client: the rules, in order, a function each. */
import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import { rankOf, REPRESENTATIVE_BASES, type LegalBasis } from '../../../../schema/legal-basis.js';
import { DomainError } from '../../../domain-error.js';
import { whoDecides } from '../relations/decide-for-client.js';
import { decidesNot } from '../relations/incapacity.js';
import { endAfterCare } from '../relations/relation-end.js';
import type { RelationClient } from '../relations/relation.js';
import type { JudgedRelation } from '../standing.js';
import type { Registration, Verification } from './registration.js';

export interface Admission {
  asked: Pick<Verification, 'role' | 'legalBasis' | 'extra'> & Pick<Registration, 'designatedBy'>;
  /** Of whoever asks, if there is one. */
  account: string | null;
  client: Pick<RelationClient, 'departedOn' | 'diedOn' | 'incapacities'>;
  /** Who has access to the client, without the relation that is replaced. */
  others: JudgedRelation[];
  policy: OrganisationPolicy;
  now: Date;
}

/** One of those that each client has (V23, R8), or a further one (R9). */
export type Place = 'USUAL' | 'FURTHER';

const RULES: ((admission: Admission) => void)[] = [
  careIsNotOver,
  onceEach,
  representativeOfHighestRank,
  representativeFirst,
  designatedByWhoDecides,
];

/** @throws DomainError of the first rule that says no. */
export function admit(admission: Admission): Place {
  for (const rule of RULES) rule(admission);
  return findPlace(admission);
}

/** V34, R18: nothing begins after everything has ended. */
function careIsNotOver({ client, policy, now }: Admission): void {
  const end = endAfterCare(client, policy);
  if (end !== null && end <= now) throw new DomainError('CARE_IS_OVER');
}

/** V7: one person is one account, and has access to a client once. */
function onceEach({ account, others }: Admission): void {
  if (others.some(({ holder }) => holder.account === account)) throw new DomainError('ALREADY_HAS_ACCESS');
}

/** R5; BW 7:465: whoever goes after a representative that the client has represents nobody. */
function representativeOfHighestRank({ asked, others }: Admission): void {
  const own = rank(asked.legalBasis);
  const isPreceded = others.some(({ legalBasis }) => rank(legalBasis) < own);
  if (own !== Infinity && isPreceded) throw new DomainError('REPRESENTATIVE_OF_HIGHER_RANK');
}

/** V24, V25: of a client who cannot decide the representative goes first, where the organisation says so. */
function representativeFirst({ asked, client, others, policy, now }: Admission): void {
  if (!policy.accounts.representativeFirstWhenIncapacitated || !decidesNot(client, now)) return;
  const isThere = others.some(({ role }) => role === 'REPRESENTATIVE');
  if (asked.role !== 'REPRESENTATIVE' && !isThere) throw new DomainError('REPRESENTATIVE_FIRST');
}

/** V22, V25: whoever named the contact still decides. */
function designatedByWhoDecides({ asked, others, now }: Admission): void {
  if (asked.designatedBy === null) return;
  if (!whoDecides(others, now).some(({ id }) => id === asked.designatedBy)) throw new DomainError('DESIGNATION_LAPSED');
}

/** V23; R8, R9: so many accounts for a client, and one more where the organisation allows it. */
function findPlace({ others, policy }: Admission): Place {
  const usual = others.filter(({ extraReason }) => extraReason === null);
  if (usual.length < policy.accounts.perClient) return 'USUAL';
  const isTaken = others.length > usual.length || usual.length > policy.accounts.perClient;
  if (policy.accounts.extra === null || isTaken) throw new DomainError('NO_ACCOUNT_LEFT');
  return 'FURTHER';
}

function rank(legalBasis: LegalBasis): number {
  const basis = REPRESENTATIVE_BASES.find((known) => known === legalBasis);
  return basis === undefined ? Infinity : rankOf(basis);
}
