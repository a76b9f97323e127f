/** What a care plan addresses: zib Problem. */
import type { RecordRows } from '../record-rows.js';
import { concept, type FhirResource, type Writing } from '../resource.js';
import { meta } from './meta.js';

const CLINICAL = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const VERIFICATION = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';

export function writeProblems({ entries }: RecordRows, writing: Writing): FhirResource[] {
  return entries.map(({ id, probleem, gewijzigd_op }) => ({
    resourceType: 'Condition',
    id: String(id),
    meta: meta(writing, { changed: gewijzigd_op }),
    ...conditionStatus(writing),
    code: { text: probleem },
    subject: { reference: writing.patient },
  }));
}

/** Codes in STU3, concepts in R4. */
export function conditionStatus({ version }: Writing, active = true) {
  const clinical = active ? 'active' : 'resolved';
  return version === 'R4'
    ? { clinicalStatus: concept(CLINICAL, clinical), verificationStatus: concept(VERIFICATION, 'confirmed') }
    : { clinicalStatus: clinical, verificationStatus: 'confirmed' };
}
