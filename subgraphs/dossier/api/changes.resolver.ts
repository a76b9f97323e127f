import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { readChanges } from '../domain/news/read-changes.js';
import { Change } from './change.js';
import { Client } from './client.js';
import type { DossierContext } from './dossier-context.js';

@Resolver(() => Client)
export class ChangesResolver {
  @FieldResolver(() => [Change], {
    nullable: true,
    description:
      'Where something is new since a moment, in what is open to you, newest first; ask again with the moment at which you asked last (nl: nieuws sinds een moment).',
  })
  changes(
    @Root() { id }: Client,
    @Arg('since', () => GraphQLDateTime, {
      description: 'Since when: at most ninety days ago (nl: sinds, hooguit negentig dagen geleden).',
    })
    since: Date,
    @Ctx() { dossierOf, writing }: DossierContext,
  ): Promise<Change[]> {
    return readChanges(writing, dossierOf(id), since);
  }
}
