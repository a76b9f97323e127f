/** Whether a resource says of itself that client and family may see it (FHIR security labels, `meta.security`). */
import { isObject } from '../client/answers.js';
import type { Resource } from '../fhir-source.js';

/** STU3, R4, and the list's own number. */
const CONFIDENTIALITY = [
  'http://hl7.org/fhir/v3/Confidentiality',
  'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
  'urn:oid:2.16.840.1.113883.5.25',
];
const ACT_CODE = [
  'http://hl7.org/fhir/v3/ActCode',
  'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  'urn:oid:2.16.840.1.113883.5.4',
];

/** Unrestricted, low, moderate, normal. Of all other words of the list, and of words that are not on it, nobody may see it. */
const OPEN = ['U', 'L', 'M', 'N'];
/** "No disclosure to patient, family or caregivers": hidden. */
const HIDDEN = 'NOPAT';

export type Confidentiality = 'OPEN' | 'CONFIDENTIAL' | 'UNDECIDED';

export function confidentialityOf({ meta, resourceType, confidentiality }: Resource): Confidentiality {
  const described = meta ?? {};
  const security = isObject(described) ? (described['security'] ?? []) : null;
  // a label that cannot be read may say anything; one without a system says nothing that opens
  if (!Array.isArray(security) || !security.every(isLabel)) return 'CONFIDENTIAL';
  const codesOf = (systems: string[]) =>
    security.filter(({ system }) => systems.includes(system)).map(({ code }) => code);
  if (codesOf(ACT_CODE).includes(HIDDEN)) return 'CONFIDENTIAL';
  // a Composition says it in an element of its own, or there too
  const said: unknown[] = resourceType === 'Composition' && confidentiality !== undefined ? [confidentiality] : [];
  const levels = [...codesOf(CONFIDENTIALITY), ...said];
  if (levels.length === 0) return 'UNDECIDED';
  return levels.every((level) => OPEN.includes(level as string)) ? 'OPEN' : 'CONFIDENTIAL';
}

function isLabel(label: unknown): label is { system: string; code: string } {
  return isObject(label) && typeof label['system'] === 'string' && typeof label['code'] === 'string';
}
