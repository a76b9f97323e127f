import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import type { Subject } from '../../../schema/access-decision.js';
import type {
  AuditAction as Action,
  AuditChecks as Checks,
  AuditEventKind as Kind,
  AuditOutcome as Outcome,
  Sensitivity as SensitivityCode,
} from '../../../schema/audit-event.js';
import type { Role, StaffRole } from '../../../schema/caller.js';
import type { Guarded } from '../../guard.js';
import { AgentRole, AuditAction, AuditEventKind, AuditOutcome, Sensitivity } from './enums.js';

@ObjectType({ description: 'Who did it. FHIR AuditEvent.agent (nl: wie).' })
export class AuditAgent {
  @Field(() => String, {
    nullable: true,
    description: 'Name; empty for nobody who signed in, and for whoever was forgotten since (nl: naam).',
  })
  name: string | null;

  @Field(() => AgentRole, { nullable: true, description: 'In which role (nl: rol).' })
  role: Role | StaffRole | null;

  @Field(() => String, {
    nullable: true,
    description: 'Stands for the person within the organisation; it stays when the name is forgotten (nl: pseudoniem).',
  })
  pseudonym: string | null;
}

@ObjectType({
  description: 'On whose responsibility it was done. FHIR AuditEvent.agent, the second (nl: verantwoordelijke).',
})
export class AuditResponsible {
  @Field(() => ID, { description: 'Account that answers for it (nl: account).' })
  account: string;

  @Field(() => AgentRole, { nullable: true, description: 'In which role (nl: rol).' })
  role: Role | StaffRole | null;
}

@ObjectType({
  description:
    'What was asked when access was decided; empty where the question did not come up. NEN 7513 (nl: controles).',
})
export class AuditChecks implements Checks {
  @Field(() => Boolean, { nullable: true, description: 'The role may do this (nl: autorisatie).' })
  authorisation: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'There was a relation with the client at that moment (nl: relatie met de cliënt).',
  })
  treatmentRelation: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'It was shared with them (nl: toestemming).' })
  consent: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'It was an emergency (nl: noodsituatie).' })
  emergency: boolean | null;
}

@ObjectType({
  description: 'What was searched for, without the text of it. FHIR AuditEvent.entity.query (nl: zoekcriterium).',
})
export class AuditSearchCriterion {
  @Field(() => String, { description: 'Name of the criterion (nl: naam).' })
  name: string;

  @Field(() => [String], { description: 'Its values (nl: waarden).' })
  values: string[];
}

@ObjectType({
  description:
    'A record of the audit log: who did what, when, about whom and on which ground. NEN 7513, FHIR AuditEvent (nl: logregel).',
})
export class AuditEvent implements Guarded {
  readonly subject: Subject;

  @Field(() => ID, { description: 'Id of the record (nl: kenmerk).' })
  id: string;

  @Field(() => GraphQLDateTime, { description: 'When it happened. FHIR AuditEvent.period (nl: tijdstip).' })
  occurredAt: Date;

  @Field(() => GraphQLDateTime, {
    description: 'When it was put on the log. FHIR AuditEvent.recorded (nl: vastgelegd op).',
  })
  recordedAt: Date;

  @Field(() => AuditEventKind, { description: 'What happened. FHIR AuditEvent.type (nl: soort gebeurtenis).' })
  kind: Kind;

  @Field(() => AuditAction, { description: 'What was done. FHIR AuditEvent.action (nl: handeling).' })
  action: Action;

  @Field(() => AuditOutcome, { description: 'Allowed, refused or failed. FHIR AuditEvent.outcome (nl: resultaat).' })
  outcome: Outcome;

  @Field(() => String, {
    nullable: true,
    description: 'Error code behind a refusal. FHIR AuditEvent.outcomeDesc (nl: reden).',
  })
  reason: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why, as a member of staff gave it for what they did (nl: toelichting).',
  })
  justification: string | null;

  @Field(() => ID, { nullable: true, description: 'Organisation that is responsible (nl: organisatie).' })
  organisation: string | null;

  @Field(() => AuditAgent, { description: 'Who did it. FHIR AuditEvent.agent (nl: wie).' })
  agent: AuditAgent;

  @Field(() => AuditChecks, {
    nullable: true,
    description: 'What was asked when access was decided; empty when none was. NEN 7513 (nl: controles).',
  })
  checks: AuditChecks | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What had been shared when it was decided: a relation and its version. NEN 7513 (nl: toestemmingsprofiel).',
  })
  consent: string | null;

  @Field(() => Sensitivity, {
    nullable: true,
    description: 'How confidential the data are. FHIR AuditEvent.entity.securityLabel (nl: vertrouwelijkheid).',
  })
  sensitivity: SensitivityCode | null;

  @Field(() => [String], {
    description:
      'Categories of data it was about; of a refusal the fields. FHIR AuditEvent.entity (nl: gegevenscategorieën).',
  })
  categories: string[];

  @Field(() => String, {
    description: 'Rules under which it was decided. FHIR AuditEvent.agent.policy (nl: autorisatieprotocol).',
  })
  policy: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Relation on which it was decided (nl: relatie waarop besloten is).',
  })
  relation: string | null;

  @Field(() => String, { description: 'Purpose of use. FHIR AuditEvent.purposeOfEvent (nl: doel).' })
  purpose: string;

  @Field(() => ID, { nullable: true, description: 'Account that did it. FHIR AuditEvent.agent.who (nl: account).' })
  account: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Client whose data it is about. FHIR AuditEvent.entity.what (nl: cliënt).',
  })
  client: string | null;

  @Field(() => String, { nullable: true, description: 'Place in the log: 1, 2, 3 and so on (nl: volgnummer).' })
  sequence: string | null;

  @Field(() => AuditResponsible, {
    nullable: true,
    description: 'Who answers for it, where that is another than who did it. NEN 7513 (nl: verantwoordelijke).',
  })
  responsible: AuditResponsible | null;

  @Field(() => String, {
    nullable: true,
    description: 'Which one of the data it was about. FHIR AuditEvent.entity.what (nl: object).',
  })
  object: string | null;

  @Field(() => ID, { nullable: true, description: 'Session in which it happened (nl: sessie).' })
  session: string | null;

  @Field(() => String, { nullable: true, description: 'Program that saw it. FHIR AuditEvent.source (nl: bron).' })
  source: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Network address. FHIR AuditEvent.agent.network (nl: toegangspunt).',
  })
  address: string | null;

  @Field(() => [AuditSearchCriterion], { nullable: true, description: 'What was searched for (nl: zoekcriteria).' })
  search: AuditSearchCriterion[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Trace of the request, 32 hex digits (nl: kenmerk van de aanvraag).',
  })
  trace: string | null;
}
