/** Agreements on care, made under a plan: Consent, as the zibs TreatmentDirective and AdvanceDirective are written. */
import { AGREEMENT } from '../codes.js';
import type { Agreement, RecordRows } from '../record-rows.js';
import { concept, elementOf, extension, reference, type FhirResource, type Writing } from '../resource.js';
import { meta } from './meta.js';

const COMMENT = {
  STU3: 'http://nictiz.nl/fhir/StructureDefinition/Comment',
  R4: 'http://nictiz.nl/fhir/StructureDefinition/ext-Comment',
};

export function writeAgreements({ agreements }: RecordRows, writing: Writing): FhirResource[] {
  return agreements.map((agreement) => ({
    resourceType: 'Consent',
    id: String(agreement.id),
    meta: meta(writing, { changed: agreement.gewijzigd_op }),
    status: 'active',
    category: [{ coding: [AGREEMENT] }],
    patient: { reference: writing.patient },
    dateTime: agreement.afgesproken_op,
    policy: [{ uri: 'https://ecd.example/zorgafspraken' }],
    ...(writing.version === 'R4' ? signatureOfR4(agreement) : signatureOfStu3(agreement)),
  }));
}

function signatureOfR4({ tekst, zorgplan_id, ondertekend_door: by, ondertekend_op: on }: Agreement) {
  return {
    extension: [extension(COMMENT.R4, { valueString: tekst })],
    scope: concept('http://terminology.hl7.org/CodeSystem/consentscope', 'treatment'),
    performer: by === null ? [] : [{ display: by }],
    verification: on === null ? [] : [{ verified: true, verificationDate: on }],
    provision: { data: [aboutPlan(zorgplan_id)] },
  };
}

function signatureOfStu3({ tekst, zorgplan_id, ondertekend_door: by, ondertekend_op: on }: Agreement) {
  const verification = [
    extension('verified', { valueBoolean: true }),
    extension('verificationDate', { valueDateTime: on }),
  ];
  return {
    extension: [
      extension(COMMENT.STU3, { valueString: tekst }),
      ...(on === null ? [] : [elementOf('4.0', 'Consent.verification', { extension: verification })]),
    ],
    consentingParty: by === null ? [] : [{ display: by }],
    data: [aboutPlan(zorgplan_id)],
  };
}

function aboutPlan(plan: number) {
  return { meaning: 'related', reference: reference('CarePlan', plan) };
}
