/** The names of those who take part in something, where other clients may take part too. */

/**
 * FHIRPath of the names that references hold. No clients and places, and where more than one client may be there nobody's
 * family either: not by reference, nor contained (of which nobody looked who it is), nor by type or BSN alone. The client
 * is known, and the others are nobody's business.
 */
export function namesIn(references: string, company: 'IN_COMPANY' | 'ALONE' = 'IN_COMPANY'): string {
  const kept = company === 'ALONE' ? ['Patient'] : ['Patient', 'RelatedPerson', 'Location'];
  const isShown = [
    `(reference.empty() or reference.matches('^#|(^|/)(${kept.join('|')})/').not())`,
    `($this.type.empty() or ($this.type in (${kept.map((type) => `'${type}'`).join(' | ')})).not())`,
    "identifier.where(system = 'http://fhir.nl/fhir/NamingSystem/bsn').empty()",
  ];
  return `${references}.where(${isShown.join(' and ')}).display`;
}
