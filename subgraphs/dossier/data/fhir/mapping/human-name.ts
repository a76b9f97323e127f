/** Names as nl-core writes them: what somebody is called, first names and initials told apart, the prefix in the family name. */
import { optional, type Mapped } from './mapping.js';

const QUALIFIER = "extension('http://hl7.org/fhir/StructureDefinition/iso21090-EN-qualifier')";
const OWN_PREFIX = "extension('http://hl7.org/fhir/StructureDefinition/humanname-own-prefix')";

/** The name in use before the official one: nl-core (R4) puts nothing in it but what somebody is called. No names of the past. */
const NAMES = "name.where(use = 'usual').combine(name.where(use = 'official')).combine(name.where(use.empty()))";

/** The columns of the SQL views that hold the same. */
interface NameColumns {
  text: string;
  given?: string;
  family?: string;
}

export function humanName({ text, given, family }: NameColumns) {
  return {
    'name.text': optional('text', `${NAMES}.text`, text),
    'name.called': optional('text', `${NAMES}.given.where(${QUALIFIER}.where(value = 'CL').exists())`, given),
    'name.given': optional(
      'texts',
      `${NAMES}.where(given.exists()).first().given.where(${QUALIFIER}.where(value = 'IN').empty())`,
      given,
    ),
    'name.family': optional('text', `${NAMES}.family`, family),
    'name.prefix': optional('text', `${NAMES}.where(family.exists()).first().family.${OWN_PREFIX}.value`),
  } as const;
}

export interface HumanName {
  text: string;
  given: string | null;
  family: string | null;
}

/** Null when there is no name at all. */
export function humanNameOf(values: Mapped<ReturnType<typeof humanName>>): HumanName | null {
  const given = values['name.called'] ?? (values['name.given'].join(' ') || null);
  const family = familyOf(values['name.family'], values['name.prefix']);
  const text = values['name.text'] ?? [given, family].filter((part) => part !== null).join(' ');
  return text === '' ? null : { text, given, family };
}

/** The family name holds the prefix already, says the profile; not everybody does as it says. */
function familyOf(family: string | null, prefix: string | null): string | null {
  if (family === null || prefix === null || holdsWords(family, prefix)) return family;
  return prefix.endsWith("'") ? `${prefix}${family}` : `${prefix} ${family}`;
}

/** As words: the "de" of "Wilde" is no prefix. The name of a partner may stand before it: "Bakker-de Wilde". */
function holdsWords(family: string, prefix: string): boolean {
  if (prefix.endsWith("'")) return family.includes(prefix);
  return ` ${family.replaceAll('-', ' ')} `.includes(` ${prefix} `);
}
