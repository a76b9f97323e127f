import type { OrganisationPolicy, Organisations, TermsVersion } from '../../../../organisations/policy.js';
import { lastDayOver } from '../clients/client.js';
import { LOWEST_UUID } from '../../../uuid.js';
import { mailTo } from '../messages/write-to.js';
import { current, judgeAll } from '../standing.js';
import { termsId } from '../first-steps/accept-terms.js';
import type { OwnStep } from '../tables.js';
import type { TermsAnnouncements, ToAnnounce } from './terms-announcements.js';

export interface AnnounceTermsNeeds extends OwnStep {
  announcements: TermsAnnouncements;
  organisations: Organisations;
}

const AT_ONCE = 100;
const DAY_MS = 86_400_000;

/** Tells users of new terms, once each and so many days before they take effect (V3, R33): that there are, not what they say. */
export async function announceTerms(needs: AnnounceTermsNeeds, now: Date): Promise<void> {
  for (const policy of needs.organisations.values()) {
    for (const terms of toAnnounce(policy, now)) await tellAll(needs, policy, terms, now);
  }
}

/** There may be more than one: each is announced in time, whether another takes effect before it or not. */
function toAnnounce({ terms, termsNoticeDays }: OrganisationPolicy, now: Date): TermsVersion[] {
  return terms.filter(({ effectiveAt }) => {
    const ahead = Date.parse(effectiveAt) - now.getTime();
    return ahead > 0 && ahead <= termsNoticeDays * DAY_MS;
  });
}

async function tellAll(needs: AnnounceTermsNeeds, policy: OrganisationPolicy, terms: TermsVersion, now: Date) {
  const care = { on: policy.endOfAccess.on, lastDay: lastDayOver(policy, now) };
  const { version, effectiveAt } = terms;
  const which = { organisation: policy.id, version, effectiveAt, care };
  let accounts: string[];
  let after = LOWEST_UUID;
  do {
    accounts = await needs.announcements.untold(which, now, after, AT_ONCE);
    await tell(needs, policy, which, accounts, now);
    after = accounts.at(-1) ?? after;
  } while (accounts.length === AT_ONCE);
}

async function tell(
  needs: AnnounceTermsNeeds,
  policy: OrganisationPolicy,
  terms: ToAnnounce,
  candidates: string[],
  now: Date,
): Promise<void> {
  await needs.inOwnStep(now, async ({ accounts, relations, announcements, messages }, record) => {
    let told = 0;
    for (const id of candidates) {
      const theirs = judgeAll(await relations.ofAccount(id), needs.organisations, now);
      const isHere = current({ relations: theirs }).some(({ client }) => client.organisation === policy.id);
      const account = isHere ? await accounts.find(id) : null;
      if (account === null || !(await announcements.add(terms, id, now))) continue;
      const notice = { template: 'TERMS_ANNOUNCED', effectiveAt: terms.effectiveAt } as const;
      await messages.put(mailTo(account, policy, notice), now);
      told += 1;
    }
    if (told === 0) return;
    const about = { kind: 'TERMS_ANNOUNCED', action: 'E', organisation: policy.id } as const;
    record.add({ ...about, categories: [termsId(policy, terms)], search: { accounts: told } });
  });
}
