import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import type { Subject } from '../../../schema/access-decision.js';
import { PeriodInput } from '../../period-input.js';
import { REPORT_TYPES, type ReportType } from '../../../schema/report-type.js';
import { SOEP_KINDS, type SoepKind } from '../domain/report.js';
import { connectionOf } from './connection-types.js';
import { enumOf } from './enum-of.js';

const ReportTypeEnum = enumOf(REPORT_TYPES);
registerEnumType(ReportTypeEnum, {
  name: 'ReportType',
  description: 'What kind of report it is (nl: soort rapportage).',
  valuesConfig: {
    GENERAL: { description: 'General report of care (nl: algemeen).' },
    PROGRESS: { description: 'Progress on the care plan (nl: voortgang).' },
    FAMILY_COMMUNICATION: { description: 'Talk with client or family (nl: familiecontact).' },
    MEDICAL: { description: 'Medical report (nl: medisch).' },
    TREATMENT: { description: 'Report of treatment (nl: behandeling).' },
    SOEP: { description: 'Medical report in four parts; zib SOAPReport (nl: SOEP-verslag).' },
    MEASUREMENT: { description: 'Measurement (nl: meting).' },
  },
});

const SoepKindEnum = enumOf(SOEP_KINDS);
registerEnumType(SoepKindEnum, {
  name: 'SoepKind',
  description: 'Which part of a SOEP report a line is (nl: soort SOEP-regel).',
  valuesConfig: {
    SUBJECTIVE: { description: 'What the client tells (nl: subjectief).' },
    OBJECTIVE: { description: 'What was seen and measured (nl: objectief).' },
    EVALUATION: { description: 'What the author concludes (nl: evaluatie).' },
    PLAN: { description: 'What will be done (nl: plan).' },
  },
});

@ObjectType({ description: 'Who wrote a report (nl: auteur).' })
export class ReportAuthor {
  @Field(() => String, { description: 'The name of the author (nl: naam).' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Discipline or role of the author (nl: discipline).' })
  discipline: string | null;
}

@ObjectType({ description: 'A line of a SOEP report. FHIR Observation within a Composition (nl: SOEP-regel).' })
export class SoepLine {
  @Field(() => SoepKindEnum, { description: 'Which part it is (nl: soort regel).' })
  kind: SoepKind;

  @Field(() => String, { description: 'The text of the line (nl: tekst).' })
  text: string;

  subject: Subject;
}

@ObjectType({ description: 'A report of care or treatment. FHIR Observation, zib SOAPReport (nl: rapportage).' })
export class Report {
  @Field(() => ID, { description: 'The id of the report (nl: kenmerk).' })
  id: string;

  @Field(() => GraphQLDateTime, { description: 'The moment that it is about (nl: tijdstip).' })
  effectiveDateTime: Date;

  @Field(() => ReportTypeEnum, { description: 'What kind of report it is (nl: soort).' })
  type: ReportType;

  @Field(() => ReportAuthor, { description: 'Who wrote it (nl: auteur).' })
  author: ReportAuthor;

  @Field(() => String, { nullable: true, description: 'The text; a SOEP report has lines instead (nl: tekst).' })
  text: string | null;

  @Field(() => [SoepLine], { description: 'The lines of a SOEP report that may be read (nl: SOEP-regels).' })
  soep: SoepLine[];

  @Field(() => Boolean, { description: 'Marked as important by its author (nl: gemarkeerd).' })
  flagged: boolean;

  @Field(() => ID, { nullable: true, description: 'The report that this one reacts to (nl: reactie op).' })
  inReplyTo: string | null;

  @Field(() => ID, { nullable: true, description: 'The care-plan entry that it is about (nl: zorgplanregel).' })
  carePlanEntry: string | null;

  subject: Subject;
}

export const ReportConnection = connectionOf(Report, 'Report', 'rapportages');

@InputType({ description: 'Which reports to list; each criterion narrows the list (nl: filter op rapportages).' })
export class ReportFilter {
  @Field(() => PeriodInput, { nullable: true, description: 'Only reports within this period (nl: periode).' })
  period?: PeriodInput | null;

  @Field(() => [ReportTypeEnum], { nullable: true, description: 'Only these kinds of report (nl: soorten).' })
  types?: ReportType[] | null;

  @Field(() => String, { nullable: true, description: 'Text to be found, at least three characters (nl: zoektekst).' })
  text?: string | null;
}
