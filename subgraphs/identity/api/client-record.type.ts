import { GraphQLDate } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { PageInfo, type Page } from '../../connection.js';
import type { Guarded } from '../../guard.js';
import type { SubgraphContext } from '../../subgraph-context.js';
import type { ClientFile } from '../domain/clients/client-register.js';
import { Relation, toRelation } from './relation.type.js';

@InputType({ description: 'Which clients; all of them when empty (nl: selectie).' })
export class ClientRecordFilter {
  @Field(() => String, { nullable: true, description: 'The beginning of the id in the ECD (nl: zoektekst).' })
  text?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Has neither left nor died (nl: in zorg).' })
  inCare?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Found unable to decide on who sees the dossier (nl: wilsonbekwaam hiervoor).',
  })
  incapacitated?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Nobody has access to the dossier (nl: zonder account).' })
  withoutAccount?: boolean | null;
}

@ObjectType({
  description:
    'A client as the administration keeps them for the portal; nothing of the dossier (nl: cliëntregistratie).',
})
export class ClientRecord implements Guarded {
  subject: Guarded['subject'];

  @Field(() => ID, { description: "The client's id in the graph (nl: kenmerk)." })
  id: string;

  @Field(() => ID, { description: "The client's id in the ECD (nl: kenmerk in het ECD)." })
  ecdClientId: string;

  @Field(() => GraphQLDate, { nullable: true, description: 'The day on which the client left (nl: vertrokken op).' })
  departedOn: string | null;

  @Field(() => GraphQLDate, { nullable: true, description: 'The day on which the client died (nl: overleden op).' })
  diedOn: string | null;

  @Field(() => Boolean, {
    description: 'A keyed hash of the BSN is kept, to compare with; the number is not (nl: BSN bekend).',
  })
  bsnKnown: boolean;

  @Field(() => Boolean, {
    description: 'Found unable to decide on who sees the dossier, at this moment (nl: wilsonbekwaam hiervoor).',
  })
  incapacitated: boolean;

  @Field(() => [Relation], { description: 'Who has access, or had until time ran out (nl: toegang).' })
  relations: Relation[];
}

@ObjectType({ description: 'A client in a page of the list. Relay edge (nl: regel).' })
export class ClientRecordEdge {
  @Field(() => String, { description: 'Its place in the list, for `after` (nl: bladwijzer).' })
  cursor: string;

  @Field(() => ClientRecord, { description: 'The client (nl: cliënt).' })
  node: ClientRecord;
}

@ObjectType({ description: 'A page of clients. Relay connection (nl: pagina met cliënten).' })
export class ClientRecordConnection {
  @Field(() => [ClientRecordEdge], { description: 'The clients of this page (nl: regels).' })
  edges: ClientRecordEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands (nl: plaats).' })
  pageInfo: PageInfo;
}

export function toClientRecord(file: ClientFile, context: SubgraphContext): ClientRecord {
  return {
    subject: { organisation: file.organisation, client: file.id, account: null },
    id: file.id,
    ecdClientId: file.ecdClientId,
    departedOn: file.departedOn,
    diedOn: file.diedOn,
    bsnKnown: file.bsnKnown,
    incapacitated: file.isIncapacitated,
    relations: file.relations.map((relation) => toRelation(relation, context)),
  };
}

export function toClientRecords(
  { edges, pageInfo }: Page<ClientFile>,
  context: SubgraphContext,
): ClientRecordConnection {
  return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: toClientRecord(node, context) })) };
}
