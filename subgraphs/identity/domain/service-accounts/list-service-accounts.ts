import { isUuid } from '../../../uuid.js';
import { toPage, type Page, type PageRequest } from '../../../connection.js';
import { DomainError } from '../../../domain-error.js';
import type { Happening } from '../../../ledger.js';
import type { Organisations } from '../../../../organisations/policy.js';
import type { Occasion } from '../occasion.js';
import { actAsStaff } from '../staff/act-as-staff.js';
import type { ServiceAccount, ServiceAccounts } from './service-account.js';

/** The organisation's reporting tools, also those that have ended. @throws DomainError ACCESS_REFUSED, BAD_CURSOR. */
export async function listServiceAccounts(
  needs: { serviceAccounts: ServiceAccounts; organisations: Organisations },
  organisation: string,
  page: PageRequest,
  occasion: Occasion,
): Promise<Page<ServiceAccount>> {
  const tried: Happening = { kind: 'ACCOUNT_READ', action: 'R', categories: ['ACCOUNT'] };
  const act = actAsStaff(needs, { organisation, roles: ['ADMINISTRATOR'], reason: null }, tried, occasion);
  if (page.after !== null && !isUuid(page.after.id)) throw new DomainError('BAD_CURSOR');
  const found = await needs.serviceAccounts.ofOrganisation(act.policy.id, page);
  occasion.ledger.add({ ...tried, ...act.place });
  return toPage(found, page.first, ({ createdAt, id }) => ({ time: createdAt.toISOString(), id }));
}
