/** Reports: zib NursingReport = Observation, zib SOAPReport = Composition with an Observation for each line. */
import type { Report, SoepKind } from '../../../domain/report.js';
import { REPORT_TYPE_NAMES, SOEP_NAMES } from '../dutch.js';
import { alone, narrative, some, words, type Names, type Resource, type Written } from './resource.js';

const SNOMED = 'http://snomed.info/sct';
const REPORT_TYPES = 'https://inzage.example/fhir/CodeSystem/report-type';
const FLAGGED = {
  system: 'https://inzage.example/fhir/CodeSystem/report-mark',
  code: 'flagged',
  display: 'Belangrijk',
};

const SOEP_CODES: Readonly<Record<SoepKind, string>> = {
  SUBJECTIVE: '255362007',
  OBJECTIVE: '260224007',
  EVALUATION: '129265001',
  PLAN: '129271007',
};

/** Extension of R4: what it answers. */
const SEQUEL = 'http://hl7.org/fhir/StructureDefinition/observation-sequelTo';
/** Of a Composition, which has no focus of its own. */
const FOCUS = 'http://hl7.org/fhir/4.0/StructureDefinition/extension-Observation.focus';

/** What a report can refer to: what is in the bundle, by its id in the ECD. */
export interface InBundle {
  reports: ReadonlySet<string>;
  planEntries: ReadonlySet<string>;
}

export function writtenReport(names: Names, report: Report, { reports, planEntries }: InBundle): Written {
  const replied = referred(names, 'Report', report.inReplyTo, reports);
  const entry = referred(names, 'Condition', report.carePlanEntry, planEntries);
  const common = {
    id: names.idOf('Report', report.id),
    meta: report.flagged ? { tag: [FLAGGED] } : undefined,
    status: 'final',
    subject: names.patient,
    category: [
      {
        coding: [{ system: REPORT_TYPES, code: report.type, display: REPORT_TYPE_NAMES[report.type] }],
        text: REPORT_TYPE_NAMES[report.type],
      },
    ],
  };
  if (report.soep.length > 0) return soepResources(names, report, common, { replied, entry });
  return alone({
    ...common,
    resourceType: 'Observation',
    extension: replied && [{ url: SEQUEL, valueReference: replied }],
    code: { coding: [{ system: SNOMED, code: '11591000146107' }], text: 'Rapportage' },
    focus: entry && [entry],
    effectiveDateTime: report.effectiveDateTime.toISOString(),
    performer: [{ display: authorOf(report) }],
    valueString: words(report.text),
  });
}

function soepResources(
  names: Names,
  report: Report,
  common: Omit<Resource, 'resourceType'>,
  { replied, entry }: { replied: object | undefined; entry: object | undefined },
): Written {
  const date = report.effectiveDateTime.toISOString();
  const lines = report.soep.map(({ kind, text }, index) => ({
    resourceType: 'Observation',
    id: names.idOf('SoepLine', `${report.id} ${index}`),
    status: 'final',
    code: { coding: [{ system: SNOMED, code: SOEP_CODES[kind] }], text: SOEP_NAMES[kind] },
    subject: names.patient,
    effectiveDateTime: date,
    performer: [{ display: authorOf(report) }],
    valueString: words(text),
  }));
  const composition = {
    ...common,
    resourceType: 'Composition',
    extension: entry && [{ url: FOCUS, valueReference: entry }],
    type: { coding: [{ system: 'http://loinc.org', code: '11506-3' }], text: 'SOEP-verslag' },
    date,
    author: [{ display: authorOf(report) }],
    title: 'SOEP-verslag',
    relatesTo: replied && [{ code: 'appends', targetReference: replied }],
    section: some(
      report.soep.map(({ kind, text }, index) => ({
        title: SOEP_NAMES[kind],
        code: { coding: [{ system: SNOMED, code: SOEP_CODES[kind] }] },
        text: narrative(text),
        entry: [names.refer('SoepLine', `${report.id} ${index}`)],
      })),
    ),
  };
  return { listed: { ...composition, id: names.idOf('Report', report.id) }, within: lines };
}

function referred(names: Names, kind: string, id: string | null, present: ReadonlySet<string>) {
  return id !== null && present.has(id) ? names.refer(kind, id) : undefined;
}

function authorOf({ author: { name, discipline } }: Report): string {
  return discipline === null ? name : `${name}, ${discipline}`;
}
