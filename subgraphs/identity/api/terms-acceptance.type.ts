import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfo, type Page } from '../../connection.js';
import type { Guarded } from '../../guard.js';
import { HumanName } from '../../human-name.js';
import { ACCEPTANCE_METHODS, type AcceptanceMethod as Method } from '../domain/terms/acceptance.js';
import type { ListedAcceptance } from '../domain/terms/list-acceptances.js';
import { enumOf } from './enums.js';

export const AcceptanceMethod = enumOf(ACCEPTANCE_METHODS);
registerEnumType(AcceptanceMethod, {
  name: 'AcceptanceMethod',
  description: 'How terms were accepted (nl: wijze van accepteren).',
  valuesConfig: {
    PORTAL: { description: 'In the portal (nl: in het portaal).' },
    SIGNED_FORM: { description: 'By signing the form (nl: met ondertekend formulier).' },
  },
});

@ObjectType({ description: 'That somebody accepted a version of the terms (nl: acceptatie van voorwaarden).' })
export class TermsAcceptance implements Guarded {
  subject: Guarded['subject'];

  @Field(() => ID, { description: 'Id of the account (nl: kenmerk van het account).' })
  account: string;

  @Field(() => HumanName, { description: 'Whose account it is (nl: naam).' })
  holder: HumanName;

  @Field(() => String, { description: 'Which version (nl: versie).' })
  version: string;

  @Field(() => GraphQLDateTime, { description: 'When (nl: tijdstip).' })
  acceptedAt: Date;

  @Field(() => AcceptanceMethod, { description: 'In which way (nl: wijze).' })
  method: Method;
}

@ObjectType({ description: 'An acceptance in a page of the list. Relay edge (nl: regel).' })
export class TermsAcceptanceEdge {
  @Field(() => String, { description: 'Its place, for `after` (nl: bladwijzer).' })
  cursor: string;

  @Field(() => TermsAcceptance, { description: 'The acceptance (nl: acceptatie).' })
  node: TermsAcceptance;
}

@ObjectType({ description: 'A page of acceptances, newest first. Relay connection (nl: pagina van acceptaties).' })
export class TermsAcceptanceConnection {
  @Field(() => [TermsAcceptanceEdge], { description: 'The acceptances of this page (nl: regels).' })
  edges: TermsAcceptanceEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands (nl: plaats).' })
  pageInfo: PageInfo;
}

export function toAcceptances({ edges, pageInfo }: Page<ListedAcceptance>): TermsAcceptanceConnection {
  return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toAcceptance(node) })) };
}

/** Judged by the staff role only. */
function toAcceptance({ account, name, organisation, version, acceptedAt, method }: ListedAcceptance): TermsAcceptance {
  const subject = { organisation, client: null, account: null };
  return { subject, account, holder: name, version, acceptedAt, method };
}
