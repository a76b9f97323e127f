import type { Organisations } from '../../../../organisations/policy.js';
import { DomainError } from '../../../domain-error.js';
import { mailToAdministration } from '../messages/write-to.js';
import { endInStep } from '../relations/end-relation.js';
import { holdAccess } from '../relations/hold-access.js';
import { current, judgeAll, type JudgedRelation } from '../standing.js';
import type { Tables } from '../tables.js';
import { admit, type Place } from './admission.js';
import type { Granted, Granting } from './granting.js';
import { letIn, sharedAtFirst } from './let-in.js';

/**
 * Gives access, or lets a further account wait for approval (R9). Under a lock on the client: of two that ask for the
 * last account at the same moment one gets it (V23).
 * @throws DomainError of the rule that says no; nothing is changed then.
 */
export async function grantAccess(
  tables: Tables,
  organisations: Organisations,
  granting: Granting,
  now: Date,
): Promise<Granted> {
  const { verification, person } = granting;
  const known = await tables.accounts.findByEmail(person.email);
  const replaced = verification.replaces === null ? null : await tables.relations.find(verification.replaces);
  await holdAccess(tables, [known?.id, replaced?.holder.account], verification.client);
  const relations = judgeAll(await tables.relations.ofClients([verification.client]), organisations, now);
  const before = findReplaced(current({ relations }), verification.replaces);
  const place = await findPlace(tables, granting, { relations, before, account: known?.id ?? null }, now);
  if (place === 'FURTHER' && granting.approvedBy === null) return askApproval(tables, granting, now);
  const ended = before && (await endInStep(tables, organisations, { relation: before, reason: 'HANDED_OVER' }, now));
  return { ...(await letIn(tables, granting, relations, now)), ended: ended && before };
}

function findReplaced(relations: JudgedRelation[], replaces: string | null): JudgedRelation | null {
  const found = relations.find(({ id }) => id === replaces) ?? null;
  if (found === null && replaces !== null) throw new DomainError('BAD_INPUT', { fields: ['replaces'] });
  return found;
}

async function findPlace(
  { clients, incapacities }: Tables,
  { registration, verification, approvedBy, policy }: Granting,
  {
    relations,
    before,
    account,
  }: { relations: JudgedRelation[]; before: JudgedRelation | null; account: string | null },
  now: Date,
): Promise<Place> {
  const found = await clients.find(verification.client);
  if (found === null) throw new DomainError('ACCESS_REFUSED');
  const client = { ...found, incapacities: await incapacities.ofClient(found.id) };
  const others = current({ relations }).filter((relation) => relation !== before);
  const asked = { ...verification, designatedBy: registration.designatedBy };
  const place = admit({ asked, account, client, others, policy, now });
  const isFurther = verification.extra !== null;
  if (place === 'FURTHER' && !isFurther) throw new DomainError('EXTRA_ACCOUNT_NEEDED');
  // no end date and no approval for an account that needs none; what was approved stays as it was approved
  if (place === 'USUAL' && isFurther && approvedBy === null) throw new DomainError('BAD_INPUT', { fields: ['extra'] });
  return place;
}

async function askApproval(tables: Tables, granting: Granting, now: Date): Promise<Granted> {
  const { registration, verification, verifiedBy, policy } = granting;
  const waits = { ...verification, status: 'AWAITING_APPROVAL', verifiedBy, verifiedAt: now } as const;
  const sections = sharedAtFirst(granting);
  const changed = await tables.registrations.change(registration.id, ['REQUESTED'], { ...waits, sections }, now);
  if (changed === null) throw new DomainError('REGISTRATION_DECIDED');
  const notice = { template: 'EXTRA_ACCOUNT_ASKED', registration: registration.id } as const;
  await tables.messages.put(mailToAdministration(policy, notice), now);
  return { registration: changed, relation: null, account: null, isNewAccount: false, ended: null };
}
