/** What staff does: within their own organisation, in one of the roles that may, and always with a reason. */
import type { OrganisationPolicy, Organisations } from '../../../../organisations/policy.js';
import type { StaffRole } from '../../../../schema/caller.js';
import { justificationOf } from '../../../justification.js';
import type { Happening } from '../../../ledger.js';
import { whoAsks, type Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';

export interface StaffAct {
  /** Of the organisation that it is about. */
  policy: OrganisationPolicy;
  /** The account of who acts. */
  account: string;
  role: StaffRole;
  /** What belongs on the log with whatever is done. */
  place: { organisation: string; role: StaffRole; justification: string | null };
}

/**
 * @param tried what goes on record when it is refused.
 * @throws DomainError ACCESS_REFUSED, alike for an organisation that does not exist; BAD_INPUT for a reason that is no reason.
 */
export function actAsStaff(
  { organisations }: { organisations: Organisations },
  { organisation, roles, reason }: { organisation: string | null; roles: readonly StaffRole[]; reason: string | null },
  tried: Happening,
  occasion: Occasion,
): StaffAct {
  const { account, staff } = whoAsks(occasion);
  const policy = organisation === null ? undefined : organisations.get(organisation);
  const assignment = staff.find((own) => own.organisation === organisation && roles.includes(own.role));
  if (policy === undefined || assignment === undefined) {
    return refuse(occasion, { ...tried, organisation: policy?.id ?? null }, 'ACCESS_REFUSED');
  }
  const { role } = assignment;
  const justification = reason === null ? null : justificationOf(reason);
  return { policy, account, role, place: { organisation: policy.id, role, justification } };
}
