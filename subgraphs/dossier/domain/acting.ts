/**
 * On whose behalf somebody does something with what users add: on their own relation to the client, or as staff of the
 * organisation. Judged by the row of the field in the access matrix, for the very thing that it is about.
 */
import type { OrganisationPolicy, Organisations } from '../../../organisations/policy.js';
import { decide, type Subject } from '../../../schema/access-decision.js';
import type { Role, SessionFacts, StaffRole } from '../../../schema/caller.js';
import { DomainError } from '../../domain-error.js';
import type { SubgraphContext } from '../../subgraph-context.js';
import { rowNamed } from './dossier.js';

/** The two that write to each other. */
export type Side = 'USER' | 'STAFF';

export interface Acting {
  facts: SessionFacts;
  policy: OrganisationPolicy;
  side: Side;
  /** What belongs on the log with whatever is done. */
  place: {
    organisation: string;
    client: string | null;
    relation: string | null;
    role: Role | StaffRole;
    /** Which one of them, as `Thread/<id>`. */
    object: string | null;
  };
}

/**
 * @param subject what it is about; null when there is no such thing, which is refused as what is another's.
 * @throws DomainError ACCESS_REFUSED, TERMS_NOT_ACCEPTED (V1, R3), BSN_NOT_CONFIRMED (V31); it is on record then.
 */
export function actOn(
  field: string,
  subject: Subject | null,
  organisations: Organisations,
  { caller, ledger, now }: SubgraphContext,
): Acting {
  const { facts } = caller;
  // nobody is staff in what is their own
  const asked = facts !== null && subject?.account === facts.account ? { ...facts, staff: [] } : facts;
  const { refusal, relation, column } =
    subject === null
      ? { refusal: 'ACCESS_REFUSED' as const, relation: null, column: null }
      : decide(rowNamed(field), asked, subject, now);
  const policy = organisations.get(subject?.organisation ?? '');
  const role = relation?.role ?? asked?.staff.find((assignment) => assignment.role === column)?.role;
  if (refusal !== null || facts === null || policy === undefined || role === undefined) {
    const reason = refusal ?? 'ACCESS_REFUSED';
    ledger.look({
      organisation: policy?.id ?? null,
      client: subject?.client ?? null,
      relation,
      refusal: reason,
      categories: [field],
    });
    throw new DomainError(reason);
  }
  const { client = null, object = null } = subject ?? {};
  const place = { organisation: policy.id, client, relation: relation?.id ?? null, role, object };
  return { facts, policy, side: relation === null ? 'STAFF' : 'USER', place };
}

/** The same, about something that has only now its id. */
export function about(acting: Acting, object: string): Acting {
  return { ...acting, place: { ...acting.place, object } };
}

/** What staff does in an organisation as a whole. @throws DomainError ACCESS_REFUSED, alike for one that does not exist. */
export function actInOrganisation(
  field: string,
  organisation: string,
  organisations: Organisations,
  context: SubgraphContext,
): Acting {
  const known = organisations.has(organisation);
  return actOn(field, known ? { organisation, client: null, account: null } : null, organisations, context);
}
