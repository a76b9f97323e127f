import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { changePassword, type ChangePasswordNeeds } from '../domain/credentials/change-password.js';
import type { ChoosePasswordNeeds } from '../domain/credentials/choose-password.js';
import { recoverAccount } from '../domain/credentials/recover-account.js';
import { reportCompromise } from '../domain/credentials/report-compromise.js';
import { requestRecovery, type RequestRecoveryNeeds } from '../domain/credentials/request-recovery.js';
import type { IdentityContext } from './identity-context.js';
import { SignInChallenge, toSignInChallenge } from './sign-in.type.js';

@Resolver()
export class CredentialsResolver {
  constructor(private readonly needs: RequestRecoveryNeeds & ChoosePasswordNeeds & ChangePasswordNeeds) {}

  @Mutation(() => Boolean, {
    description:
      'Asks for a link by which another password can be chosen; the answer is the same for every address (nl: wachtwoord vergeten).',
  })
  async requestRecovery(
    @Arg('email', () => String, { description: 'E-mail address (nl: e-mailadres).' }) email: string,
    @Ctx() context: IdentityContext,
  ): Promise<boolean> {
    await requestRecovery(this.needs, email, context);
    return true;
  }

  @Mutation(() => SignInChallenge, {
    description: 'Chooses another password by the link; it holds once the code is given (nl: toegang herstellen).',
  })
  async recoverAccount(
    @Arg('token', () => String, { description: 'Of the link in the mail (nl: kenmerk uit de link).' }) token: string,
    @Arg('password', () => String, { description: 'The new password (nl: nieuw wachtwoord).' }) password: string,
    @Ctx() context: IdentityContext,
  ): Promise<SignInChallenge> {
    return toSignInChallenge(await recoverAccount(this.needs, { token, password }, context), context);
  }

  @Mutation(() => Boolean, {
    description: 'Changes the password; all other sessions end (nl: wachtwoord wijzigen).',
  })
  async changePassword(
    @Arg('currentPassword', () => String, { description: 'The current password (nl: huidig wachtwoord).' })
    currentPassword: string,
    @Arg('newPassword', () => String, { description: 'The new password (nl: nieuw wachtwoord).' })
    newPassword: string,
    @Ctx() context: IdentityContext,
  ): Promise<boolean> {
    await changePassword(this.needs, { currentPassword, newPassword }, context);
    return true;
  }

  @Mutation(() => Boolean, {
    description:
      'Reports that someone else may know the password: without a new one all sessions end and only the mailed link opens the account (nl: misbruik melden).',
  })
  async reportCompromise(
    @Arg('currentPassword', () => String, {
      nullable: true,
      description: 'The current password, with a new one (nl: huidig wachtwoord).',
    })
    currentPassword: string | null,
    @Arg('newPassword', () => String, {
      nullable: true,
      description: 'The new password, with the current one (nl: nieuw wachtwoord).',
    })
    newPassword: string | null,
    @Ctx() context: IdentityContext,
  ): Promise<boolean> {
    const passwords = { currentPassword: currentPassword ?? null, newPassword: newPassword ?? null };
    await reportCompromise(this.needs, passwords, context);
    return true;
  }
}
