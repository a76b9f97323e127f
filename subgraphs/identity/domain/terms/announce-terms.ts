import { upcomingTerms, type OrganisationPolicy, type Organisations } from '../../../../organisations/policy.js';
import { lastDayOver } from '../clients/client.js';
import { LOWEST_UUID } from '../../../uuid.js';
import { mailTo } from '../messages/write-to.js';
import { current, judgeAll } from '../standing.js';
import { termsId } from '../first-steps/accept-terms.js';
import type { OneStep } from '../tables.js';
import type { TermsAnnouncements, ToAnnounce } from './terms-announcements.js';
import type { RecordUpkeep } from '../upkeep/upkeep-record.js';

export interface AnnounceTermsNeeds extends OneStep {
  announcements: TermsAnnouncements;
  organisations: Organisations;
  record: RecordUpkeep;
}

const AT_ONCE = 100;
const DAY_MS = 86_400_000;

/** Tells users of new terms, once each and so many days before they take effect (V3, R33): that there are, not what they say. */
export async function announceTerms(needs: AnnounceTermsNeeds, now: Date): Promise<void> {
  for (const policy of needs.organisations.values()) {
    const terms = upcomingTerms(policy, now);
    if (terms === null) continue;
    const { version, effectiveAt } = terms;
    if (now.getTime() < Date.parse(effectiveAt) - policy.termsNoticeDays * DAY_MS) continue;
    const care = { on: policy.endOfAccess.on, lastDay: lastDayOver(policy, now) };
    const told = await tellAll(needs, policy, { organisation: policy.id, version, effectiveAt, care }, now);
    if (told > 0) {
      const about = { kind: 'TERMS_ANNOUNCED', action: 'E', organisation: policy.id } as const;
      await needs.record({ ...about, categories: [termsId(policy, terms)], search: { accounts: told } }, now);
    }
  }
}

async function tellAll(
  needs: AnnounceTermsNeeds,
  policy: OrganisationPolicy,
  terms: ToAnnounce,
  now: Date,
): Promise<number> {
  let told = 0;
  let accounts: string[];
  let after = LOWEST_UUID;
  do {
    accounts = await needs.announcements.untold(terms, now, after, AT_ONCE);
    told += await tell(needs, policy, terms, accounts, now);
    after = accounts.at(-1) ?? after;
  } while (accounts.length === AT_ONCE);
  return told;
}

async function tell(
  needs: AnnounceTermsNeeds,
  policy: OrganisationPolicy,
  terms: ToAnnounce,
  candidates: string[],
  now: Date,
): Promise<number> {
  return needs.inOneStep(async ({ accounts, relations, announcements, messages }) => {
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
    return told;
  });
}
