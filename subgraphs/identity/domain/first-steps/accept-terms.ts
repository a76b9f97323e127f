import { termsInForce, type OrganisationPolicy, type TermsVersion } from '../../../../organisations/policy.js';
import type { AccountChanges } from '../account.js';
import { whoAsks, type Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { findStanding, organisationsOf, type StandingNeeds } from '../standing.js';
import type { OneStep } from '../tables.js';

export interface AcceptTermsNeeds extends StandingNeeds, OneStep {
  changes: AccountChanges;
}

/** How terms are named in the graph. */
export function termsId(organisation: OrganisationPolicy, { version }: Pick<TermsVersion, 'version'>): string {
  return `${organisation.id}:${version}`;
}

/**
 * Binds the account to the terms now in force (V1, R3); no other version can be accepted.
 * @throws DomainError TERMS_NOT_CURRENT, ACCESS_REFUSED when the account has nothing to do with the organisation.
 */
export async function acceptTerms(needs: AcceptTermsNeeds, id: string, occasion: Occasion): Promise<void> {
  const { account } = whoAsks(occasion);
  const policy = needs.organisations.get(id.split(':', 1)[0] ?? '');
  const terms = policy === undefined ? null : termsInForce(policy, occasion.now);
  const happening = { kind: 'TERMS_ACCEPTED', action: 'C', organisation: policy?.id ?? null } as const;
  if (policy === undefined || terms === null || termsId(policy, terms) !== id) {
    return refuse(occasion, happening, 'TERMS_NOT_CURRENT');
  }
  const standing = await findStanding(needs, account, occasion.now);
  if (!organisationsOf(standing).includes(policy.id)) return refuse(occasion, happening, 'ACCESS_REFUSED');
  const { version } = terms;
  await needs.inOneStep(occasion, async ({ acceptances }, step) => {
    await acceptances.add({ account, organisation: policy.id, version, acceptedAt: step.now });
    step.ledger.add({ ...happening, categories: [id] });
  });
  await needs.changes.announce(account);
}
