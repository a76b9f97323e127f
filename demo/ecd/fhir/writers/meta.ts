/** What a resource says of itself: when it changed, and who may see it. */
import { FLAGGED } from '../codes.js';
import { moment, type FhirVersion, type Writing } from '../resource.js';

const CONFIDENTIALITY = {
  STU3: 'http://hl7.org/fhir/v3/Confidentiality',
  R4: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
};
const ACT_CODE = {
  STU3: 'http://hl7.org/fhir/v3/ActCode',
  R4: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
};

/** FALSE, TRUE, or a decision that nobody took. */
type Flag = boolean | null;

export interface Labels {
  confidential: Flag;
  hidden: Flag;
}

interface Facts {
  /** As PostgreSQL writes it. */
  changed?: string | null;
  labels?: Labels;
  flagged?: boolean;
}

export function meta({ version, lastUpdated }: Writing, { changed, labels, flagged = false }: Facts = {}) {
  const updated = typeof changed === 'string' ? moment(changed) : lastUpdated;
  return {
    versionId: updated.replace(/\D/g, ''),
    lastUpdated: updated,
    security: labels && securityOf(labels, version),
    tag: flagged ? [FLAGGED] : null,
  };
}

function securityOf({ confidential, hidden }: Labels, version: FhirVersion) {
  const level = confidential === true ? 'R' : confidential === false && hidden !== null ? 'N' : null;
  return [
    ...(level === null ? [] : [{ system: CONFIDENTIALITY[version], code: level }]),
    ...(hidden === true ? [{ system: ACT_CODE[version], code: 'NOPAT' }] : []),
  ];
}
