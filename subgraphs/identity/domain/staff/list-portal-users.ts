import type { Page } from '../../../connection.js';
import { DomainError } from '../../../domain-error.js';
import { isUuid } from '../../../uuid.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { toTextPage, type TextPageRequest } from '../text-order.js';
import { actAsStaff } from './act-as-staff.js';
import {
  readPortalUser,
  readPortalUsers,
  type PortalUser,
  type PortalUserNeeds,
  type UserCriteria,
} from './portal-user.js';

/** Who may read the lists of the administration. */
export const READERS = ['ADMINISTRATOR', 'MEDIATOR'] as const;

const SHORTEST_TEXT = 3;
const LONGEST_TEXT = 100;
const HAPPENING = { kind: 'ACCOUNT_READ', action: 'R' } as const;

/**
 * The users of an organisation's portal, by family name. On the log with what was searched by, the text itself left out.
 * @throws DomainError ACCESS_REFUSED, SEARCH_TOO_SHORT, BAD_INPUT.
 */
export async function listPortalUsers(
  needs: PortalUserNeeds,
  { organisation, ...criteria }: UserCriteria & { organisation: string },
  page: TextPageRequest,
  occasion: Occasion,
): Promise<Page<PortalUser>> {
  const which = { organisation, roles: READERS, reason: null };
  const { policy, place } = actAsStaff(needs, which, HAPPENING, occasion);
  const text = searchText(criteria.text);
  const found = await readPortalUsers(needs, policy, { ...criteria, text }, page, occasion.now);
  const search = Object.entries({ ...criteria, text: text !== null || null, first: page.first });
  occasion.ledger.add({
    ...HAPPENING,
    ...place,
    categories: ['ACCOUNT'],
    search: Object.fromEntries(search.flatMap(([name, value]) => (value === null ? [] : [[name, value]]))),
  });
  return toTextPage(found, page.first, ({ sortName, id }) => ({ text: sortName, id }));
}

/** @throws DomainError ACCESS_REFUSED, alike for who has nothing to do with the organisation and who is not there. */
export async function findPortalUser(
  needs: PortalUserNeeds,
  { organisation, id }: { organisation: string; id: string },
  occasion: Occasion,
): Promise<PortalUser> {
  const which = { organisation, roles: READERS, reason: null };
  const { policy, place } = actAsStaff(needs, which, HAPPENING, occasion);
  const about = { ...HAPPENING, ...place, categories: ['ACCOUNT', ...(isUuid(id) ? [id] : [])] };
  const user = isUuid(id) ? await readPortalUser(needs, policy, id, occasion.now) : null;
  if (user === null) return refuse(occasion, about, 'ACCESS_REFUSED');
  occasion.ledger.add(about);
  return user;
}

function searchText(typed: string | null): string | null {
  const text = typed?.trim() ?? '';
  if (text === '') return null;
  if (text.length < SHORTEST_TEXT) throw new DomainError('SEARCH_TOO_SHORT', { shortest: SHORTEST_TEXT });
  if (text.length > LONGEST_TEXT || text.includes('\0')) throw new DomainError('BAD_INPUT', { fields: ['text'] });
  return text;
}
