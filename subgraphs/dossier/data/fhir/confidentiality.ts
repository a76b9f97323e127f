/** Whether a resource says of itself that client and family may see it (FHIR security labels, `meta.security`). */
import type { Resource } from './fhir-source.js';

const CONFIDENTIALITY = [
  'http://hl7.org/fhir/v3/Confidentiality',
  'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
];
const ACT_CODE = ['http://hl7.org/fhir/v3/ActCode', 'http://terminology.hl7.org/CodeSystem/v3-ActCode'];

/** Unrestricted, low, moderate, normal. Of all other words of the list, and of words that are not on it, nobody may see it. */
const OPEN = ['U', 'L', 'M', 'N'];
/** "No disclosure to patient, family or caregivers": hidden. */
const HIDDEN = 'NOPAT';

export type Confidentiality = 'OPEN' | 'CONFIDENTIAL' | 'UNDECIDED';

export function confidentialityOf({ meta, resourceType, confidentiality }: Resource): Confidentiality {
  // a Composition says it in an element of its own, or there too
  const said = resourceType === 'Composition' && confidentiality !== undefined ? [confidentiality] : [];
  const security = (meta as { security?: unknown } | null | undefined)?.security ?? [];
  if (!Array.isArray(security)) return 'CONFIDENTIAL';
  const labels = security.map((label) => (label ?? {}) as { system?: unknown; code?: unknown });
  const codesOf = (systems: string[]) =>
    labels.filter(({ system }) => systems.includes(system as string)).map(({ code }) => code as string);
  if (codesOf(ACT_CODE).includes(HIDDEN)) return 'CONFIDENTIAL';
  const levels = [...codesOf(CONFIDENTIALITY), ...said];
  if (levels.length === 0) return 'UNDECIDED';
  return levels.every((level) => OPEN.includes(level as string)) ? 'OPEN' : 'CONFIDENTIAL';
}
