import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Subject } from '../../../schema/access-decision.js';
import { PageInfo } from '../../connection.js';
import type { Guarded } from '../../guard.js';
import type { AnomalyKind } from '../domain/anomalies/anomaly.js';
import { AuditAgent, AuditEvent } from './audit-event.type.js';

export const AuditAnomalyKind = {
  MANY_CLIENTS: 'MANY_CLIENTS',
  REFUSALS_IN_A_ROW: 'REFUSALS_IN_A_ROW',
  ODD_HOURS: 'ODD_HOURS',
} as const satisfies Record<AnomalyKind, AnomalyKind>;
registerEnumType(AuditAnomalyKind, {
  name: 'AuditAnomalyKind',
  description:
    "What in the log asks for a look, by the organisation's own limits; a signal, not a verdict (nl: soort signaal).",
  valuesConfig: {
    MANY_CLIENTS: { description: 'One account looked at many clients in a day (nl: veel cliënten door één account).' },
    REFUSALS_IN_A_ROW: {
      description: 'Refusals in a row, without a success between them (nl: weigeringen achter elkaar).',
    },
    ODD_HOURS: { description: 'Sign-ins at odd hours (nl: aanmeldingen op ongebruikelijke tijden).' },
  },
});

@ObjectType({ description: 'Something in the log that asks for a look; a signal, not a verdict (nl: signaal).' })
export class AuditAnomaly implements Guarded {
  readonly subject: Subject;

  @Field(() => ID, { description: 'Id of the signal (nl: kenmerk).' })
  id: string;

  @Field(() => AuditAnomalyKind, { description: 'What it is (nl: soort signaal).' })
  kind: AnomalyKind;

  @Field(() => ID, { description: 'In the log of this organisation (nl: organisatie).' })
  organisation: string;

  @Field(() => AuditAgent, { nullable: true, description: 'Who; empty for nobody who signed in (nl: wie).' })
  agent: AuditAgent | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Account, for `auditEvents`; empty for nobody who signed in (nl: account).',
  })
  account: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Network address of somebody who had not signed in (nl: toegangspunt).',
  })
  address: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it began (nl: begin).' })
  start: Date;

  @Field(() => GraphQLDateTime, { description: 'When it was seen last (nl: einde).' })
  end: Date;

  @Field(() => Int, { description: 'How many records (nl: aantal logregels).' })
  count: number;

  @Field(() => Int, { description: 'How many different clients in them (nl: aantal cliënten).' })
  clients: number;

  @Field(() => Int, { description: 'How many of the records are refusals (nl: aantal weigeringen).' })
  refused: number;

  @Field(() => [AuditEvent], {
    description:
      'The last twenty of its records; all of them: `auditEvents` of this account and these days (nl: logregels).',
  })
  events: AuditEvent[];
}

@ObjectType({ description: 'A signal in a page. Relay edge (nl: signaal).' })
export class AuditAnomalyEdge {
  @Field(() => String, { description: 'Place of the signal, for `after` (nl: bladwijzer).' })
  cursor: string;

  @Field(() => AuditAnomaly, { description: 'The signal (nl: signaal).' })
  node: AuditAnomaly;
}

@ObjectType({ description: 'A page of signals, the last that began first. Relay connection (nl: pagina signalen).' })
export class AuditAnomalyConnection {
  @Field(() => [AuditAnomalyEdge], { description: 'The signals of this page (nl: signalen).' })
  edges: AuditAnomalyEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands (nl: plaats).' })
  pageInfo: PageInfo;
}
