import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { USUAL_PAGE } from '../../connection.js';
import { findPortalUser, listPortalUsers } from '../domain/staff/list-portal-users.js';
import type { ActOnAccountNeeds } from '../domain/staff/act-on-account.js';
import { lockAccount, unlockAccount } from '../domain/staff/lock-account.js';
import { textPageRequest } from '../domain/text-order.js';
import type { IdentityContext } from './identity-context.js';
import { PortalUser, PortalUserConnection, PortalUserFilter, toPortalUser, toPortalUsers } from './portal-user.type.js';

const ORGANISATION = 'Of which organisation (nl: zorgorganisatie).';
const ACCOUNT = 'Which account (nl: kenmerk van de gebruiker).';
const REASON = 'Why, for the log; without personal data (nl: reden).';

@Resolver()
export class PortalUserResolver {
  constructor(private readonly needs: ActOnAccountNeeds) {}

  @Query(() => PortalUserConnection, {
    nullable: true,
    description: "The users of an organisation's portal, by family name. Reading it is recorded (nl: gebruikers).",
  })
  async portalUsers(
    @Arg('organisation', () => ID, { description: ORGANISATION }) organisation: string,
    @Arg('filter', () => PortalUserFilter, { nullable: true, description: 'Which users (nl: selectie).' })
    filter: PortalUserFilter | null,
    @Arg('first', () => Int, { defaultValue: USUAL_PAGE, description: 'How many, at most 50 (nl: aantal).' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'From this cursor on (nl: na deze bladwijzer).' })
    after: string | null,
    @Ctx() context: IdentityContext,
  ): Promise<PortalUserConnection> {
    const { text = null, status = null, role = null } = filter ?? {};
    const page = textPageRequest(first, after);
    return toPortalUsers(
      await listPortalUsers(this.needs, { organisation, text, status, role }, page, context),
      context,
    );
  }

  @Query(() => PortalUser, {
    nullable: true,
    description: "One user of an organisation's portal. Reading it is recorded (nl: gebruiker).",
  })
  async portalUser(
    @Arg('organisation', () => ID, { description: ORGANISATION }) organisation: string,
    @Arg('id', () => ID, { description: ACCOUNT }) id: string,
    @Ctx() context: IdentityContext,
  ): Promise<PortalUser> {
    return toPortalUser(await findPortalUser(this.needs, { organisation, id }, context), context);
  }

  @Mutation(() => PortalUser, {
    description: 'Locks an account at once and ends its sessions, everywhere (nl: account blokkeren).',
  })
  async lockAccount(
    @Arg('organisation', () => ID, { description: ORGANISATION }) organisation: string,
    @Arg('accountId', () => ID, { description: ACCOUNT }) account: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<PortalUser> {
    return toPortalUser(await lockAccount(this.needs, { organisation, account, reason }, context), context);
  }

  @Mutation(() => PortalUser, {
    description: 'Takes the lock off an account, unless it is another organisation’s (nl: blokkade opheffen).',
  })
  async unlockAccount(
    @Arg('organisation', () => ID, { description: ORGANISATION }) organisation: string,
    @Arg('accountId', () => ID, { description: ACCOUNT }) account: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<PortalUser> {
    return toPortalUser(await unlockAccount(this.needs, { organisation, account, reason }, context), context);
  }
}
