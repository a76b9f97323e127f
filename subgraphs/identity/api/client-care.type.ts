import { GraphQLDate, GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import type { Guarded } from '../../guard.js';
import type { ClientCare as Found } from '../domain/clients/record-end-of-care.js';

@ObjectType({
  description: 'Until when a client is in care, and what that means for access (nl: zorg aan een cliënt).',
})
export class ClientCare implements Guarded {
  subject: Guarded['subject'];

  @Field(() => ID, { description: 'Id of the client (nl: kenmerk van de cliënt).' })
  client: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'The day on which the client left (nl: vertrokken op).' })
  departedOn: string | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'The day on which the client died (nl: overleden op).' })
  diedOn: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When all access to the dossier is over, by the rules of the organisation (nl: einde van de toegang).',
  })
  accessEndsAt: Date | null;
}

export function toClientCare({ id, organisation, departedOn, diedOn, accessEndsAt }: Found): ClientCare {
  return { subject: { organisation, client: id, account: null }, client: id, departedOn, diedOn, accessEndsAt };
}
