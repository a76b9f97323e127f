import { DomainError } from '../../../domain-error.js';
import type { Organisations } from '../../../../organisations/policy.js';
import type { Occasion } from '../occasion.js';
import { actAsStaff } from '../staff/act-as-staff.js';
import type { OneStep } from '../tables.js';
import { bsnHashFor, type ClientFile } from './client-register.js';

export interface RegisterClientNeeds extends OneStep {
  organisations: Organisations;
  bsnKey: Buffer;
}

export interface NewClient {
  organisation: string;
  ecdClientId: string;
  bsn: string | null;
  reason: string;
}

/**
 * Makes a client of the ECD known, so that people can be given access to the dossier. The BSN is kept as a keyed hash,
 * where the organisation asks for it (V31). @throws DomainError ACCESS_REFUSED, BAD_INPUT.
 */
export async function registerClient(
  { organisations, bsnKey, inOneStep }: RegisterClientNeeds,
  { organisation, ecdClientId: typed, bsn, reason }: NewClient,
  occasion: Occasion,
): Promise<ClientFile> {
  const happening = { kind: 'CLIENT_CHANGED', action: 'C', categories: ['REGISTERED'] } as const;
  const which = { organisation, roles: ['ADMINISTRATOR'] as const, reason };
  const { policy, place } = actAsStaff({ organisations }, which, { ...happening, categories: [] }, occasion);
  const ecdClientId = ecdIdOf(typed);
  // the number of a person is nobody's id
  if (ecdClientId === null || ecdClientId === bsn?.trim())
    throw new DomainError('BAD_INPUT', { fields: ['ecdClientId'] });
  const bsnHash = bsnHashFor(policy, bsn, bsnKey);
  const id = await inOneStep(occasion, async ({ clientRegister }, step) => {
    const added = await clientRegister.add({ organisation: policy.id, ecdClientId, bsnHash });
    if (added === null) throw new DomainError('BAD_INPUT', { fields: ['ecdClientId'] });
    step.ledger.add({ ...happening, ...place, categories: [...happening.categories], client: added });
    return added;
  });
  return {
    id,
    organisation: policy.id,
    ecdClientId,
    departedOn: null,
    diedOn: null,
    bsnKnown: bsnHash !== null,
    isIncapacitated: false,
    relations: [],
  };
}

const ECD_ID = /^[\p{L}\p{N}][\p{L}\p{N}._:/-]{0,63}$/u;

function ecdIdOf(typed: string): string | null {
  const id = typed.trim();
  return ECD_ID.test(id) ? id : null;
}
