import { DomainError } from '../../domain-error.js';
import type { Account, Accounts } from './account.js';
import { nextSteps, type NextStep } from './first-steps/next-steps.js';
import { whoAsks, type Occasion } from './occasion.js';
import type { Sessions } from './session/session.js';
import { findStanding, type Standing, type StandingNeeds } from './standing.js';

export interface AccountOverview {
  account: Account;
  standing: Standing;
  nextSteps: NextStep[];
  lastSignInAt: Date | null;
}

/** The account of who asks, as it stands now. */
export async function findOwnAccount(
  needs: StandingNeeds & { accounts: Accounts; sessions: Sessions },
  occasion: Occasion,
): Promise<AccountOverview> {
  const facts = whoAsks(occasion);
  const { account: id, session } = facts;
  const [account, standing, lastSignInAt] = await Promise.all([
    needs.accounts.find(id),
    findStanding(needs, id, occasion.now, facts),
    needs.sessions.lastSignIn(id, session),
  ]);
  if (account === null) throw new DomainError('UNAUTHENTICATED');
  return { account, standing, nextSteps: nextSteps(standing, occasion.now), lastSignInAt };
}
