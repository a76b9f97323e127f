/** Contacts of the client: zib ContactPerson. */
import { CONTACT_ROLE } from '../codes.js';
import type { Contact, RecordRows } from '../record-rows.js';
import { concept, extension, type FhirResource, type Writing } from '../resource.js';
import { meta } from './meta.js';

const ROLE = 'http://fhir.nl/fhir/StructureDefinition/nl-core-relatedperson-role';

export function writeContacts({ contacts }: RecordRows, writing: Writing): FhirResource[] {
  return contacts.map((contact) => ({
    resourceType: 'RelatedPerson',
    id: String(contact.id),
    meta: meta(writing),
    ...(writing.version === 'R4' ? relationshipOfR4(contact) : relationshipOfStu3(contact)),
    active: true,
    patient: { reference: writing.patient },
    name: [{ text: contact.naam }],
    telecom: contact.telefoon === null ? null : [{ system: 'phone', value: contact.telefoon }],
  }));
}

function relationshipOfR4({ rolcode, relatie }: Contact) {
  return {
    relationship: [
      ...(rolcode === null ? [] : [concept(CONTACT_ROLE, rolcode)]),
      ...(relatie === null ? [] : [{ text: relatie }]),
    ],
  };
}

/** What is written in STU3 has the role without its zero: 1 for 01. */
function relationshipOfStu3({ rolcode, relatie }: Contact) {
  const role = rolcode?.replace(/^0/, '');
  return {
    extension:
      role === undefined
        ? []
        : [extension(ROLE, { valueCodeableConcept: { coding: [{ system: CONTACT_ROLE, code: role }] } })],
    relationship: relatie === null ? null : { text: relatie },
  };
}
