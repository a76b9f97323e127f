import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { Role, Section as SectionName } from '../../../schema/caller.js';
import type { Guarded } from '../../guard.js';
import { HumanName } from '../../human-name.js';
import { Section } from '../../section.js';
import type { SubgraphContext } from '../../subgraph-context.js';
import type { LegalBasis as LegalBasisName } from '../../../schema/legal-basis.js';
import type { RelationEnd } from '../domain/relations/relation.js';
import { openSections } from '../domain/session/session-facts.js';
import type { JudgedRelation, RelationStatus as RelationStatusName } from '../domain/standing.js';
import { LegalBasis, RelationEndReason, RelationRole, RelationStatus } from './enums.js';
import { Organisation, toOrganisation } from './organisation.type.js';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'Someone who receives care. FHIR Patient (nl: cliënt).' })
export class Client implements Guarded {
  subject: Guarded['subject'];

  @Field(() => ID, { description: "The client's id in the graph; it says nothing about the client (nl: kenmerk)." })
  id: string;

  @Field(() => [Relation], {
    nullable: true,
    description: 'Who has access to the dossier, and on which basis; a contact sees the own entry (nl: toegang).',
  })
  relations?: Relation[] | null;
}

@ObjectType({ description: "One person's access to one client's dossier (nl: toegang tot een dossier)." })
export class Relation implements Guarded {
  subject: Guarded['subject'];

  @Field(() => ID, { description: 'Id (nl: kenmerk).' })
  id: string;

  @Field(() => RelationRole, { description: 'The role of the person for this client (nl: rol).' })
  role: Role;

  @Field(() => RelationStatus, { description: 'What it opens at this moment (nl: status).' })
  status: RelationStatusName;

  @Field(() => Client, { description: 'Whose dossier it is about (nl: cliënt).' })
  client: Client;

  @Field(() => Organisation, { description: 'The organisation that keeps the dossier (nl: zorgorganisatie).' })
  organisation: Organisation;

  @Field(() => HumanName, { description: 'Who has the access (nl: houder).' })
  holder: HumanName;

  @Field(() => LegalBasis, { description: 'On what the access rests (nl: grondslag).' })
  legalBasis: LegalBasisName;

  @Field(() => GraphQLDateTime, { description: 'From when it holds (nl: geldig vanaf).' })
  validFrom: Date;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description:
      'From when it opens nothing any more, worked out from the rules of the organisation; null when no end is known (nl: geldig tot).',
  })
  validUntil: Date | null;

  @Field(() => [Section], { description: 'The sections that it opens (nl: onderdelen).' })
  sections: SectionName[];

  @Field(() => RelationEndReason, {
    nullable: true,
    description: 'Why it was ended before its time; null when it was not (nl: reden van beëindiging).',
  })
  endedReason: RelationEnd | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when the representative permits it, of a client who cannot decide (nl: toegestaan sinds).',
  })
  permittedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'What the administration saw of its basis (nl: bewijs).' })
  evidence: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of a further account: why it is needed (nl: reden van het extra account).',
  })
  extraReason: string | null;
}

export function toRelation(relation: JudgedRelation, context: SubgraphContext): Relation {
  const { client, holder } = relation;
  return {
    subject: { organisation: client.organisation, client: client.id, account: holder.account },
    id: relation.id,
    role: relation.role,
    status: relation.status,
    client: toClient(client.id, client.organisation),
    organisation: toOrganisation(relation.policy, context),
    holder: holder.name,
    legalBasis: relation.legalBasis,
    validFrom: relation.validFrom,
    validUntil: relation.end,
    sections: openSections(relation),
    endedReason: relation.endedReason,
    permittedAt: relation.permittedAt,
    evidence: relation.evidence,
    extraReason: relation.extraReason,
  };
}

/** Nothing is looked up: what the caller may know of a client with this id is judged field by field. */
export function toClient(id: string, organisation: string | null = null): Client {
  return { id, subject: { organisation, client: id, account: null } };
}
