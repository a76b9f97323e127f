import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import type { Page } from '../../../connection.js';
import { DomainError } from '../../../domain-error.js';
import { isUuid } from '../../../uuid.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { accessOver } from '../staff/access-over.js';
import { actAsStaff } from '../staff/act-as-staff.js';
import { READERS } from '../staff/list-portal-users.js';
import { judge, type StandingNeeds } from '../standing.js';
import { toTextPage, type TextPageRequest } from '../text-order.js';
import type { ClientCriteria, ClientFile, ClientRegister, RegisteredClient } from './client-register.js';

export type ClientFileNeeds = Pick<StandingNeeds, 'relations' | 'organisations'> & { clientRegister: ClientRegister };

const HAPPENING = { kind: 'CLIENT_READ', action: 'R' } as const;
const LONGEST_TEXT = 64;

/**
 * The clients of an organisation, in the order of their ids in the ECD. On the log with what was searched by, the text
 * itself left out. @throws DomainError ACCESS_REFUSED, BAD_INPUT.
 */
export async function listClients(
  needs: ClientFileNeeds,
  { organisation, ...criteria }: ClientCriteria & { organisation: string },
  page: TextPageRequest,
  occasion: Occasion,
): Promise<Page<ClientFile>> {
  const which = { organisation, roles: READERS, reason: null };
  const { policy, place } = actAsStaff(needs, which, HAPPENING, occasion);
  const text = beginningOf(criteria.text);
  const over = accessOver(policy, occasion.now);
  const found = await needs.clientRegister.list(policy.id, { ...criteria, text }, over, page);
  const search = Object.entries({ ...criteria, text: text !== null || null, first: page.first });
  occasion.ledger.add({
    ...HAPPENING,
    ...place,
    categories: ['RELATIONS'],
    search: Object.fromEntries(search.flatMap(([name, value]) => (value === null ? [] : [[name, value]]))),
  });
  const files = await withRelations(needs, policy, found, occasion.now);
  return toTextPage(files, page.first, ({ ecdClientId, id }) => ({ text: ecdClientId, id }));
}

/** @throws DomainError ACCESS_REFUSED, alike for a client of another organisation and one that is not there. */
export async function findClientFile(
  needs: ClientFileNeeds,
  { organisation, id }: { organisation: string; id: string },
  occasion: Occasion,
): Promise<ClientFile> {
  const which = { organisation, roles: READERS, reason: null };
  const { policy, place } = actAsStaff(needs, which, { ...HAPPENING, client: id }, occasion);
  const file = isUuid(id) ? await readClientFile(needs, policy, id, occasion.now) : null;
  const about = { ...HAPPENING, ...place, client: id, categories: ['RELATIONS'] };
  if (file === null) return refuse(occasion, about, 'ACCESS_REFUSED');
  occasion.ledger.add(about);
  return file;
}

export async function readClientFile(
  needs: ClientFileNeeds,
  policy: OrganisationPolicy,
  id: string,
  now: Date,
): Promise<ClientFile | null> {
  const found = await needs.clientRegister.find(policy.id, id, now);
  const [file] = found === null ? [] : await withRelations(needs, policy, [found], now);
  return file ?? null;
}

async function withRelations(
  { relations }: ClientFileNeeds,
  policy: OrganisationPolicy,
  clients: RegisteredClient[],
  now: Date,
): Promise<ClientFile[]> {
  const all = await relations.ofClients(clients.map(({ id }) => id));
  const judged = all.map((relation) => judge(relation, policy, now));
  return clients.map((client) => ({ ...client, relations: judged.filter(({ client: { id } }) => id === client.id) }));
}

function beginningOf(typed: string | null): string | null {
  const text = typed?.trim() ?? '';
  if (text.length > LONGEST_TEXT || text.includes('\0')) throw new DomainError('BAD_INPUT', { fields: ['text'] });
  return text === '' ? null : text;
}
