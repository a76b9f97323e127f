import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { ProviderAudience as ProviderAudienceName } from '../../../schema/caller.js';
import {
  finishProviderSignIn,
  type FinishProviderSignInNeeds,
} from '../domain/provider-sign-in/finish-provider-sign-in.js';
import { startProviderSignIn } from '../domain/provider-sign-in/start-provider-sign-in.js';
import type { IdentityContext } from './identity-context.js';
import { ProviderAudience, ProviderSignIn } from './provider-sign-in.type.js';
import { Session, toSession } from './sign-in.type.js';

@Resolver()
export class ProviderSignInResolver {
  constructor(private readonly needs: FinishProviderSignInNeeds) {}

  @Mutation(() => ProviderSignIn, {
    description: "Begins a sign-in by the organisation's own provider (nl: elders aanmelden).",
  })
  startProviderSignIn(
    @Arg('organisation', () => ID, { description: 'Whose provider (nl: zorgorganisatie).' }) organisation: string,
    @Arg('audience', () => ProviderAudience, { description: 'As a user or as staff (nl: doelgroep).' })
    audience: ProviderAudienceName,
    @Ctx() context: IdentityContext,
  ): Promise<ProviderSignIn> {
    return startProviderSignIn(this.needs, { organisation, audience }, context);
  }

  @Mutation(() => Session, {
    description: 'Finishes it, when the person is back in the portal (nl: aanmelding elders afronden).',
  })
  async finishProviderSignIn(
    @Arg('id', () => ID, { description: 'Which sign-in (nl: kenmerk van de aanmelding).' }) id: string,
    @Arg('callbackUrl', () => String, {
      description: 'The whole address with which the person came back (nl: adres van terugkomst).',
    })
    callbackUrl: string,
    @Ctx() context: IdentityContext,
  ): Promise<Session> {
    return toSession(await finishProviderSignIn(this.needs, { id, callbackUrl }, context), context);
  }
}
