import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import {
  changeAccountEmail,
  changeAccountMobileNumber,
  changeAccountName,
} from '../domain/contact-details/change-account-details.js';
import { changeEmail } from '../domain/contact-details/change-email.js';
import { changeMobileNumber, type ChangeNumberNeeds } from '../domain/contact-details/change-mobile-number.js';
import { confirmEmail, type ConfirmEmailNeeds } from '../domain/contact-details/confirm-email.js';
import { confirmMobileNumber, type ConfirmNumberNeeds } from '../domain/contact-details/confirm-mobile-number.js';
import type { ActOnAccountNeeds } from '../domain/staff/act-on-account.js';
import { NumberChallenge } from './contact-details.type.js';
import type { IdentityContext } from './identity-context.js';
import { PortalUser, toPortalUser } from './portal-user.type.js';

const PASSWORD = 'The password, again (nl: wachtwoord).';
const EMAIL = 'The new e-mail address (nl: nieuw e-mailadres).';
const NUMBER = 'The new Dutch mobile number, however it is written (nl: nieuw 06-nummer).';
const ORGANISATION = 'As staff of which organisation (nl: zorgorganisatie).';
const ACCOUNT = 'Which account (nl: kenmerk van de gebruiker).';
const REASON = 'Why, for the log; without personal data (nl: reden).';

@Resolver()
export class ContactDetailsResolver {
  constructor(private readonly needs: ChangeNumberNeeds & ConfirmNumberNeeds & ConfirmEmailNeeds & ActOnAccountNeeds) {}

  @Mutation(() => Boolean, {
    description: 'Asks for another e-mail address; a link is mailed to it (nl: e-mailadres wijzigen).',
  })
  async changeEmail(
    @Arg('password', () => String, { description: PASSWORD }) password: string,
    @Arg('email', () => String, { description: EMAIL }) email: string,
    @Ctx() context: IdentityContext,
  ): Promise<boolean> {
    await changeEmail(this.needs, { password, email }, context);
    return true;
  }

  @Mutation(() => Boolean, {
    description: 'Confirms a new e-mail address by the link in the mail (nl: e-mailadres bevestigen).',
  })
  async confirmEmail(
    @Arg('token', () => String, { description: 'From the link (nl: kenmerk uit de link).' }) token: string,
    @Ctx() context: IdentityContext,
  ): Promise<boolean> {
    await confirmEmail(this.needs, token, context);
    return true;
  }

  @Mutation(() => NumberChallenge, {
    description: 'Asks for another mobile number; a code is sent to it (nl: mobiel nummer wijzigen).',
  })
  changeMobileNumber(
    @Arg('password', () => String, { description: PASSWORD }) password: string,
    @Arg('mobileNumber', () => String, { description: NUMBER }) mobileNumber: string,
    @Ctx() context: IdentityContext,
  ): Promise<NumberChallenge> {
    return changeMobileNumber(this.needs, { password, mobileNumber }, context);
  }

  @Mutation(() => Boolean, {
    description: 'Confirms a new mobile number with the code sent to it (nl: mobiel nummer bevestigen).',
  })
  async confirmMobileNumber(
    @Arg('challengeId', () => ID, { description: 'Which change (nl: kenmerk).' }) challengeId: string,
    @Arg('code', () => String, { description: 'The six digits (nl: code).' }) code: string,
    @Ctx() context: IdentityContext,
  ): Promise<boolean> {
    await confirmMobileNumber(this.needs, { challengeId, code }, context);
    return true;
  }

  @Mutation(() => PortalUser, {
    description:
      "Changes a user's e-mail address and ends their sessions (nl: e-mailadres van een gebruiker wijzigen).",
  })
  async changeAccountEmail(
    @Arg('organisation', () => ID, { description: ORGANISATION }) organisation: string,
    @Arg('accountId', () => ID, { description: ACCOUNT }) account: string,
    @Arg('email', () => String, { description: EMAIL }) email: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<PortalUser> {
    return toPortalUser(
      await changeAccountEmail(this.needs, { organisation, account, email, reason }, context),
      context,
    );
  }

  @Mutation(() => PortalUser, {
    description:
      "Changes a user's mobile number and ends their sessions (nl: mobiel nummer van een gebruiker wijzigen).",
  })
  async changeAccountMobileNumber(
    @Arg('organisation', () => ID, { description: ORGANISATION }) organisation: string,
    @Arg('accountId', () => ID, { description: ACCOUNT }) account: string,
    @Arg('mobileNumber', () => String, { description: NUMBER }) mobileNumber: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<PortalUser> {
    const act = { organisation, account, mobileNumber, reason };
    return toPortalUser(await changeAccountMobileNumber(this.needs, act, context), context);
  }

  @Mutation(() => PortalUser, { description: "Changes a user's name (nl: naam van een gebruiker wijzigen)." })
  async changeAccountName(
    @Arg('organisation', () => ID, { description: ORGANISATION }) organisation: string,
    @Arg('accountId', () => ID, { description: ACCOUNT }) account: string,
    @Arg('given', () => String, { description: 'First names or the name used (nl: voornaam of roepnaam).' })
    given: string,
    @Arg('family', () => String, { description: 'Family name, prefix included (nl: achternaam met voorvoegsel).' })
    family: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<PortalUser> {
    const act = { organisation, account, given, family, reason };
    return toPortalUser(await changeAccountName(this.needs, act, context), context);
  }
}
