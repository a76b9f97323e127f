import { GraphQLJSONObject } from 'graphql-scalars';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { addPasskey, confirmPasskey, type PasskeyNeeds } from '../domain/second-factors/add-passkey.js';
import { addTotp, confirmTotp } from '../domain/second-factors/add-totp.js';
import { removeSecondFactor, removeSecondFactors } from '../domain/second-factors/remove-second-factor.js';
import type { PasskeyAnswer } from '../domain/second-factors/verify-by-passkey.js';
import type { ActOnAccountNeeds } from '../domain/staff/act-on-account.js';
import { Account } from './account.type.js';
import type { IdentityContext } from './identity-context.js';
import { PasskeyToConfirm, SecondFactor, TotpToConfirm, toSecondFactor } from './second-factor.type.js';

@Resolver(() => Account)
export class SecondFactorResolver {
  constructor(private readonly needs: PasskeyNeeds & ActOnAccountNeeds) {}

  @FieldResolver(() => [SecondFactor], {
    description: 'Means of signing in that are stronger than an SMS code (nl: tweede factoren).',
  })
  async secondFactors(@Root() { id }: Account): Promise<SecondFactor[]> {
    return (await this.needs.factors.ofAccount(id)).map(toSecondFactor);
  }

  @Mutation(() => TotpToConfirm, {
    description: 'Begins an authenticator app as a second factor (nl: authenticator-app toevoegen).',
  })
  addTotp(
    @Arg('password', () => String, { description: 'The password, again (nl: wachtwoord).' }) password: string,
    @Arg('name', () => String, { description: 'What to call it (nl: naam).' }) name: string,
    @Ctx() context: IdentityContext,
  ): Promise<TotpToConfirm> {
    return addTotp(this.needs, { password, name }, context);
  }

  @Mutation(() => SecondFactor, {
    description: 'Confirms an authenticator app with a code that it shows (nl: authenticator-app bevestigen).',
  })
  async confirmTotp(
    @Arg('id', () => ID, { description: 'Which app (nl: kenmerk).' }) id: string,
    @Arg('code', () => String, { description: 'The six digits that it shows (nl: code).' }) code: string,
    @Ctx() context: IdentityContext,
  ): Promise<SecondFactor> {
    return toSecondFactor(await confirmTotp(this.needs, { id, code }, context));
  }

  @Mutation(() => PasskeyToConfirm, { description: 'Begins a passkey as a second factor (nl: passkey toevoegen).' })
  addPasskey(
    @Arg('password', () => String, { description: 'The password, again (nl: wachtwoord).' }) password: string,
    @Arg('organisation', () => ID, {
      nullable: true,
      description: 'For whose portal, if that could be more than one (nl: zorgorganisatie).',
    })
    organisation: string | null | undefined,
    @Ctx() context: IdentityContext,
  ): Promise<PasskeyToConfirm> {
    return addPasskey(this.needs, { password, organisation: organisation ?? null }, context);
  }

  @Mutation(() => SecondFactor, {
    description: 'Confirms a passkey with what the browser made (nl: passkey bevestigen).',
  })
  async confirmPasskey(
    @Arg('id', () => ID, { description: 'Which passkey (nl: kenmerk).' }) id: string,
    @Arg('response', () => GraphQLJSONObject, {
      description: 'RegistrationResponse of the browser as JSON (nl: antwoord van de browser).',
    })
    answer: PasskeyAnswer,
    @Arg('name', () => String, { description: 'What to call it (nl: naam).' }) name: string,
    @Ctx() context: IdentityContext,
  ): Promise<SecondFactor> {
    return toSecondFactor(await confirmPasskey(this.needs, { id, answer, name }, context));
  }

  @Mutation(() => Boolean, { description: 'Removes one of the own second factors (nl: tweede factor verwijderen).' })
  async removeSecondFactor(
    @Arg('id', () => ID, { description: 'Which one (nl: kenmerk).' }) id: string,
    @Arg('password', () => String, { description: 'The password, again (nl: wachtwoord).' }) password: string,
    @Ctx() context: IdentityContext,
  ): Promise<boolean> {
    await removeSecondFactor(this.needs, { id, password }, context);
    return true;
  }

  @Mutation(() => Int, {
    description:
      'Removes all second factors of who lost them, and ends their sessions; how many there were (nl: tweede factoren van een gebruiker verwijderen).',
  })
  removeSecondFactors(
    @Arg('organisation', () => ID, { description: 'As staff of which organisation (nl: zorgorganisatie).' })
    organisation: string,
    @Arg('accountId', () => ID, { description: 'Whose (nl: kenmerk van het account).' }) accountId: string,
    @Arg('reason', () => String, { description: 'Why, for the log (nl: reden).' }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<number> {
    return removeSecondFactors(this.needs, { organisation, accountId, reason }, context);
  }
}
