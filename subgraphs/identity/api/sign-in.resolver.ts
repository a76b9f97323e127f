import { GraphQLJSONObject } from 'graphql-scalars';
import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import {
  verifySignInByPasskey,
  type PasskeyAnswer,
  type VerifyByPasskeyNeeds,
} from '../domain/second-factors/verify-by-passkey.js';
import { verifySignInByTotp } from '../domain/second-factors/verify-by-totp.js';
import { refreshSession, type RefreshSessionNeeds } from '../domain/session/refresh-session.js';
import { resendCode } from '../domain/sign-in/resend-code.js';
import { signIn, type SignInNeeds } from '../domain/sign-in/sign-in.js';
import { signOut } from '../domain/session/sign-out.js';
import { verifySignIn, type VerifySignInNeeds } from '../domain/sign-in/verify-sign-in.js';
import type { IdentityContext } from './identity-context.js';
import { Session, SignInChallenge, toSession, toSignInChallenge } from './sign-in.type.js';

@Resolver()
export class SignInResolver {
  constructor(private readonly needs: SignInNeeds & RefreshSessionNeeds & VerifySignInNeeds & VerifyByPasskeyNeeds) {}

  @Mutation(() => SignInChallenge, {
    description: 'First step of signing in: the password; a code goes to the mobile number (nl: aanmelden).',
  })
  async signIn(
    @Arg('email', () => String, { description: 'E-mail address (nl: e-mailadres).' }) email: string,
    @Arg('password', () => String, { description: 'Password (nl: wachtwoord).' }) password: string,
    @Arg('deviceToken', () => String, {
      nullable: true,
      description: 'Of an earlier sign-in on this device; it replaces no step (nl: apparaatkenmerk).',
    })
    deviceToken: string | null,
    @Ctx() context: IdentityContext,
  ): Promise<SignInChallenge> {
    return toSignInChallenge(
      await signIn(this.needs, { email, password, deviceToken: deviceToken ?? null }, context),
      context,
    );
  }

  @Mutation(() => SignInChallenge, {
    description: 'Sends a code by SMS; one before it can no longer be used (nl: code (opnieuw) versturen).',
  })
  async resendCode(
    @Arg('challengeId', () => ID, { description: 'Which sign-in (nl: kenmerk van de aanmelding).' })
    challengeId: string,
    @Ctx() context: IdentityContext,
  ): Promise<SignInChallenge> {
    return toSignInChallenge(await resendCode(this.needs, challengeId, context), context);
  }

  @Mutation(() => Session, { description: 'Second step of signing in: the code from the SMS (nl: code invoeren).' })
  async verifySignIn(
    @Arg('challengeId', () => ID, { description: 'Which sign-in (nl: kenmerk van de aanmelding).' })
    challengeId: string,
    @Arg('code', () => String, { description: 'The six digits (nl: code).' }) code: string,
    @Ctx() context: IdentityContext,
  ): Promise<Session> {
    return toSession(await verifySignIn(this.needs, { challengeId, code }, context), context);
  }

  @Mutation(() => Session, {
    description: 'Second step of signing in: a code of an authenticator app (nl: code van de app invoeren).',
  })
  async verifySignInByTotp(
    @Arg('challengeId', () => ID, { description: 'Which sign-in (nl: kenmerk van de aanmelding).' })
    challengeId: string,
    @Arg('code', () => String, { description: 'The six digits (nl: code).' }) code: string,
    @Ctx() context: IdentityContext,
  ): Promise<Session> {
    return toSession(await verifySignInByTotp(this.needs, { challengeId, code }, context), context);
  }

  @Mutation(() => Session, { description: 'Second step of signing in: a passkey (nl: passkey gebruiken).' })
  async verifySignInByPasskey(
    @Arg('challengeId', () => ID, { description: 'Which sign-in (nl: kenmerk van de aanmelding).' })
    challengeId: string,
    @Arg('response', () => GraphQLJSONObject, {
      description: 'AuthenticationResponse of the browser as JSON (nl: antwoord van de browser).',
    })
    answer: PasskeyAnswer,
    @Ctx() context: IdentityContext,
  ): Promise<Session> {
    return toSession(await verifySignInByPasskey(this.needs, { challengeId, answer }, context), context);
  }

  @Mutation(() => Session, { description: 'Trades a refresh token for new tokens (nl: sessie vernieuwen).' })
  async refreshSession(
    @Arg('refreshToken', () => String, { description: 'The last one received (nl: vernieuwingstoken).' })
    refreshToken: string,
    @Ctx() context: IdentityContext,
  ): Promise<Session> {
    return toSession(await refreshSession(this.needs, refreshToken, context), context);
  }

  @Mutation(() => Boolean, { description: 'Ends this session, or all sessions of the account (nl: afmelden).' })
  signOut(
    @Arg('everywhere', () => Boolean, {
      defaultValue: false,
      description: 'All sessions, on every device (nl: overal afmelden).',
    })
    everywhere: boolean,
    @Ctx() context: IdentityContext,
  ): Promise<boolean> {
    return signOut(this.needs, everywhere, context);
  }
}
