import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { IncapacitySubject as Subject } from '../domain/relations/incapacity.js';
import {
  endIncapacity,
  listIncapacities,
  recordIncapacity,
  type IncapacityNeeds,
} from '../domain/relations/record-incapacity.js';
import type { IdentityContext } from './identity-context.js';
import { Incapacity, IncapacitySubject, toIncapacity } from './incapacity.type.js';

const CLIENT = 'Which client (nl: kenmerk van de cliënt).';
const REASON = 'Why, for the log; without personal data (nl: reden).';

@Resolver()
export class IncapacityResolver {
  constructor(private readonly needs: IncapacityNeeds) {}

  @Query(() => [Incapacity], {
    nullable: true,
    description: 'All findings about a client, the oldest first (nl: vaststellingen van wilsonbekwaamheid).',
  })
  async incapacities(
    @Arg('clientId', () => ID, { description: CLIENT }) clientId: string,
    @Ctx() context: IdentityContext,
  ): Promise<Incapacity[]> {
    return (await listIncapacities(this.needs, clientId, context)).map(toIncapacity);
  }

  @Mutation(() => Incapacity, {
    description:
      'Records that a client was found unable to decide on something, for a period (nl: wilsonbekwaamheid vastleggen).',
  })
  async recordIncapacity(
    @Arg('clientId', () => ID, { description: CLIENT }) clientId: string,
    @Arg('subject', () => IncapacitySubject, { description: 'On what (nl: onderwerp).' }) subject: Subject,
    @Arg('validFrom', () => GraphQLDateTime, { description: 'From when (nl: geldig vanaf).' }) validFrom: Date,
    @Arg('validUntil', () => GraphQLDateTime, {
      nullable: true,
      description: 'Until when; open when absent (nl: geldig tot).',
    })
    validUntil: Date | null,
    @Arg('evidence', () => String, { description: 'Who found it, and where that is written down (nl: bewijs).' })
    evidence: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<Incapacity> {
    const finding = { client: clientId, subject, validFrom, validUntil: validUntil ?? null, evidence, reason };
    return toIncapacity(await recordIncapacity(this.needs, finding, context));
  }

  @Mutation(() => Incapacity, {
    description: 'Ends such a finding: the client decides again (nl: wilsonbekwaamheid beëindigen).',
  })
  async endIncapacity(
    @Arg('id', () => ID, { description: 'Which finding (nl: kenmerk).' }) id: string,
    @Arg('at', () => GraphQLDateTime, { description: 'From when it holds no longer (nl: per).' }) at: Date,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<Incapacity> {
    return toIncapacity(await endIncapacity(this.needs, { id, at, reason }, context));
  }
}
