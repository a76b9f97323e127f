import type { Section } from '../../../../schema/caller.js';
import { DomainError } from '../../../domain-error.js';
import type { Account } from '../account.js';
import type { NewRelation } from '../relations/relation.js';
import type { JudgedRelation } from '../standing.js';
import type { Tables } from '../tables.js';
import type { Granted, Granting } from './granting.js';
import { openAccount } from './open-account.js';
import { OPEN } from './registration.js';
import { signingDay } from './signed-form.js';

/**
 * Makes the account, the relation and what goes with them. The relation is there from now on, and opens nothing before
 * its holder has chosen a password and given the code (V9, V26).
 */
export async function letIn(
  tables: Tables,
  granting: Granting,
  relations: JudgedRelation[],
  now: Date,
): Promise<Omit<Granted, 'ended'>> {
  const { registration, verification, verifiedBy, approvedBy, policy } = granting;
  const { account, isNew } = await accountOf(tables, granting, now);
  await closeLapsed(tables, relations, account, now);
  const relation = await tables.relations.add(newRelation(granting, account, now));
  const { form } = verification;
  if (form !== null) {
    const acceptedAt = signingDay(form, policy).toJSDate();
    const acceptance = { account: account.id, organisation: policy.id, version: form.termsVersion, acceptedAt };
    await tables.acceptances.add({ ...acceptance, method: 'SIGNED_FORM' });
  }
  const changed = await tables.registrations.change(
    registration.id,
    OPEN,
    {
      ...verification,
      status: account.activatedAt !== null ? 'ACTIVE' : 'VERIFIED',
      person: null,
      sections: sharedAtFirst(granting),
      verifiedBy,
      ...(approvedBy === null ? { verifiedAt: now } : { extraApprovedBy: approvedBy }),
      account: account.id,
      relation: relation.id,
    },
    now,
  );
  if (changed === null) throw new DomainError('REGISTRATION_DECIDED');
  return { registration: changed, relation, account, isNewAccount: isNew };
}

/** V7: one person, one account, known by the e-mail address and the mobile number together. */
async function accountOf(tables: Tables, granting: Granting, now: Date): ReturnType<typeof openAccount> {
  const { person, policy, verifiedBy, approvedBy } = granting;
  const opened = await openAccount(tables, person, policy, now);
  if (opened.account.mobileNumber !== person.mobileNumber) throw new DomainError('MOBILE_NUMBER_DIFFERS');
  // R7, R9: nobody decides on access of their own
  if ([verifiedBy, approvedBy].includes(opened.account.id)) throw new DomainError('APPROVAL_BY_ANOTHER');
  if (opened.account.blocked) throw new DomainError('ACCOUNT_BLOCKED');
  return opened;
}

/** An earlier relation of theirs that ran out by itself gives way to the new one. */
async function closeLapsed(
  { relations: table }: Tables,
  relations: JudgedRelation[],
  { id: account }: Account,
  now: Date,
): Promise<void> {
  const lapsed = relations.filter(({ holder, status }) => holder.account === account && status === 'ENDED');
  for (const { id, end } of lapsed) await table.end(id, 'HANDED_OVER', end ?? now);
}

function newRelation(granting: Granting, account: Account, now: Date): NewRelation {
  const { registration, verification, verifiedBy, approvedBy } = granting;
  const { client, role, legalBasis, evidence, relatedPerson, validUntil, extra } = verification;
  const isExtra = extra !== null && approvedBy !== null;
  return {
    account: account.id,
    client,
    role,
    legalBasis,
    evidence,
    relatedPerson,
    sections: sharedAtFirst(granting),
    validFrom: now,
    validUntil: isExtra ? earliest(validUntil, extra.until) : validUntil,
    verifiedBy,
    verifiedAt: registration.verifiedAt ?? now,
    extra: isExtra ? { reason: extra.reason, approvedBy } : null,
  };
}

/** What whoever designated the contact chose, of what the organisation offers; else what it shares at first. */
export function sharedAtFirst({ registration, verification, policy }: Granting): Section[] {
  if (verification.role !== 'CONTACT') return [];
  const { offered, sharedWithContactAtStart } = policy.sections;
  const chosen = registration.role === 'CONTACT' ? registration.sections : sharedWithContactAtStart;
  return offered.filter((section) => chosen.includes(section));
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
