/** FHIRPath that several mappings share. */

/** A concept in words: those that were written down, else those of the code list. */
export const wordsOf = (concept: string) => `${concept}.text.combine(${concept}.coding.display)`;

/** As what somebody works, of a PractitionerRole. */
export const DISCIPLINE =
  'specialty.text.combine(specialty.coding.display).combine(code.text).combine(code.coding.display)';

/** In nl-core of STU3 a reference to a professional says in an extension in which role. */
export const ROLE_OF_STU3 =
  "extension('http://nictiz.nl/fhir/StructureDefinition/practitionerrole-reference').value.reference";
