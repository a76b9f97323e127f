/** The client administration changes the details of an account: for users where the policy says so (R14), and staff. */
import { DomainError } from '../../../domain-error.js';
import type { Happening } from '../../../ledger.js';
import type { Account } from '../account.js';
import { parseMobileNumber } from '../mobile-number.js';
import type { Occasion, Recording } from '../occasion.js';
import { refuse } from '../refusal.js';
import { emailOf, nameOf } from '../registration/person-details.js';
import { holdElsewhere, isStaffElsewhere } from '../relations/hold-elsewhere.js';
import type { Relation } from '../relations/relation.js';
import {
  findConcerned,
  finishAct,
  recordAct,
  type AccountAct,
  type ActOnAccountNeeds,
  type Concerned,
} from '../staff/act-on-account.js';
import type { PortalUser } from '../staff/portal-user.js';
import type { Tables } from '../tables.js';
import type { Detail } from './contact-details-record.js';
import { holdAccount, replaceEmail, replaceMobileNumber } from './replace-details.js';

type Change = (tables: Tables, held: Account, concerned: Concerned) => Promise<void>;

/** @throws DomainError ACCESS_REFUSED, KNOWN_ELSEWHERE, EMAIL_TAKEN (V6, V7), BAD_INPUT. */
export function changeAccountEmail(
  needs: ActOnAccountNeeds,
  { email: typed, ...act }: AccountAct & { email: string },
  occasion: Occasion,
): Promise<PortalUser> {
  const { now } = occasion;
  return change(needs, { act, detail: 'EMAIL' }, occasion, async (tables, held, { by }) => {
    const email = emailOf(typed);
    if (email === null || email === held.email) throw new DomainError('BAD_INPUT', { fields: ['email'] });
    await replaceEmail(tables, held, email, { writing: by.policy, now });
  });
}

/** @throws DomainError ACCESS_REFUSED, KNOWN_ELSEWHERE, BAD_INPUT. */
export function changeAccountMobileNumber(
  needs: ActOnAccountNeeds,
  { mobileNumber: typed, ...act }: AccountAct & { mobileNumber: string },
  occasion: Occasion,
): Promise<PortalUser> {
  const { now } = occasion;
  return change(needs, { act, detail: 'MOBILE_NUMBER' }, occasion, async (tables, held, { by }) => {
    const mobileNumber = parseMobileNumber(typed);
    if (mobileNumber === null || mobileNumber === held.mobileNumber) {
      throw new DomainError('BAD_INPUT', { fields: ['mobileNumber'] });
    }
    await replaceMobileNumber(tables, held, mobileNumber, { writing: by.policy, now, tellsNew: true });
  });
}

/** @throws DomainError ACCESS_REFUSED, BAD_INPUT. */
export function changeAccountName(
  needs: ActOnAccountNeeds,
  { given: typedGiven, family: typedFamily, ...act }: AccountAct & { given: string; family: string },
  occasion: Occasion,
): Promise<PortalUser> {
  return change(needs, { act, detail: 'NAME' }, occasion, async ({ accounts }, held) => {
    const [given, family] = [nameOf(typedGiven), nameOf(typedFamily)];
    if (given === null || family === null) {
      const fields = [...(given === null ? ['given'] : []), ...(family === null ? ['family'] : [])];
      throw new DomainError('BAD_INPUT', { fields });
    }
    await accounts.changeName(held.id, { given, family });
  });
}

/**
 * Of someone who has to do with the organisation, and never of oneself: whoever could, would need neither password nor
 * code. For the same reason a new address or number puts on hold what the person has elsewhere (R14, R7), and is refused
 * for who works elsewhere. On the log with its reason, of each organisation that the person has to do with.
 */
async function change(
  needs: ActOnAccountNeeds,
  { act, detail }: { act: AccountAct; detail: Detail },
  occasion: Occasion,
  make: Change,
): Promise<PortalUser> {
  const happening: Happening = { kind: 'ACCOUNT_CHANGED', action: 'U', categories: [detail] };
  const found = await findConcerned(needs, act, happening, occasion);
  if (found.account.id === found.by.account)
    return refuse(occasion, { ...happening, ...found.by.place }, 'ACCESS_REFUSED');
  const isReach = detail !== 'NAME';
  const tried = { ...happening, ...found.by.place, categories: [detail, found.account.id] };
  await needs.inOneStep(occasion, async (tables, step) => {
    const held = await holdAccount(tables, found.account.id);
    if (held === null) throw new DomainError('ACCESS_REFUSED');
    if (isReach && (await isStaffElsewhere(tables, held.id, found.by.policy, occasion.now))) {
      refuse(step, tried, 'KNOWN_ELSEWHERE');
    }
    await make(tables, held, found);
    const onHold = isReach ? await closeAccess(tables, needs, found, occasion.now) : [];
    for (const relation of onHold) recordHold(relation, found, step);
    recordAct(found, happening, step);
  });
  return finishAct(needs, found, occasion);
}

/** Whoever is reached by the new address or number signs in anew, and to nothing of another organisation. */
async function closeAccess(
  tables: Tables,
  { organisations }: Pick<ActOnAccountNeeds, 'organisations'>,
  { account, by }: Concerned,
  now: Date,
): Promise<Relation[]> {
  await tables.sessions.endAll(account.id, 'ACCOUNT_CHANGED', now);
  return holdElsewhere(tables, organisations, { account: account.id, here: by.policy }, now);
}

/** On the log of the organisation where the access is. */
function recordHold({ id, client }: Relation, { by }: Concerned, { ledger }: Recording): void {
  const where = { organisation: client.organisation, client: client.id, relation: id };
  ledger.add({ kind: 'RELATION_CHANGED', action: 'U', ...by.place, ...where, categories: ['HELD'] });
}
