import { decide } from '../../../schema/access-decision.js';
import type { CallerRelation } from '../../../schema/caller.js';
import { DomainError } from '../../domain-error.js';
import type { SubgraphContext } from '../../subgraph-context.js';
import { rowNamed } from './dossier.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The relation on which the caller may look into the client's dossier at all.
 * A client who does not exist and one who is not the caller's are refused alike: nothing is looked up but the caller's
 * own relations. The refusal is recorded (NEN 7513).
 * @throws DomainError ACCESS_REFUSED, TERMS_NOT_ACCEPTED (V1, R3), BSN_NOT_CONFIRMED (V31).
 */
export function openDossier({ caller, ledger, now }: SubgraphContext, client: string): CallerRelation {
  const subject = { organisation: null, client, account: null };
  const { refusal, relation } = decide(rowNamed('Query.client'), caller.facts, subject, now);
  if (refusal === null && relation !== null) return relation;
  const reason = refusal ?? 'ACCESS_REFUSED';
  ledger.look({
    organisation: relation?.organisation ?? null,
    // what is no id of ours is not written down: it may hold anything
    client: UUID.test(client) ? client : null,
    relation,
    refusal: reason,
    categories: ['Query.client'],
  });
  throw new DomainError(reason);
}
