import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { pageRequest, USUAL_PAGE } from '../../connection.js';
import type { Accounts } from '../domain/account.js';
import { approveExtraAccount } from '../domain/registration/approve-extra-account.js';
import { findRegistration, listRegistrations } from '../domain/registration/read-registrations.js';
import { refuseRegistration } from '../domain/registration/refuse-registration.js';
import { registerByForm } from '../domain/registration/register-by-form.js';
import { renewActivation } from '../domain/registration/renew-activation.js';
import { verifyRegistration, type GrantNeeds } from '../domain/registration/verify-registration.js';
import type { StandingNeeds } from '../domain/standing.js';
import type { IdentityContext } from './identity-context.js';
import { PersonInput, toPerson, toVerification, VerificationInput } from './registration.input.js';
import {
  Registration,
  RegistrationConnection,
  RegistrationFilterInput,
  toRegistration,
  toRegistrations,
} from './registration.type.js';

const ID_DESCRIPTION = 'Which registration (nl: kenmerk).';
const REASON_DESCRIPTION = 'Why, for the log; without personal data (nl: reden).';

/** The side of the client administration and of who approves further accounts. */
@Resolver()
export class RegistrationDeskResolver {
  constructor(private readonly needs: GrantNeeds & StandingNeeds & { accounts: Accounts }) {}

  @Query(() => RegistrationConnection, {
    nullable: true,
    description: 'The registrations of an organisation, the newest first (nl: aanmeldingen).',
  })
  async registrations(
    @Arg('organisation', () => ID, { description: 'Of which organisation (nl: zorgorganisatie).' })
    organisation: string,
    @Arg('filter', () => RegistrationFilterInput, { nullable: true, description: 'Which of them (nl: filter).' })
    filter: RegistrationFilterInput | null,
    @Arg('first', () => Int, { defaultValue: USUAL_PAGE, description: 'How many, at most 50 (nl: aantal).' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'From this cursor on (nl: na deze bladwijzer).' })
    after: string | null,
    @Ctx() context: IdentityContext,
  ): Promise<RegistrationConnection> {
    const { status = null, text = null } = filter ?? {};
    const page = pageRequest(first, after);
    return toRegistrations(await listRegistrations(this.needs, organisation, { status, text }, page, context));
  }

  @Query(() => Registration, { nullable: true, description: 'One registration (nl: aanmelding).' })
  async registration(
    @Arg('id', () => ID, { description: ID_DESCRIPTION }) id: string,
    @Ctx() context: IdentityContext,
  ): Promise<Registration> {
    return toRegistration(await findRegistration(this.needs, id, context));
  }

  @Mutation(() => Registration, {
    description: 'Gives access to whoever was verified; a further account waits for approval (nl: verifiëren).',
  })
  async verifyRegistration(
    @Arg('id', () => ID, { description: ID_DESCRIPTION }) id: string,
    @Arg('input', () => VerificationInput, { description: 'What was seen (nl: verificatie).' })
    input: VerificationInput,
    @Arg('reason', () => String, { description: REASON_DESCRIPTION }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<Registration> {
    const verified = { id, verification: toVerification(input), reason };
    return toRegistration(await verifyRegistration(this.needs, verified, context));
  }

  @Mutation(() => Registration, {
    description: 'Enters a form that somebody signed, and gives access (nl: formulier vastleggen).',
  })
  async registerByForm(
    @Arg('organisation', () => ID, { description: 'At which organisation (nl: zorgorganisatie).' })
    organisation: string,
    @Arg('person', () => PersonInput, { description: 'Who it is (nl: persoonsgegevens).' }) person: PersonInput,
    @Arg('input', () => VerificationInput, { description: 'What was seen, with the form (nl: verificatie).' })
    input: VerificationInput,
    @Arg('reason', () => String, { description: REASON_DESCRIPTION }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<Registration> {
    const entered = { ...toPerson(person), organisation, verification: toVerification(input), reason };
    return toRegistration(await registerByForm(this.needs, entered, context));
  }

  @Mutation(() => Registration, {
    description: 'Approves a further account, by who the organisation says (nl: extra account goedkeuren).',
  })
  async approveExtraAccount(
    @Arg('id', () => ID, { description: ID_DESCRIPTION }) id: string,
    @Arg('reason', () => String, { description: REASON_DESCRIPTION }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<Registration> {
    return toRegistration(await approveExtraAccount(this.needs, { id, reason }, context));
  }

  @Mutation(() => Registration, { description: 'Refuses a registration (nl: aanmelding afwijzen).' })
  async refuseRegistration(
    @Arg('id', () => ID, { description: ID_DESCRIPTION }) id: string,
    @Arg('reason', () => String, { description: REASON_DESCRIPTION }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<Registration> {
    return toRegistration(await refuseRegistration(this.needs, { id, reason }, context));
  }

  @Mutation(() => Registration, {
    description: 'Sends another activation link; the one before it no longer works (nl: activatielink vernieuwen).',
  })
  async renewActivation(
    @Arg('id', () => ID, { description: ID_DESCRIPTION }) id: string,
    @Arg('reason', () => String, { description: REASON_DESCRIPTION }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<Registration> {
    return toRegistration(await renewActivation(this.needs, { id, reason }, context));
  }
}
