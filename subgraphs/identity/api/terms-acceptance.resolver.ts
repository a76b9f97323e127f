import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { Organisations } from '../../../organisations/policy.js';
import { pageRequest, USUAL_PAGE } from '../../connection.js';
import { listAcceptances, type AcceptanceList } from '../domain/terms/list-acceptances.js';
import type { IdentityContext } from './identity-context.js';
import { TermsAcceptanceConnection, toAcceptances } from './terms-acceptance.type.js';

@Resolver()
export class TermsAcceptanceResolver {
  constructor(private readonly needs: { acceptanceList: AcceptanceList; organisations: Organisations }) {}

  @Query(() => TermsAcceptanceConnection, {
    nullable: true,
    description: 'Who accepted which terms of an organisation, when and how (nl: geaccepteerde voorwaarden).',
  })
  async termsAcceptances(
    @Arg('organisation', () => ID, { description: 'Of which organisation (nl: zorgorganisatie).' })
    organisation: string,
    @Arg('version', () => String, { nullable: true, description: 'Of this version; of all when absent (nl: versie).' })
    version: string | null,
    @Arg('first', () => Int, { defaultValue: USUAL_PAGE, description: 'How many, at most 50 (nl: aantal).' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'From this cursor on (nl: na deze bladwijzer).' })
    after: string | null,
    @Ctx() context: IdentityContext,
  ): Promise<TermsAcceptanceConnection> {
    const which = { organisation, version: version ?? null };
    return toAcceptances(await listAcceptances(this.needs, which, pageRequest(first, after), context));
  }
}
