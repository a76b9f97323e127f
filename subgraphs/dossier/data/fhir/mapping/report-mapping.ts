/** Reports (V13): of care as an Observation, by SOEP as a Composition whose lines are Observations. */
import type { SoepKind } from '../../../domain/report.js';
import { both, optional, required, type ResourceMapping } from './mapping.js';
import { DISCIPLINE, ROLE_OF_STU3 } from './shared-paths.js';

export const NURSING_REPORT = {
  concept: 'Report',
  zib: 'NursingReport',
  resource: both('Observation'),
  servedWhen: both("status in ('final' | 'amended' | 'corrected')"),
  needsLabel: true,
  client: both('subject.reference.single()'),
  elements: {
    effectiveDateTime: required(
      'moment',
      {
        STU3: 'effective.ofType(dateTime).combine(effective.ofType(Period).start)',
        R4: 'effective.ofType(dateTime).combine(effective.ofType(Period).start).combine(effective.ofType(instant))',
      },
      'report.effective_date_time',
    ),
    codes: optional('tokens', 'code.coding'),
    categories: optional('tokens', 'category.coding', 'report.type'),
    authorName: optional('text', 'performer.first().display', 'report.author_name'),
    authors: optional('references', {
      STU3: `performer.first().${ROLE_OF_STU3}.combine(performer.first().reference)`,
      R4: 'performer.first().reference',
    }),
    text: optional('words', { STU3: 'value.combine(comment)', R4: 'value.combine(note.text)' }, 'report.text'),
    tags: optional('tokens', 'meta.tag', 'report.flagged'),
    inReplyTo: optional(
      'reference',
      {
        STU3: "related.where(type = 'sequel-to').target.reference",
        R4: "extension('http://hl7.org/fhir/StructureDefinition/observation-sequelTo').value.reference",
      },
      'report.in_reply_to',
    ),
    carePlanEntries: optional(
      'references',
      {
        STU3: "extension('http://hl7.org/fhir/4.0/StructureDefinition/extension-Observation.focus').value.reference",
        R4: 'focus.reference',
      },
      'report.care_plan_entry_id',
    ),
  },
} satisfies ResourceMapping;

export const SOAP_REPORT = {
  concept: 'Report',
  zib: 'SOAPReport',
  resource: both('Composition'),
  servedWhen: both("status in ('final' | 'amended')"),
  needsLabel: true,
  client: both('subject.reference.single()'),
  elements: {
    effectiveDateTime: required('moment', 'date', 'report.effective_date_time'),
    codes: optional('tokens', 'type.coding', 'report.type'),
    authorName: optional('text', 'author.first().display', 'report.author_name'),
    authors: optional('references', {
      STU3: `author.first().${ROLE_OF_STU3}.combine(author.first().reference)`,
      R4: 'author.first().reference',
    }),
    lines: optional(
      'references',
      'section.select(entry.reference | repeat(section).entry.reference)',
      'report_line.position',
    ),
    tags: optional('tokens', 'meta.tag', 'report.flagged'),
    inReplyTo: optional(
      'reference',
      "relatesTo.where(code = 'appends').target.ofType(Reference).reference",
      'report.in_reply_to',
    ),
    carePlanEntries: optional('references', 'event.detail.reference', 'report.care_plan_entry_id'),
  },
} satisfies ResourceMapping;

export const SOAP_LINE = {
  concept: 'SoepLine',
  zib: 'SOAPReport',
  resource: both('Observation'),
  servedWhen: NURSING_REPORT.servedWhen,
  needsLabel: true,
  client: both('subject.reference.single()'),
  elements: {
    codes: optional('tokens', 'code.coding', 'report_line.kind'),
    text: optional('words', 'value', 'report_line.text'),
  },
} satisfies ResourceMapping;

/** SNOMED CT. */
export const SOAP_KINDS: Readonly<Partial<Record<string, SoepKind>>> = {
  'http://snomed.info/sct|255362007': 'SUBJECTIVE',
  'http://snomed.info/sct|260224007': 'OBJECTIVE',
  'http://snomed.info/sct|129265001': 'EVALUATION',
  'http://snomed.info/sct|129271007': 'PLAN',
};

export const AUTHOR_ROLE = {
  concept: 'Author',
  zib: 'HealthProfessional',
  resource: both('PractitionerRole'),
  servedWhen: both('true'),
  needsLabel: false,
  client: null,
  elements: {
    name: optional('text', 'practitioner.display', 'report.author_name'),
    discipline: optional('text', DISCIPLINE, 'report.author_discipline'),
  },
} satisfies ResourceMapping;
