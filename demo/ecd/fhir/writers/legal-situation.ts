/** Measures by the court: zib LegalSituation, its part Representation. */
import { REPRESENTATION } from '../codes.js';
import type { RecordRows } from '../record-rows.js';
import { concept, type FhirResource, type Writing } from '../resource.js';
import { meta } from './meta.js';
import { conditionStatus } from './problem.js';

/** `juridische_situaties.soort`. */
const CODES: Readonly<Record<string, string>> = { VGD: '6', BEW: '7', MEN: '8', CUR: '9', ZWN: '10' };

export function writeLegalSituations({ legalSituations }: RecordRows, writing: Writing): FhirResource[] {
  return legalSituations.map(({ id, soort, begindatum, einddatum }) => ({
    resourceType: 'Condition',
    id: `juridisch-${id}`,
    meta: meta(writing),
    // FHIR con-4: what has an end is not active
    ...conditionStatus(writing, einddatum === null),
    code: soort === null ? null : concept(REPRESENTATION, CODES[soort] ?? soort),
    subject: { reference: writing.patient },
    onsetDateTime: begindatum,
    abatementDateTime: einddatum,
  }));
}
