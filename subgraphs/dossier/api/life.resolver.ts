import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { pageRequest, toPage, type Page } from '../../connection.js';
import { readLifeStory, readPersonProfile, readWellbeingActivities } from '../domain/read-sections.js';
import { Client } from './client.js';
import type { DossierContext } from './dossier-context.js';
import { LifeStory, PersonProfile, WellbeingActivityConnection, type WellbeingActivity } from './life.js';
import { PageArguments } from './page-arguments.js';

/** The sections about who the client is (V16, V17). */
@Resolver(() => Client)
export class LifeResolver {
  @FieldResolver(() => PersonProfile, { nullable: true, description: 'Who the client is (nl: persoonsbeeld).' })
  async personProfile(
    @Root() { id, subject }: Client,
    @Ctx() { dossierOf }: DossierContext,
  ): Promise<PersonProfile | null> {
    const profile = await readPersonProfile(dossierOf(id));
    return profile && { ...profile, subject };
  }

  @FieldResolver(() => LifeStory, { nullable: true, description: 'The life story (nl: dit is mijn leven).' })
  async lifeStory(@Root() { id, subject }: Client, @Ctx() { dossierOf }: DossierContext): Promise<LifeStory | null> {
    const story = await readLifeStory(dossierOf(id));
    return story && { ...story, subject };
  }

  @FieldResolver(() => WellbeingActivityConnection, {
    nullable: true,
    description: 'What was done for well-being, newest first (nl: leefplezier-activiteiten).',
  })
  async wellbeingActivities(
    @Root() { id, subject }: Client,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() { dossierOf }: DossierContext,
  ): Promise<Page<WellbeingActivity>> {
    const activities = await readWellbeingActivities(dossierOf(id), pageRequest(first, after));
    return toPage(
      activities.map((activity) => ({ ...activity, subject })),
      first,
      ({ keyset }) => keyset,
    );
  }
}
