import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { pageRequest, USUAL_PAGE } from '../../connection.js';
import { discardMessage, retryMessage } from '../domain/messages/settle-undelivered.js';
import { listUndelivered, type UndeliveredNeeds } from '../domain/messages/undelivered.js';
import type { OneStep } from '../domain/tables.js';
import type { IdentityContext } from './identity-context.js';
import { toUndeliveredMessages, UndeliveredMessageConnection } from './undelivered-message.type.js';

const MESSAGE = 'Which message (nl: kenmerk van het bericht).';
const REASON = 'Why, for the log; without personal data (nl: reden).';

@Resolver()
export class UndeliveredMessageResolver {
  constructor(private readonly needs: UndeliveredNeeds & OneStep) {}

  @Query(() => UndeliveredMessageConnection, {
    nullable: true,
    description:
      'The messages of an organisation that could not be delivered, the last one first. Reading it is recorded (nl: niet bezorgde berichten).',
  })
  async undeliveredMessages(
    @Arg('organisation', () => ID, { description: 'Of which organisation (nl: zorgorganisatie).' })
    organisation: string,
    @Arg('first', () => Int, { defaultValue: USUAL_PAGE, description: 'How many, at most 50 (nl: aantal).' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'From this cursor on (nl: na deze bladwijzer).' })
    after: string | null,
    @Ctx() context: IdentityContext,
  ): Promise<UndeliveredMessageConnection> {
    const page = await listUndelivered(this.needs, organisation, pageRequest(first, after), context);
    return toUndeliveredMessages(page, context.now);
  }

  @Mutation(() => ID, {
    description: 'Has a mail that was given up sent once more; its id (nl: bericht opnieuw versturen).',
  })
  retryMessage(
    @Arg('id', () => ID, { description: MESSAGE }) id: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<string> {
    return retryMessage(this.needs, { id, reason }, context);
  }

  @Mutation(() => ID, {
    description: 'Takes a message that was given up off the list, for good; its id (nl: bericht verwijderen).',
  })
  discardMessage(
    @Arg('id', () => ID, { description: MESSAGE }) id: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<string> {
    return discardMessage(this.needs, { id, reason }, context);
  }
}
