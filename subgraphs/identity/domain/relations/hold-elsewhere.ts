/** Whoever changes how a person is reached can become that person: it opens nothing at any other organisation. */
import type { Organisations, OrganisationPolicy } from '../../../../organisations/policy.js';
import { mailToAdministration } from '../messages/write-to.js';
import type { Tables } from '../tables.js';
import type { Relation } from './relation.js';

/** Staff open more than one dossier, and nobody could see to their role in time: their own organisation makes the change. */
export async function isStaffElsewhere(
  { staff }: Pick<Tables, 'staff'>,
  account: string,
  { id: here }: Pick<OrganisationPolicy, 'id'>,
  now: Date,
): Promise<boolean> {
  return (await staff.ofAccount(account, now)).some(({ organisation }) => organisation !== here);
}

/**
 * Puts on hold what the account has at other organisations, and tells their administrations: each saw itself who the
 * person is (R7), and sees to it again. Also what is over for now: it can be extended, or an end of care taken back.
 * @returns what was put on hold.
 */
export async function holdElsewhere(
  { relations, messages }: Pick<Tables, 'relations' | 'messages'>,
  organisations: Organisations,
  { account, here }: { account: string; here: Pick<OrganisationPolicy, 'id'> },
  now: Date,
): Promise<Relation[]> {
  const held: Relation[] = [];
  for (const { id, client } of await relations.ofAccount(account)) {
    const relation = client.organisation === here.id ? null : await relations.hold(id, now);
    if (relation !== null) held.push(relation);
  }
  for (const organisation of new Set(held.map(({ client }) => client.organisation))) {
    const policy = organisations.get(organisation);
    const notice = { template: 'DETAILS_CHANGED_ELSEWHERE', account } as const;
    if (policy !== undefined) await messages.put(mailToAdministration(policy, notice), now);
  }
  return held;
}
