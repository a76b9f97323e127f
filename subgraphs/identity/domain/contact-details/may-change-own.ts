import type { OrganisationPolicy, Organisations } from '../../../../organisations/policy.js';
import { DomainError } from '../../../domain-error.js';
import { writingOrganisation } from '../sign-in/send-code.js';
import { policiesOf, type Standing } from '../standing.js';

/**
 * Whether the holder may change the account's details: only where every organisation that the person has to do with
 * leaves that to its users; elsewhere the client administration does it (R14).
 * @returns in whose name the person is written to.
 * @throws DomainError ACCESS_REFUSED when there is none, CHANGE_BY_ADMINISTRATION.
 */
export function mayChangeOwn(standing: Standing, organisations: Organisations): OrganisationPolicy {
  const writing = writingOrganisation(standing, organisations);
  if (writing === null) throw new DomainError('ACCESS_REFUSED');
  if (policiesOf(standing, organisations).some(({ accountChangesBy }) => accountChangesBy !== 'USER')) {
    throw new DomainError('CHANGE_BY_ADMINISTRATION');
  }
  return writing;
}
