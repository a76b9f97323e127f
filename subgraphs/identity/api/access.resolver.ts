import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, ID, Mutation, registerEnumType, Resolver } from 'type-graphql';
import { ACCESS_END_GROUNDS, endAccess, type AccessEndGround as Ground } from '../domain/relations/end-access.js';
import { extendAccess } from '../domain/relations/extend-access.js';
import { permitClientAccess } from '../domain/relations/permit-client-access.js';
import { releaseAccess } from '../domain/relations/release-access.js';
import type { WithdrawAccessNeeds } from '../domain/relations/withdraw-access.js';
import { enumOf } from './enums.js';
import type { IdentityContext } from './identity-context.js';
import { Relation, toRelation } from './relation.type.js';

const RELATION = 'Which access (nl: kenmerk van de toegang).';
const REASON = 'Why, for the log; without personal data (nl: reden).';

const AccessEndGround = enumOf(ACCESS_END_GROUNDS);
registerEnumType(AccessEndGround, {
  name: 'AccessEndGround',
  description: 'On which ground the organisation ends access (nl: grond om de toegang te beëindigen).',
  valuesConfig: {
    WRITTEN_NOTICE: { description: 'The user asked for it in writing (nl: schriftelijke opzegging).' },
    TERMS_BREACHED: { description: 'The terms of use were breached (nl: voorwaarden geschonden).' },
    UNLAWFUL_USE: { description: 'It was used unlawfully (nl: onrechtmatig gebruik).' },
    NO_LONGER_AUTHORISED: { description: 'The authority is no more (nl: niet meer bevoegd).' },
    HANDED_OVER: { description: 'Somebody else takes it over (nl: overgedragen).' },
  },
});

/** What becomes of access that there is. */
@Resolver()
export class AccessResolver {
  constructor(private readonly needs: WithdrawAccessNeeds) {}

  @Mutation(() => Relation, {
    description:
      'Permits the own access of a client who cannot decide on it, or takes that back, at once (nl: toegang van de cliënt toestaan).',
  })
  async permitClientAccess(
    @Arg('relationId', () => ID, { description: RELATION }) relationId: string,
    @Arg('permitted', () => Boolean, { description: 'Whether the client has access (nl: toegestaan).' })
    permitted: boolean,
    @Ctx() context: IdentityContext,
  ): Promise<Relation> {
    return toRelation(await permitClientAccess(this.needs, { relationId, permitted }, context), context);
  }

  @Mutation(() => Relation, {
    description: "Ends somebody's access, at once, on behalf of the organisation (nl: toegang beëindigen).",
  })
  async endAccess(
    @Arg('relationId', () => ID, { description: RELATION }) relationId: string,
    @Arg('ground', () => AccessEndGround, { description: 'On which ground (nl: grond).' }) ground: Ground,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<Relation> {
    return toRelation(await endAccess(this.needs, { relationId, ground, reason }, context), context);
  }

  @Mutation(() => Relation, {
    description: 'Gives a further account another end, once its end has come (nl: tijdelijke toegang verlengen).',
  })
  async extendAccess(
    @Arg('relationId', () => ID, { description: RELATION }) relationId: string,
    @Arg('until', () => GraphQLDateTime, { description: 'The new end (nl: nieuwe einddatum).' }) until: Date,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<Relation> {
    return toRelation(await extendAccess(this.needs, { relationId, until, reason }, context), context);
  }

  @Mutation(() => Relation, {
    description:
      'Lets access go on that waits because another organisation changed the details of its holder, who has been verified anew (nl: opgeschorte toegang vrijgeven).',
  })
  async releaseAccess(
    @Arg('relationId', () => ID, { description: RELATION }) relationId: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<Relation> {
    return toRelation(await releaseAccess(this.needs, { relationId, reason }, context), context);
  }
}
