import { GraphQLDate, GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Category } from '../../../schema/access-matrix.js';
import type { Subject } from '../../../schema/access-decision.js';
import type { AuditEventKind as Kind, AuditOutcome as Outcome } from '../../../schema/audit-event.js';
import { PageInfo } from '../../connection.js';
import type { Guarded } from '../../guard.js';
import type { AccessLogLine as Line } from '../domain/access-log/access-log-line.js';
import { AuditAgent } from './audit-event.type.js';
import { AuditEventKind, AuditOutcome, DataCategory } from './enums.js';

@ObjectType({ description: 'Data that somebody looked at, or tried to (nl: gegevens).' })
export class AccessLogData {
  @Field(() => DataCategory, { description: 'Section or other category (nl: gegevenscategorie).' })
  category: Category;

  @Field(() => String, { description: "In words, in the caller's language (nl: in woorden)." })
  name: string;
}

@ObjectType({
  description:
    'A line of the access log: like records of one day together, in words. NEN 7513 (nl: regel van het inzageoverzicht).',
})
export class AccessLogLine implements Guarded {
  readonly subject: Subject;
  /** What it is made of. */
  readonly line: Line;
  /** In which its times are told. */
  readonly timeZone: string;

  @Field(() => ID, { description: 'Id of the line (nl: kenmerk).' })
  id: string;

  @Field(() => GraphQLDate, { description: 'Day, where the organisation is (nl: dag).' })
  day: Date;

  @Field(() => GraphQLDateTime, { description: 'When it happened first that day (nl: eerste keer).' })
  firstAt: Date;

  @Field(() => GraphQLDateTime, { description: 'When it happened last that day (nl: laatste keer).' })
  lastAt: Date;

  @Field(() => Int, { description: 'How often (nl: aantal keer).' })
  count: number;

  @Field(() => AuditEventKind, { description: 'What happened (nl: soort gebeurtenis).' })
  kind: Kind;

  @Field(() => AuditOutcome, { description: 'Allowed, refused or failed (nl: resultaat).' })
  outcome: Outcome;

  @Field(() => AuditAgent, { description: 'Who did it (nl: wie).' })
  agent: AuditAgent;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the organisation that is responsible; empty when none is known (nl: organisatie).',
  })
  organisation: string | null;
}

@ObjectType({ description: 'A line in a page of the access log. Relay edge (nl: regel).' })
export class AccessLogEdge {
  @Field(() => String, { description: 'Place of the line, for `after` (nl: bladwijzer).' })
  cursor: string;

  @Field(() => AccessLogLine, { description: 'The line (nl: regel).' })
  node: AccessLogLine;
}

@ObjectType({
  description: 'A page of the access log, newest first. Relay connection (nl: pagina van het inzageoverzicht).',
})
export class AccessLogConnection {
  @Field(() => [AccessLogEdge], { description: 'The lines of this page (nl: regels).' })
  edges: AccessLogEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands (nl: plaats).' })
  pageInfo: PageInfo;
}
