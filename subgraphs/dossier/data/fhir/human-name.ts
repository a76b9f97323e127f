/** Names as nl-core writes them: what somebody is called, first names and initials told apart, the prefix in the family name. */
import { optional, type Mapped } from './mapping.js';

const QUALIFIER = "extension('http://hl7.org/fhir/StructureDefinition/iso21090-EN-qualifier')";
const OWN_PREFIX = "extension('http://hl7.org/fhir/StructureDefinition/humanname-own-prefix')";

/** The name in use before the official one: nl-core (R4) puts nothing in it but what somebody is called. No names of the past. */
const NAMES = "name.where(use = 'usual').combine(name.where(use = 'official')).combine(name.where(use.empty()))";

export const HUMAN_NAME = {
  'name.text': optional('text', `${NAMES}.text`, 'name'),
  'name.called': optional('text', `${NAMES}.given.where(${QUALIFIER}.where(value = 'CL').exists())`),
  'name.given': optional(
    'texts',
    `${NAMES}.where(given.exists()).first().given.where(${QUALIFIER}.where(value = 'IN').empty())`,
    'given_name',
  ),
  'name.family': optional('text', `${NAMES}.family`, 'family_name'),
  'name.prefix': optional('text', `${NAMES}.where(family.exists()).first().family.${OWN_PREFIX}.value`),
} as const;

export interface HumanName {
  text: string;
  given: string | null;
  family: string | null;
}

/** Null when there is no name at all. */
export function humanNameOf(values: Mapped<typeof HUMAN_NAME>): HumanName | null {
  const given = values['name.called'] ?? (values['name.given'].join(' ') || null);
  const family = familyOf(values['name.family'], values['name.prefix']);
  const text = values['name.text'] ?? [given, family].filter((part) => part !== null).join(' ');
  return text === '' ? null : { text, given, family };
}

/** The family name holds the prefix already, says the profile; not everybody does as it says. */
function familyOf(family: string | null, prefix: string | null): string | null {
  return family === null || prefix === null || family.includes(prefix) ? family : `${prefix} ${family}`;
}
