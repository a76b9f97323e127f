import { DomainError } from '../../../domain-error.js';
import { isUuid } from '../../../uuid.js';
import type { AccountChanges, Accounts } from '../account.js';
import { mailTo } from '../messages/write-to.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { findStanding, hasAccess, type StandingNeeds } from '../standing.js';
import type { OneStep, Tables } from '../tables.js';
import { actAsStaff, type StaffAct } from './act-as-staff.js';
import type { HeldRole, StaffRegister } from './staff-role.js';

export interface EndStaffRoleNeeds extends StandingNeeds, OneStep {
  accounts: Accounts;
  staffRegister: StaffRegister;
  changes: AccountChanges;
}

/**
 * Ends a staff role at once, one's own as well; an organisation is never left without an administrator who can act.
 * @throws DomainError ACCESS_REFUSED, alike for a role that does not exist; LAST_ADMINISTRATOR, BAD_INPUT.
 */
export async function endStaffRole(
  needs: EndStaffRoleNeeds,
  { id, reason }: { id: string; reason: string },
  occasion: Occasion,
): Promise<HeldRole> {
  const happening = { kind: 'STAFF_CHANGED', action: 'D' } as const;
  const held = isUuid(id) ? await needs.staffRegister.find(id, occasion.now) : null;
  const which = { organisation: held?.organisation ?? null, roles: ['ADMINISTRATOR'] as const, reason };
  const act = actAsStaff(needs, which, happening, occasion);
  if (held === null) return refuse(occasion, happening, 'ACCESS_REFUSED');
  const about = { ...happening, ...act.place, categories: [held.role, held.account] };
  await needs.inOneStep(occasion, async (tables, step) => {
    const outcome = await end(needs, tables, { held, act }, step.now);
    if (outcome !== 'ENDED') refuse(step, about, outcome);
    step.ledger.add(about);
  });
  await needs.changes.announce(held.account);
  return held;
}

async function end(
  { organisations }: EndStaffRoleNeeds,
  tables: Tables,
  { held, act }: { held: HeldRole; act: StaffAct },
  now: Date,
): Promise<'ENDED' | 'LAST_ADMINISTRATOR' | 'ACCESS_REFUSED'> {
  if (held.role === 'ADMINISTRATOR') {
    const administrators = await tables.staffRegister.lockAdministrators(act.policy.id, now);
    if (administrators.every((account) => account === held.account)) return 'LAST_ADMINISTRATOR';
  }
  if (!(await tables.staffRegister.end(held.id, now))) return 'ACCESS_REFUSED';
  const account = await tables.accounts.find(held.account);
  if (account === null) throw new DomainError('INTERNAL');
  if (!hasAccess(await findStanding({ ...tables, organisations }, account.id, now))) {
    await tables.sessions.endAll(account.id, 'ACCESS_ENDED', now);
  }
  await tables.messages.put(mailTo(account, act.policy, { template: 'ACCESS_ENDED' }), now);
  return 'ENDED';
}
