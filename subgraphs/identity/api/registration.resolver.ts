import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { ChoosePasswordNeeds } from '../domain/credentials/choose-password.js';
import { activateAccount } from '../domain/registration/activate-account.js';
import { designateContact } from '../domain/registration/designate-contact.js';
import { requestRegistration, type RequestNeeds } from '../domain/registration/request-registration.js';
import type { IdentityContext } from './identity-context.js';
import { DesignationInput, RegistrationRequestInput, toPerson } from './registration.input.js';
import { SignInChallenge, toSignInChallenge } from './sign-in.type.js';

/** The side of whoever wants access. */
@Resolver()
export class RegistrationResolver {
  constructor(private readonly needs: RequestNeeds & ChoosePasswordNeeds) {}

  @Mutation(() => Boolean, {
    description: 'Asks for access to a dossier; the answer is the same for everybody (nl: toegang aanvragen).',
  })
  async requestRegistration(
    @Arg('input', () => RegistrationRequestInput, { description: 'The request (nl: aanvraag).' })
    { person, organisation, role, legalBasis, clientName }: RegistrationRequestInput,
    @Ctx() context: IdentityContext,
  ): Promise<boolean> {
    const request = { ...toPerson(person), organisation, role, legalBasis, clientName };
    await requestRegistration(this.needs, request, context);
    return true;
  }

  @Mutation(() => Boolean, {
    description: 'Names a contact of the client; the administration verifies who it is (nl: contactpersoon aanwijzen).',
  })
  async designateContact(
    @Arg('clientId', () => ID, { description: 'Of which client (nl: cliënt).' }) client: string,
    @Arg('input', () => DesignationInput, { description: 'The contact (nl: contactpersoon).' })
    { person, sections = null }: DesignationInput,
    @Ctx() context: IdentityContext,
  ): Promise<boolean> {
    await designateContact(this.needs, { ...toPerson(person), client, sections }, context);
    return true;
  }

  @Mutation(() => SignInChallenge, {
    description:
      'Chooses the first password by the link in the mail; a code goes to the mobile number (nl: account activeren).',
  })
  async activateAccount(
    @Arg('token', () => String, { description: 'From the link (nl: kenmerk uit de link).' }) token: string,
    @Arg('password', () => String, { description: 'The password to use (nl: wachtwoord).' }) password: string,
    @Ctx() context: IdentityContext,
  ): Promise<SignInChallenge> {
    return toSignInChallenge(await activateAccount(this.needs, { token, password }, context), context);
  }
}
