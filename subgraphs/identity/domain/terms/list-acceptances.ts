import type { Organisations } from '../../../../organisations/policy.js';
import { toPage, type Page, type PageRequest } from '../../../connection.js';
import { DomainError } from '../../../domain-error.js';
import { isUuid } from '../../../uuid.js';
import type { PersonName } from '../account.js';
import type { Acceptance, AcceptanceMethod } from './acceptance.js';
import type { Occasion } from '../occasion.js';
import { actAsStaff } from '../staff/act-as-staff.js';

export interface ListedAcceptance extends Acceptance {
  method: AcceptanceMethod;
  name: PersonName;
}

export interface AcceptanceList {
  /** Newest first, one more than the page holds when there is more. @param version null: of all versions. */
  ofOrganisation(organisation: string, version: string | null, page: PageRequest): Promise<ListedAcceptance[]>;
}

/** Who accepted which terms, when and how (V1, R3). @throws DomainError ACCESS_REFUSED, BAD_CURSOR. */
export async function listAcceptances(
  needs: { acceptanceList: AcceptanceList; organisations: Organisations },
  { organisation, version }: { organisation: string; version: string | null },
  page: PageRequest,
  occasion: Occasion,
): Promise<Page<ListedAcceptance>> {
  const happening = { kind: 'ACCOUNT_READ', action: 'R' } as const;
  const of = { organisation, roles: ['ADMINISTRATOR'] as const, reason: null };
  const { policy, place } = actAsStaff(needs, of, happening, occasion);
  if (page.after !== null && !isUuid(page.after.id)) throw new DomainError('BAD_CURSOR');
  const found = await needs.acceptanceList.ofOrganisation(policy.id, version, page);
  const known = policy.terms.some((terms) => terms.version === version);
  occasion.ledger.add({
    ...happening,
    ...place,
    categories: ['ACCOUNT', 'TERMS'],
    search: known && version !== null ? { version } : null,
  });
  return toPage(found, page.first, ({ acceptedAt, account }) => ({ time: acceptedAt.toISOString(), id: account }));
}
