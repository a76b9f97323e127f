import { GraphQLDate, GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Subject } from '../../../schema/access-decision.js';
import { toPage, type Keyset, type Page } from '../../connection.js';
import { isOverdue } from '../domain/objections/due-date.js';
import { DECISIONS } from '../domain/objections/handle-objection.js';
import {
  OBJECTION_KINDS,
  OBJECTION_STATUSES,
  subjectOfObjection,
  type ObjectionRequest as DomainRequest,
} from '../domain/objections/objection-request.js';
import { Client } from './client.js';
import { connectionOf } from './connection-types.js';
import type { DossierContext } from './dossier-context.js';
import { enumOf } from './enum-of.js';
import { Author, toAuthor } from './writing.js';

export const ObjectionKind = enumOf(OBJECTION_KINDS);
registerEnumType(ObjectionKind, {
  name: 'ObjectionKind',
  description: 'What is asked for, by the rights that a client has by law (nl: soort verzoek).',
  valuesConfig: {
    CORRECTION: { description: 'To correct what is wrong (nl: correctie).' },
    OWN_STATEMENT: { description: 'To add a statement of the client (nl: eigen verklaring toevoegen).' },
    DESTRUCTION: { description: 'To destroy data (nl: vernietiging).' },
    INSPECTION: { description: 'To inspect, or get a copy of, the whole dossier (nl: inzage of afschrift).' },
  },
});

export const ObjectionStatus = enumOf(OBJECTION_STATUSES);
registerEnumType(ObjectionStatus, {
  name: 'ObjectionStatus',
  description: 'How far a request is (nl: stand van het verzoek).',
  valuesConfig: {
    RECEIVED: { description: 'Received (nl: ontvangen).' },
    IN_PROGRESS: { description: 'Being looked at (nl: in behandeling).' },
    GRANTED: { description: 'Granted (nl: toegewezen).' },
    REFUSED: { description: 'Refused (nl: afgewezen).' },
    WITHDRAWN: { description: 'Withdrawn by who asked (nl: ingetrokken).' },
  },
});

export const ObjectionDecision = enumOf(DECISIONS);
registerEnumType(ObjectionDecision, {
  name: 'ObjectionDecision',
  description: 'How a request is decided (nl: besluit).',
  valuesConfig: {
    GRANTED: { description: 'It is granted (nl: toegewezen).' },
    REFUSED: { description: 'It is refused (nl: afgewezen).' },
  },
});

@ObjectType({ description: 'A step in the history of a request (nl: stap in de behandeling).' })
export class ObjectionChange {
  @Field(() => GraphQLDateTime, { description: 'When (nl: tijdstip).' })
  at: Date;

  @Field(() => Author, { description: 'By whom (nl: door wie).' })
  by: Author;

  @Field(() => ObjectionStatus, { description: 'The status that it gave (nl: stand).' })
  status: DomainRequest['status'];

  @Field(() => GraphQLDate, { description: 'The last day for an answer, from then on (nl: uiterste datum).' })
  dueOn: Date;

  @Field(() => String, { nullable: true, description: 'The answer, or why it takes longer (nl: toelichting).' })
  note: string | null;
}

@ObjectType({
  description:
    'What a client or representative asks about the content of the dossier; it changes nothing in it (nl: bezwaarverzoek).',
})
export class ObjectionRequest {
  @Field(() => ID, { description: 'The id of the request (nl: kenmerk).' })
  id: string;

  @Field(() => Client, { description: 'The client whose dossier it is about (nl: cliënt).' })
  client: Client;

  @Field(() => Author, { description: 'Who asked (nl: verzoeker).' })
  askedBy: Author;

  @Field(() => ObjectionKind, { description: 'What is asked for (nl: soort).' })
  kind: DomainRequest['kind'];

  @Field(() => String, { description: 'What it is about, in words (nl: tekst).' })
  text: string;

  @Field(() => ObjectionStatus, { description: 'How far it is (nl: stand).' })
  status: DomainRequest['status'];

  @Field(() => GraphQLDateTime, { description: 'When it was received (nl: ontvangen op).' })
  receivedAt: Date;

  @Field(() => GraphQLDate, { description: 'The last day for an answer. GDPR article 12 (nl: uiterste datum).' })
  dueOn: Date;

  @Field(() => Boolean, { description: 'The organisation has taken two months more (nl: verlengd).' })
  extended: boolean;

  @Field(() => Boolean, { description: 'There is no answer and the last day has passed (nl: te laat).' })
  overdue: boolean;

  @Field(() => [ObjectionChange], { description: 'Everything that was done with it (nl: verloop).' })
  history: ObjectionChange[];

  subject: Subject;
}

export const ObjectionRequestConnection = connectionOf(ObjectionRequest, 'ObjectionRequest', 'bezwaarverzoeken');

export function toObjection(request: DomainRequest, context: DossierContext): ObjectionRequest {
  const subject = subjectOfObjection(request);
  const { organisation, client, ...rest } = request;
  const { timeZone } = context.organisations.get(organisation) ?? { timeZone: 'utc' };
  return {
    ...rest,
    client: { id: client, subject: { ...subject, account: null } },
    askedBy: toAuthor(request.askedBy, context),
    dueOn: new Date(request.dueOn),
    overdue: isOverdue(request, context.now, timeZone),
    history: request.history.map((change) => ({
      ...change,
      by: toAuthor(change.by, context),
      dueOn: new Date(change.dueOn),
    })),
    subject,
  };
}

export function newestObjections(
  requests: DomainRequest[],
  first: number,
  context: DossierContext,
): Page<ObjectionRequest> {
  return objectionPage(requests, first, context, ({ id, receivedAt }) => ({ time: receivedAt.toISOString(), id }));
}

export function firstDueObjections(
  requests: DomainRequest[],
  first: number,
  context: DossierContext,
): Page<ObjectionRequest> {
  return objectionPage(requests, first, context, ({ id, dueOn }) => ({ time: dueOn.toISOString().slice(0, 10), id }));
}

function objectionPage(
  requests: DomainRequest[],
  first: number,
  context: DossierContext,
  keysetOf: (request: ObjectionRequest) => Keyset,
): Page<ObjectionRequest> {
  const rows = requests.map((request) => toObjection(request, context));
  return toPage(rows, first, keysetOf);
}
