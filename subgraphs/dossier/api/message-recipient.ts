import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { RECIPIENT_ROLES, type RecipientRole as Role } from '../domain/messages/recipient.js';
import { enumOf } from './enum-of.js';

export const MessageRecipientRole = enumOf(RECIPIENT_ROLES);
registerEnumType(MessageRecipientRole, {
  name: 'MessageRecipientRole',
  description: 'Whom a message is for. FHIR Communication.recipient (nl: voor wie een bericht is).',
  valuesConfig: {
    CARE_TEAM: { description: 'The care team (nl: zorgteam).' },
    PRIMARY_NURSE: { description: 'The primary nurse (nl: EVV, eerst verantwoordelijke verzorgende).' },
  },
});

@ObjectType({ description: 'Whom messages are for; staff of the organisation reads them (nl: geadresseerde).' })
export class MessageRecipient {
  @Field(() => MessageRecipientRole, { description: 'The care team or the primary nurse (nl: rol).' })
  role: Role;

  @Field(() => String, { nullable: true, description: 'The name of the primary nurse, as it was then (nl: naam).' })
  name: string | null;
}
