import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { PROVIDER_AUDIENCES } from '../../../schema/caller.js';
import { enumOf } from './enums.js';

export const ProviderAudience = enumOf(PROVIDER_AUDIENCES);
registerEnumType(ProviderAudience, {
  name: 'ProviderAudience',
  description: "Whom an organisation's own provider signs in (nl: doelgroep van de inlogvoorziening).",
  valuesConfig: {
    USERS: { description: 'Clients, representatives and contacts (nl: gebruikers).' },
    STAFF: { description: 'Members of staff (nl: medewerkers).' },
  },
});

@ObjectType({
  description: "A sign-in by an organisation's own provider, for which the person goes there (nl: aanmelding elders).",
})
export class ProviderSignIn {
  @Field(() => ID, {
    description: 'Id, to finish the sign-in with; the portal keeps it and sends it nowhere else (nl: kenmerk).',
  })
  id: string;

  @Field(() => String, { description: 'Where the person goes now (nl: adres van de inlogvoorziening).' })
  authorizationUrl: string;

  @Field(() => GraphQLDateTime, { description: 'Until when the person can come back (nl: geldig tot).' })
  expiresAt: Date;
}
