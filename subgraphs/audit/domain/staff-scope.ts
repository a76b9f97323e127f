/** For which organisations a member of staff reads: those where they have the role, or of these the one they ask. */
import type { OrganisationPolicy, Organisations } from '../../../organisations/policy.js';
import type { AuditAction, AuditEventKind } from '../../../schema/audit-event.js';
import type { Caller, StaffAssignment, StaffRole } from '../../../schema/caller.js';
import { DomainError } from '../../domain-error.js';
import type { Ledger } from '../../ledger.js';

/** Who asks, and where it is recorded. Every subgraph context is one. */
export interface Occasion {
  caller: Caller;
  ledger: Pick<Ledger, 'add'>;
}

export interface Scope {
  policy: OrganisationPolicy;
  /** In which role the caller reads for this organisation. */
  role: StaffRole;
}

/** What is asked: by whom it may be, and as what it is recorded. */
export interface Reading {
  roles: readonly StaffRole[];
  kind: AuditEventKind;
  /** R when it is not said. */
  action?: AuditAction;
  category: string;
  organisation: string | null | undefined;
}

/**
 * One entry for each organisation.
 * @throws DomainError ACCESS_REFUSED, recorded, when there is none or the caller has no such role there.
 */
export function staffScope({ caller, ledger }: Occasion, organisations: Organisations, reading: Reading): Scope[] {
  const scopes = (caller.facts?.staff ?? [])
    .filter(({ role, organisation }) => reading.roles.includes(role) && isAsked(reading, organisation))
    .filter(isFirstOfItsOrganisation)
    .flatMap(({ role, organisation }) => {
      const policy = organisations.get(organisation);
      return policy === undefined ? [] : [{ policy, role }];
    });
  if (scopes.length > 0) return scopes;
  ledger.add({
    kind: reading.kind,
    action: reading.action ?? 'R',
    outcome: 'REFUSED',
    reason: 'ACCESS_REFUSED',
    organisation: organisations.get(reading.organisation ?? '')?.id ?? null,
    categories: [reading.category],
  });
  throw new DomainError('ACCESS_REFUSED');
}

function isAsked({ organisation: asked }: Reading, organisation: string): boolean {
  return asked == null || asked === organisation;
}

function isFirstOfItsOrganisation(assignment: StaffAssignment, index: number, all: StaffAssignment[]): boolean {
  return all.findIndex(({ organisation }) => organisation === assignment.organisation) === index;
}
