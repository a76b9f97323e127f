import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { acceptTerms, type AcceptTermsNeeds } from '../domain/first-steps/accept-terms.js';
import type { Accounts } from '../domain/account.js';
import { confirmBsn, type ConfirmBsnNeeds } from '../domain/first-steps/confirm-bsn.js';
import { findOwnAccount } from '../domain/find-account.js';
import { chooseNewsMail, type ChooseNewsMailNeeds } from '../domain/news/choose-news-mail.js';
import type { NewsMail as NewsMailChoice } from '../domain/news/news-mail.js';
import type { Sessions } from '../domain/session/session.js';
import { Account, toAccount } from './account.type.js';
import { NewsMail } from './enums.js';
import type { IdentityContext } from './identity-context.js';

@Resolver(() => Account)
export class AccountResolver {
  constructor(
    private readonly needs: AcceptTermsNeeds &
      ConfirmBsnNeeds &
      ChooseNewsMailNeeds & { accounts: Accounts; sessions: Sessions },
  ) {}

  @Query(() => Account, { nullable: true, description: 'The account of who is signed in (nl: mijn account).' })
  async me(@Ctx() context: IdentityContext): Promise<Account> {
    return toAccount(await findOwnAccount(this.needs, context), context);
  }

  @Mutation(() => Account, { description: 'Accepts the terms of use in force (nl: voorwaarden accepteren).' })
  async acceptTerms(
    @Arg('termsId', () => ID, { description: 'Which terms (nl: kenmerk van de voorwaarden).' }) termsId: string,
    @Ctx() context: IdentityContext,
  ): Promise<Account> {
    await acceptTerms(this.needs, termsId, context);
    return this.me(context);
  }

  @Mutation(() => Account, {
    description:
      "Confirms the client's citizen service number at the first sign-in (nl: BSN van de cliënt bevestigen).",
  })
  async confirmBsn(
    @Arg('bsn', () => String, { description: 'The nine digits (nl: burgerservicenummer).' }) bsn: string,
    @Ctx() context: IdentityContext,
  ): Promise<Account> {
    await confirmBsn(this.needs, bsn, context);
    return this.me(context);
  }

  @Mutation(() => Account, {
    description:
      'Chooses whether a mail tells that there is news in the portal: once a day at most, with nothing of what it is (nl: mail bij nieuws kiezen).',
  })
  async chooseNewsMail(
    @Arg('often', () => NewsMail, { description: 'How often (nl: hoe vaak).' }) often: NewsMailChoice,
    @Ctx() context: IdentityContext,
  ): Promise<Account> {
    await chooseNewsMail(this.needs, often, context);
    return this.me(context);
  }
}
