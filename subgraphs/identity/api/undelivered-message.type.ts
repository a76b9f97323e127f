import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfo, type Page } from '../../connection.js';
import type { Guarded } from '../../guard.js';
import { DELIVERY_FAILURES, type FailureReason } from '../domain/messages/delivery-failure.js';
import { canBeRetried, CHANNELS, type Channel } from '../domain/messages/message.js';
import type { UndeliveredMessage as Found } from '../domain/messages/undelivered.js';
import { enumOf } from './enums.js';

export const MessageChannel = enumOf(CHANNELS);
registerEnumType(MessageChannel, {
  name: 'MessageChannel',
  description: 'How a message goes (nl: kanaal).',
  valuesConfig: {
    MAIL: { description: 'By e-mail (nl: e-mail).' },
    SMS: { description: 'By text message (nl: sms).' },
  },
});

export const DeliveryFailure = enumOf(DELIVERY_FAILURES);
registerEnumType(DeliveryFailure, {
  name: 'DeliveryFailure',
  description: 'Why a message could not be delivered (nl: reden van mislukken).',
  valuesConfig: {
    UNREACHABLE: { description: 'The server was not there (nl: onbereikbaar).' },
    TIMED_OUT: { description: 'The server did not answer in time (nl: geen antwoord).' },
    NOT_SECURE: { description: 'The server offered no secure connection (nl: geen beveiligde verbinding).' },
    SIGN_IN_REFUSED: { description: 'The server did not let us in (nl: aanmelding geweigerd).' },
    REFUSED: { description: 'The server did not take the message (nl: geweigerd).' },
    ADDRESS_REFUSED: { description: 'The address or number does not exist (nl: adres onbekend).' },
    EXPIRED: { description: 'It came too late to be of use (nl: verlopen).' },
    INTERRUPTED: { description: 'We stopped halfway; it may have arrived (nl: onderbroken).' },
    UNKNOWN: { description: 'Something else went wrong (nl: onbekend).' },
  },
});

@ObjectType({ description: 'A message that could not be delivered (nl: niet bezorgd bericht).' })
export class UndeliveredMessage implements Guarded {
  subject: Guarded['subject'];

  @Field(() => ID, { description: 'Id (nl: kenmerk).' })
  id: string;

  @Field(() => ID, { description: 'Id of the organisation in whose name it was sent (nl: zorgorganisatie).' })
  organisation: string;

  @Field(() => MessageChannel, { description: 'How it was to go (nl: kanaal).' })
  channel: Channel;

  @Field(() => String, { description: 'Which kind of message it is, as ACTIVATION or RECOVERY (nl: soort bericht).' })
  template: string;

  @Field(() => ID, { nullable: true, description: 'Id of the account of its reader (nl: kenmerk van de gebruiker).' })
  accountId: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was written (nl: aangemaakt op).' })
  createdAt: Date;

  @Field(() => GraphQLDateTime, { description: 'When it was given up (nl: opgegeven op).' })
  givenUpAt: Date;

  @Field(() => Int, { description: 'How often it was tried (nl: aantal pogingen).' })
  tries: number;

  @Field(() => DeliveryFailure, { description: 'What went wrong last (nl: reden).' })
  failure: FailureReason;

  @Field(() => Boolean, { description: 'Whether it can be sent once more (nl: opnieuw te versturen).' })
  retryable: boolean;
}

@ObjectType({ description: 'A message in a page of the list. Relay edge (nl: regel).' })
export class UndeliveredMessageEdge {
  @Field(() => String, { description: 'Its place in the list, for `after` (nl: bladwijzer).' })
  cursor: string;

  @Field(() => UndeliveredMessage, { description: 'The message (nl: bericht).' })
  node: UndeliveredMessage;
}

@ObjectType({ description: 'A page of messages. Relay connection (nl: pagina met niet bezorgde berichten).' })
export class UndeliveredMessageConnection {
  @Field(() => [UndeliveredMessageEdge], { description: 'The messages of this page (nl: regels).' })
  edges: UndeliveredMessageEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands (nl: plaats).' })
  pageInfo: PageInfo;
}

export function toUndeliveredMessages({ edges, pageInfo }: Page<Found>, now: Date): UndeliveredMessageConnection {
  return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toUndeliveredMessage(node, now) })) };
}

function toUndeliveredMessage({ account, ...found }: Found, now: Date): UndeliveredMessage {
  const subject = { organisation: found.organisation, client: null, account: null };
  return { ...found, accountId: account, retryable: canBeRetried(found, now), subject };
}
