import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { SERVICE_SCOPES, type AssertionAlgorithm } from '../../../schema/service-token.js';
import { PageInfo, type Page } from '../../connection.js';
import type { Guarded } from '../../guard.js';
import type { ServiceAccount as Found } from '../domain/service-accounts/service-account.js';
import { enumOf } from './enums.js';

export const ServiceScope = enumOf(SERVICE_SCOPES);
registerEnumType(ServiceScope, {
  name: 'ServiceScope',
  description: 'What a reporting tool may read (nl: bevoegdheid van een serviceaccount).',
  valuesConfig: {
    AUDITOR: { description: "The organisation's log (nl: logging)." },
    REPORTER: { description: 'Figures only (nl: alleen cijfers).' },
  },
});

@ObjectType({ description: 'A key by which a reporting tool shows who it is (nl: sleutel van een serviceaccount).' })
export class ServiceAccountKey {
  @Field(() => ID, { description: 'Goes as `kid` in the header of what the tool signs (nl: kenmerk).' })
  kid: string;

  @Field(() => String, { description: 'The one way in which it signs: EdDSA, ES256 or PS256 (nl: algoritme).' })
  algorithm: AssertionAlgorithm;

  @Field(() => GraphQLDateTime, { description: 'From when it holds (nl: geregistreerd op).' })
  registeredAt: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since when it is worth nothing (nl: ingetrokken op).' })
  retiredAt: Date | null;
}

@ObjectType({ description: 'A reporting tool that reads for one organisation (nl: serviceaccount).' })
export class ServiceAccount implements Guarded {
  subject: Guarded['subject'];

  @Field(() => ID, { description: 'Id: issuer and subject of what the tool signs (nl: kenmerk).' })
  id: string;

  @Field(() => ID, { description: 'Id of the organisation for which it reads (nl: zorgorganisatie).' })
  organisation: string;

  @Field(() => String, { description: 'How it is called on the log (nl: naam).' })
  name: string;

  @Field(() => [ServiceScope], { description: 'What it may read (nl: bevoegdheden).' })
  scopes: Found['scopes'];

  @Field(() => GraphQLDateTime, { description: 'When it was registered (nl: geregistreerd op).' })
  createdAt: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since when it opens nothing (nl: beëindigd op).' })
  endedAt: Date | null;

  @Field(() => [ServiceAccountKey], { description: 'Its keys, also those that were retired (nl: sleutels).' })
  keys: ServiceAccountKey[];
}

@ObjectType({ description: 'A reporting tool in a page of the list. Relay edge (nl: regel).' })
export class ServiceAccountEdge {
  @Field(() => String, { description: 'Its place in the list, for `after` (nl: bladwijzer).' })
  cursor: string;

  @Field(() => ServiceAccount, { description: 'The reporting tool (nl: serviceaccount).' })
  node: ServiceAccount;
}

@ObjectType({ description: 'A page of reporting tools. Relay connection (nl: pagina met serviceaccounts).' })
export class ServiceAccountConnection {
  @Field(() => [ServiceAccountEdge], { description: 'The tools of this page (nl: regels).' })
  edges: ServiceAccountEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands (nl: plaats).' })
  pageInfo: PageInfo;
}

export function toServiceAccount(found: Found): ServiceAccount {
  return { ...found, subject: { organisation: found.organisation, client: null, account: null } };
}

export function toServiceAccounts({ edges, pageInfo }: Page<Found>): ServiceAccountConnection {
  return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toServiceAccount(node) })) };
}
