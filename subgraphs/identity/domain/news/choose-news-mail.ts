import { recordingDetails } from '../contact-details/contact-details-record.js';
import type { Accounts } from '../account.js';
import type { Occasion } from '../occasion.js';
import { findHolder } from '../second-factors/admit-change.js';
import { personOf } from '../sign-in/sign-in-record.js';
import type { StandingNeeds } from '../standing.js';
import type { OneStep } from '../tables.js';
import type { NewsMail } from './news-mail.js';

export interface ChooseNewsMailNeeds extends StandingNeeds, OneStep {
  accounts: Accounts;
}

/** Also where the administration changes e-mail and number (R14): what they want to be sent is the person's own. */
export async function chooseNewsMail(needs: ChooseNewsMailNeeds, choice: NewsMail, occasion: Occasion): Promise<void> {
  const { account, standing } = await findHolder(needs, occasion);
  if (account.newsMail === choice) return;
  await recordingDetails(occasion, personOf(account, standing), { detail: 'NEWS_MAIL', action: 'U' }, (done) =>
    needs.inOneStep(occasion, async ({ newsMails }, step) => {
      await newsMails.choose(account.id, choice, occasion.now);
      done(step);
    }),
  );
}
