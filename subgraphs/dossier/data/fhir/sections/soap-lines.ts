/** The lines of SOEP reports. Each has a status and a label of its own: a line that may not be seen is not there (V13). */
import type { SoepLine } from '../../../domain/report.js';
import type { FhirRecord } from '../fhir-record.js';
import { changeOf } from './last-change.js';
import type { ListSearch } from '../newest-first.js';
import { SOAP_KINDS, SOAP_LINE, SOAP_REPORT } from '../mapping/report-mapping.js';
import { referenceTo, searchServed, servedAt, type Found, type Resources } from '../served-resources.js';
import type { WithheldCount } from '../withheld.js';

type LineFound = Found<typeof SOAP_LINE.elements>;

/** By reference. */
export async function readLines(
  record: FhirRecord,
  references: string[],
  included: Resources,
  withheld: WithheldCount,
): Promise<ReadonlyMap<string, SoepLine>> {
  const lines = new Map<string, SoepLine>();
  for (const found of await servedAt(record, SOAP_LINE, references, included, withheld)) {
    const line = lineOf(found);
    if (line === null) withheld.add('MALFORMED');
    else lines.set(referenceTo(found.resource), line);
  }
  return lines;
}

/** Lines that are shown, in the order in which they were changed: a line may be written after its report was. */
export function changedLineSearch(record: FhirRecord): ListSearch<typeof SOAP_LINE.elements, SoepLine> {
  async function shownReferences(found: LineFound[]): Promise<Set<string>> {
    if (found.length === 0) return new Set();
    const entry = found.map(({ resource }) => referenceTo(resource)).join(',');
    const reports = await searchServed(record, SOAP_REPORT, [['entry', entry]]);
    return new Set(
      reports.found
        .filter(({ values }) => values.codes.some((code) => record.codes.soapReport.includes(code)))
        .flatMap(({ values }) => values.lines),
    );
  }

  return {
    mapping: SOAP_LINE,
    parameters: [['code', Object.keys(SOAP_KINDS).join(',')]],
    timeParameter: '_lastUpdated',
    timeOf: changeOf,
    idPrefix: '',
    sparse: false,
    entriesOf: async (found) => {
      const shown = await shownReferences(found);
      return found.map((each) => (shown.has(referenceTo(each.resource)) ? lineOf(each) : null));
    },
  };
}

function lineOf({ values: { codes, text } }: LineFound): SoepLine | null {
  const kind = codes.map((code) => SOAP_KINDS[code]).find((known) => known !== undefined);
  return kind === undefined || text[0] === undefined ? null : { kind, text: text[0] };
}
