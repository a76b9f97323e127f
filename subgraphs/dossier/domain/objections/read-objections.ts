import type { PageRequest } from '../../../connection.js';
import type { SubgraphContext } from '../../../subgraph-context.js';
import { actInOrganisation } from '../acting.js';
import type { Dossier } from '../dossier.js';
import { inOwnList } from '../place-in-list.js';
import { recordStaffLooks } from '../staff-looks.js';
import type { ObjectionRequest, ObjectionRequests, ObjectionStatus } from './objection-request.js';
import type { ObjectionNeeds } from './open-objection.js';

/** Everything asked about this client's dossier, by whomever. @throws DomainError BAD_CURSOR. */
export async function readObjections(
  { objections }: { objections: ObjectionRequests },
  { relation }: Dossier,
  page: PageRequest,
): Promise<ObjectionRequest[]> {
  return objections.ofClient(relation.client, inOwnList(page));
}

/** For the administration, those due first at the top. @throws DomainError ACCESS_REFUSED, BAD_CURSOR. */
export async function readObjectionsOfOrganisation(
  { objections, organisations }: ObjectionNeeds,
  { organisation, statuses }: { organisation: string; statuses: readonly ObjectionStatus[] },
  page: PageRequest,
  context: SubgraphContext,
): Promise<ObjectionRequest[]> {
  const acting = actInOrganisation('Query.objectionRequests', organisation, organisations, context);
  const found = await objections.ofOrganisation(organisation, statuses, inOwnList(page));
  recordStaffLooks('OBJECTION_READ', 'OBJECTIONS', acting, found.slice(0, page.first), context);
  return found;
}
