import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { StaffRole as StaffRoleName } from '../../../schema/caller.js';
import { appointStaff, type AppointStaffNeeds } from '../domain/staff/appoint-staff.js';
import { endStaffRole, type EndStaffRoleNeeds } from '../domain/staff/end-staff-role.js';
import { StaffRole } from './enums.js';
import type { IdentityContext } from './identity-context.js';
import { PortalUser, toPortalUser } from './portal-user.type.js';

const REASON = 'Why, for the log; without personal data (nl: reden).';

@Resolver()
export class StaffResolver {
  constructor(private readonly needs: AppointStaffNeeds & EndStaffRoleNeeds) {}

  @Mutation(() => PortalUser, {
    description: 'Gives a person a staff role; who has no account yet is sent a link (nl: medewerker aanstellen).',
  })
  async appointStaff(
    @Arg('organisation', () => ID, { description: 'At which organisation (nl: zorgorganisatie).' })
    organisation: string,
    @Arg('role', () => StaffRole, { description: 'Which role (nl: rol).' }) role: StaffRoleName,
    @Arg('given', () => String, { description: 'Given name (nl: voornaam).' }) given: string,
    @Arg('family', () => String, { description: 'Family name (nl: achternaam).' }) family: string,
    @Arg('email', () => String, { description: 'E-mail address (nl: e-mailadres).' }) email: string,
    @Arg('mobileNumber', () => String, { description: 'Dutch mobile number (nl: 06-nummer).' }) mobileNumber: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<PortalUser> {
    const appointment = { organisation, role, given, family, email, mobileNumber, reason };
    return toPortalUser(await appointStaff(this.needs, appointment, context), context);
  }

  @Mutation(() => Boolean, {
    description: 'Ends a staff role at once; one administrator always remains (nl: medewerkersrol beëindigen).',
  })
  async endStaffRole(
    @Arg('assignmentId', () => ID, { description: 'Which role (nl: kenmerk van de medewerkersrol).' }) id: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<boolean> {
    await endStaffRole(this.needs, { id, reason }, context);
    return true;
  }
}
