import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Organisations } from '../../../organisations/policy.js';
import type { IdentityContext } from './identity-context.js';
import { Organisation, toOrganisation } from './organisation.type.js';

@Resolver(() => Organisation)
export class OrganisationResolver {
  constructor(private readonly organisations: Organisations) {}

  @Query(() => Organisation, {
    nullable: true,
    description: 'An organisation with its portal; no sign-in is needed (nl: zorgorganisatie).',
  })
  organisation(
    @Arg('id', () => ID, { description: 'Its id (nl: kenmerk).' }) id: string,
    @Ctx() context: IdentityContext,
  ): Organisation | null {
    const policy = this.organisations.get(id);
    return policy === undefined ? null : toOrganisation(policy, context);
  }
}
