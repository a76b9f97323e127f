/** The clients of an organisation as its administration keeps them here: whom the ECD knows, and who may be linked to them. */
import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import { DomainError } from '../../../domain-error.js';
import { hashBsn, isBsn } from '../first-steps/bsn.js';
import type { JudgedRelation } from '../standing.js';
import type { AccessOver } from '../staff/access-over.js';
import type { TextPageRequest } from '../text-order.js';

export interface RegisteredClient {
  id: string;
  organisation: string;
  ecdClientId: string;
  /** Dates without time, YYYY-MM-DD. */
  departedOn: string | null;
  diedOn: string | null;
  /** Whether the hash of a BSN is kept; the number itself is not, and nothing of it leaves (V31). */
  bsnKnown: boolean;
  /** Found unable to decide on who sees the dossier, at this moment. */
  isIncapacitated: boolean;
}

export interface ClientFile extends RegisteredClient {
  relations: JudgedRelation[];
}

export interface ClientCriteria {
  /** The beginning of the id in the ECD. */
  text: string | null;
  inCare: boolean | null;
  incapacitated: boolean | null;
  /** Nobody has access to the dossier. */
  withoutAccount: boolean | null;
}

export interface ClientRegister {
  /** Null as well when it is another organisation's. */
  find(organisation: string, id: string, now: Date): Promise<RegisteredClient | null>;
  /** In the order of the id in the ECD; one more than the page holds when there is more. */
  list(
    organisation: string,
    criteria: ClientCriteria,
    over: AccessOver,
    page: TextPageRequest,
  ): Promise<RegisteredClient[]>;
}

/** As a step sees them: changed nowhere else. */
export interface ClientRegisterInStep extends ClientRegister {
  /** The new client's id; null when the organisation has registered that id of the ECD already. */
  add(client: { organisation: string; ecdClientId: string; bsnHash: Buffer | null }): Promise<string | null>;
  /** Another BSN: whoever confirmed the one before confirms anew. False when it is the one that is kept. */
  changeBsn(id: string, bsnHash: Buffer): Promise<boolean>;
}

/**
 * The hash of a BSN as it is kept: where the organisation asks for it at the first sign-in (V31), and nowhere else (R11).
 * @throws DomainError BAD_INPUT, also when it is there and is not asked, or the other way round.
 */
export function bsnHashFor(
  { bsnAtFirstSignIn }: Pick<OrganisationPolicy, 'bsnAtFirstSignIn'>,
  bsn: string | null,
  key: Buffer,
): Buffer | null {
  const number = bsn?.trim() ?? '';
  if (bsnAtFirstSignIn ? !isBsn(number) : number !== '') throw new DomainError('BAD_INPUT', { fields: ['bsn'] });
  return bsnAtFirstSignIn ? hashBsn(key, number) : null;
}
