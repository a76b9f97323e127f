import {
  AUTHOR_ROLE,
  NURSING_REPORT,
  SOAP_LINE,
  SOAP_REPORT,
} from '../../subgraphs/dossier/data/fhir/mapping/report-mapping.js';
import type { TypeTable } from './type-table.js';

export const REPORTS: readonly TypeTable[] = [
  {
    type: 'Report',
    term: 'rapportage',
    sources: [
      { mapping: NURSING_REPORT, which: 'code in `codes.nursingReport`', whole: true },
      { mapping: SOAP_REPORT, which: 'type in `codes.soapReport`', whole: true },
      { mapping: AUTHOR_ROLE, which: 'that the author refers to' },
    ],
    fields: {
      id: {
        term: 'kenmerk',
        idOf: [NURSING_REPORT, SOAP_REPORT],
        column: 'report.id',
        note: 'with `Composition/` before it where it is one',
      },
      keyset: { term: 'plaats in de lijst', elements: [], note: 'the time and the id' },
      effectiveDateTime: { term: 'tijdstip' },
      type: {
        term: 'soort',
        elements: ['categories', 'codes'],
        note: 'the word under which `codes.reportTypes` has the category, else the code; a Composition is SOEP',
      },
      'author.name': { term: 'auteur', elements: ['authorName', 'name'] },
      'author.discipline': { term: 'discipline van de auteur', elements: ['discipline'] },
      text: { term: 'tekst', note: 'a SOEP report has lines instead' },
      soep: {
        term: 'SOEP-regels',
        elements: ['lines'],
        column: 'report_line.report_id',
        note: 'see SoepLine; none, no report',
      },
      flagged: { term: 'gemarkeerd', elements: ['tags'], note: 'true when a tag is in `codes.flagged`' },
      inReplyTo: { term: 'reactie op', note: 'only when that report may be read too' },
      carePlanEntry: {
        term: 'zorgplanregel',
        elements: ['carePlanEntries'],
        note: 'only of a plan that is served',
      },
    },
    beside: { authors: 'the PractitionerRole of the author' },
    views: ['report'],
  },
  {
    type: 'SoepLine',
    term: 'SOEP-regel',
    sources: [
      { mapping: SOAP_LINE, which: 'that a SOEP report lists; each has its own status and label', whole: true },
    ],
    fields: {
      kind: {
        term: 'S, O, E of P',
        elements: ['codes'],
        note: 'SNOMED CT 255362007 S, 260224007 O, 129265001 E, 129271007 P',
      },
      text: { term: 'tekst' },
    },
    views: ['report_line'],
  },
];
