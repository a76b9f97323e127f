/** Reports: zib NursingReport as Observation, zib SOAPReport as Composition with an Observation for each line. */
import { NURSING_REPORT, REPORT_TYPE, SNOMED, SOAP_REPORT, SOEP_LINES } from '../codes.js';
import type { RecordRows, Report, ReportLine } from '../record-rows.js';
import {
  concept,
  elementOf,
  extension,
  inRole,
  latest,
  moment,
  reference,
  type FhirResource,
  type Writing,
} from '../resource.js';
import { meta } from './meta.js';

const SEQUEL_TO = 'http://hl7.org/fhir/StructureDefinition/observation-sequelTo';

export function writeReports(rows: RecordRows, writing: Writing): FhirResource[] {
  return rows.reports.flatMap((report) =>
    isSoep(report) ? soapReport(report, rows, writing) : [nursingReport(report, rows, writing)],
  );
}

function nursingReport(report: Report, rows: RecordRows, writing: Writing): FhirResource {
  return {
    resourceType: 'Observation',
    id: String(report.id),
    meta: metaOf(report, writing, report.gewijzigd_op),
    ...(writing.version === 'R4' ? referencesOfR4(report, rows) : referencesOfStu3(report, rows)),
    status: 'final',
    category: report.soort === null ? null : [concept(REPORT_TYPE, report.soort)],
    code: { coding: [NURSING_REPORT] },
    subject: { reference: writing.patient },
    effectiveDateTime: moment(report.tijdstip),
    performer: [author(report, rows, writing)],
    valueString: report.tekst,
  };
}

function referencesOfR4(report: Report, rows: RecordRows) {
  const reply = repliedTo(report, rows);
  return {
    extension: reply === null ? null : [extension(SEQUEL_TO, { valueReference: reply })],
    focus: report.zorgplan_regel_id === null ? null : [reference('Condition', report.zorgplan_regel_id)],
  };
}

function referencesOfStu3(report: Report, rows: RecordRows) {
  const reply = repliedTo(report, rows);
  const entry = report.zorgplan_regel_id;
  return {
    extension:
      entry === null
        ? null
        : [elementOf('4.0', 'Observation.focus', { valueReference: reference('Condition', entry) })],
    related: reply === null ? null : [{ type: 'sequel-to', target: reply }],
  };
}

function soapReport(report: Report, rows: RecordRows, writing: Writing): FhirResource[] {
  const lines = rows.lines.filter(({ rapportage_id }) => rapportage_id === report.id);
  const reply = repliedTo(report, rows);
  const composition = {
    resourceType: 'Composition',
    id: String(report.id),
    meta: metaOf(report, writing, latest([report.gewijzigd_op, ...lines.map(({ gewijzigd_op }) => gewijzigd_op)])),
    status: 'final',
    type: { coding: [SOAP_REPORT] },
    subject: { reference: writing.patient },
    date: moment(report.tijdstip),
    author: [author(report, rows, writing)],
    title: 'SOEP-rapportage',
    event: report.zorgplan_regel_id === null ? null : [{ detail: [reference('Condition', report.zorgplan_regel_id)] }],
    relatesTo: reply === null ? null : [{ code: 'appends', targetReference: reply }],
    section: lines.map((line) => ({ code: lineCode(line), entry: [reference('Observation', lineId(line))] })),
  };
  return [composition, ...lines.map((line) => soapLine(line, report, writing))];
}

function soapLine(line: ReportLine, report: Report, writing: Writing): FhirResource {
  return {
    resourceType: 'Observation',
    id: lineId(line),
    meta: meta(writing, { changed: line.gewijzigd_op, labels: { confidential: line.vertrouwelijk, hidden: false } }),
    status: 'final',
    code: lineCode(line),
    subject: { reference: writing.patient },
    effectiveDateTime: moment(report.tijdstip),
    valueString: line.tekst,
  };
}

function metaOf({ vertrouwelijk, verborgen, gemarkeerd }: Report, writing: Writing, changed: string | null) {
  return meta(writing, { changed, labels: { confidential: vertrouwelijk, hidden: verborgen }, flagged: gemarkeerd });
}

function author({ medewerker_id }: Report, { staff }: RecordRows, { version }: Writing) {
  return inRole(version, medewerker_id, staff.find(({ id }) => id === medewerker_id)?.naam);
}

function repliedTo({ reactie_op_id }: Report, { reports }: RecordRows) {
  const replied = reports.find(({ id }) => id === reactie_op_id);
  return replied === undefined ? null : reference(isSoep(replied) ? 'Composition' : 'Observation', replied.id);
}

const lineId = ({ id }: ReportLine) => `regel-${id}`;

const lineCode = ({ soort }: ReportLine) => concept(SNOMED, SOEP_LINES[soort] ?? soort);

const isSoep = ({ soort }: Report) => soort === 'SOEP';
