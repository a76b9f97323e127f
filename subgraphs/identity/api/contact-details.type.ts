import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A new mobile number that waits for its code (nl: wijziging van mobiel nummer).' })
export class NumberChallenge {
  @Field(() => ID, { description: 'Id, to send the code with (nl: kenmerk).' })
  id: string;

  @Field(() => GraphQLDateTime, { description: 'Until when the code can be used (nl: geldig tot).' })
  expiresAt: Date;

  @Field(() => String, {
    description: 'The last two digits of the number that the code went to (nl: laatste cijfers van het nummer).',
  })
  mobileHint: string;
}
