import { DomainError } from '../../domain-error.js';
import type { Dossier } from './dossier.js';
import type { Person } from './ecd.js';

/** @throws DomainError NOT_FOUND when the ECD does not know the client whom the administration linked. */
export async function knownPerson({ record }: Pick<Dossier, 'record'>): Promise<Person> {
  const person = await record.person();
  if (person === null) throw new DomainError('NOT_FOUND');
  return person;
}
