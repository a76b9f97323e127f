/** Whether we can tell what a resource says: it is of a size that resources are, and nothing in it turns its meaning. */
import type { Resource } from '../fhir-source.js';

/** Of one resource; a whole life story has some hundreds. FHIRPath takes quadratic time over what is far larger. */
const MOST_VALUES = 10_000;
const DEEPEST = 40;

/** What the zib TreatmentDirective says by modifiers; an agreement is shown in the words that stand beside them. */
const KNOWN_MODIFIERS = [
  'http://nictiz.nl/fhir/StructureDefinition/zib-TreatmentDirective-TreatmentPermitted',
  'http://nictiz.nl/fhir/StructureDefinition/ext-TreatmentDirective2.SpecificationOther',
];

/**
 * A modifier extension can turn what the rest says into its opposite: who does not know it may not go on (FHIR R4
 * §2.4.1.1), nor who does not know the rules that were followed (`implicitRules`).
 */
export function canBeRead(resource: Resource): boolean {
  if (resource['implicitRules'] !== undefined) return false;
  let values = 0;
  // by a list of its own: what is nested too deep would run the program out of stack
  const open: { value: unknown; depth: number }[] = [{ value: resource, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > DEEPEST || !isUnmodified(value)) return false;
    const parts: unknown[] = Object.values(value);
    values += parts.length;
    if (values > MOST_VALUES) return false;
    for (const part of parts) open.push({ value: part, depth: depth + 1 });
  }
  return true;
}

function isUnmodified({ modifierExtension: modifiers }: { modifierExtension?: unknown }): boolean {
  if (modifiers === undefined) return true;
  return (
    Array.isArray(modifiers) &&
    modifiers.every((modifier) => KNOWN_MODIFIERS.includes((modifier as { url?: unknown } | null)?.url as string))
  );
}
