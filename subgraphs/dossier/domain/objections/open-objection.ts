import type { Organisations } from '../../../../organisations/policy.js';
import { DomainError } from '../../../domain-error.js';
import type { SubgraphContext } from '../../../subgraph-context.js';
import { isUuid } from '../../../uuid.js';
import { actOn, type Acting } from '../acting.js';
import type { OneStep } from '../dossier-tables.js';
import { subjectOfObjection, type ObjectionRequest, type ObjectionRequests } from './objection-request.js';

export interface ObjectionNeeds extends OneStep {
  objections: ObjectionRequests;
  organisations: Organisations;
}

export interface OpenObjection {
  request: ObjectionRequest;
  acting: Acting;
}

/**
 * A request, for whom the row of the field lets in.
 * @throws DomainError ACCESS_REFUSED, alike for a request that does not exist.
 */
export async function openObjection(
  { objections, organisations }: Pick<ObjectionNeeds, 'objections' | 'organisations'>,
  id: string,
  field: string,
  context: SubgraphContext,
): Promise<OpenObjection> {
  const request = isUuid(id) ? await objections.find(id) : null;
  const acting = actOn(field, request && subjectOfObjection(request), organisations, context);
  if (request === null) throw new DomainError('ACCESS_REFUSED');
  return { request, acting };
}
