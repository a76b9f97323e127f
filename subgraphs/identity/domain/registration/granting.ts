/** Access as it is given: what is known before, and what came of it. */
import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import type { Account } from '../account.js';
import type { Relation } from '../relations/relation.js';
import type { JudgedRelation } from '../standing.js';
import type { PersonDetails } from './person-details.js';
import type { Registration, Verification } from './registration.js';

/** A registration that was verified, and about whom. */
export interface Granting {
  registration: Registration;
  person: PersonDetails;
  verification: Verification;
  verifiedBy: string;
  /** Who approved a further account; null when nobody has. */
  approvedBy: string | null;
  policy: OrganisationPolicy;
}

export interface Granted {
  registration: Registration;
  /** Null while it waits for approval. */
  relation: Relation | null;
  account: Account | null;
  isNewAccount: boolean;
  ended: JudgedRelation | null;
}
