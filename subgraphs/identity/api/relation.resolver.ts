import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Section as SectionName } from '../../../schema/caller.js';
import { Section } from '../../section.js';
import { whoAsks } from '../domain/occasion.js';
import { visibleTo } from '../domain/relations/relations-of-client.js';
import { shareSections } from '../domain/relations/share-sections.js';
import { withdrawAccess, type WithdrawAccessNeeds } from '../domain/relations/withdraw-access.js';
import type { IdentityContext } from './identity-context.js';
import { Client, Relation, toRelation } from './relation.type.js';

@Resolver(() => Client)
export class RelationResolver {
  constructor(private readonly needs: WithdrawAccessNeeds) {}

  @FieldResolver(() => [Relation], { nullable: true })
  async relations(@Root() client: Client, @Ctx() context: IdentityContext): Promise<Relation[]> {
    const relations = await context.relationsOfClient.load(client.id);
    return visibleTo(whoAsks(context), relations).map((relation) => toRelation(relation, context));
  }

  @Mutation(() => Relation, {
    description: 'Decides, at once, which sections a contact of the client sees (nl: onderdelen delen).',
  })
  async shareSections(
    @Arg('relationId', () => ID, { description: 'The access of the contact (nl: kenmerk van de toegang).' })
    relationId: string,
    @Arg('sections', () => [Section], { description: 'All sections that are shared from now on (nl: onderdelen).' })
    sections: SectionName[],
    @Ctx() context: IdentityContext,
  ): Promise<Relation> {
    return toRelation(await shareSections(this.needs, { relationId, sections }, context), context);
  }

  @Mutation(() => Relation, {
    description: "Ends one's own access, or that of a contact of the client, at once (nl: toegang intrekken).",
  })
  async withdrawAccess(
    @Arg('relationId', () => ID, { description: 'Which access (nl: kenmerk van de toegang).' }) relationId: string,
    @Ctx() context: IdentityContext,
  ): Promise<Relation> {
    return toRelation(await withdrawAccess(this.needs, relationId, context), context);
  }
}
