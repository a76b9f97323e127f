import { isValid } from '../../../schema/access-decision.js';
import { contactRole } from './contact-role.js';
import { opens, type Dossier } from './dossier.js';

export interface Contact {
  id: string;
  name: string;
  relationship: string | null;
  roleCode: string | null;
  roleName: string | null;
  telephone: string | null;
  /** The entry is about the caller. */
  isCaller: boolean;
}

/** The client's contacts and representatives; a contact gets the own entry, if the administration linked it, and no other. */
export async function readContacts(dossier: Dossier): Promise<Contact[]> {
  const all = opens(dossier, 'RelatedPerson.*');
  const own = dossier.facts.relations
    .filter((relation) => relation.client === dossier.subject.client && isValid(relation, dossier.now))
    .flatMap(({ relatedPerson }) => relatedPerson ?? []);
  if (!all && own.length === 0) return [];
  const persons = await dossier.record.relatedPersons();
  return persons
    .map(({ roleCode, ...person }) => {
      const role = contactRole(roleCode);
      return { ...person, roleCode: role.code, roleName: role.name, isCaller: own.includes(person.id) };
    })
    .filter(({ isCaller }) => all || isCaller);
}
