import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { Organisations } from '../../../organisations/policy.js';
import { pageRequest, USUAL_PAGE } from '../../connection.js';
import { PeriodInput } from '../../period-input.js';
import type { SubgraphContext } from '../../subgraph-context.js';
import type { Anomalies, Anomaly, AnomalyKind } from '../domain/anomalies/anomaly.js';
import { readAnomalies } from '../domain/anomalies/read-anomalies.js';
import type { AuditLog } from '../domain/audit-log.js';
import { AuditAnomalyConnection, AuditAnomalyKind, type AuditAnomaly } from './audit-anomaly.type.js';
import { agentOf, asOrganisationEvent } from './audit-event.connection.js';

@Resolver()
export class AuditAnomalyResolver {
  constructor(private readonly needs: { anomalies: Anomalies; log: AuditLog; organisations: Organisations }) {}

  @Query(() => AuditAnomalyConnection, {
    nullable: true,
    description:
      "What in the log of the caller's organisations asks for a look, by each organisation's own limits; a signal, not a verdict. Reading it is recorded too (nl: signalen uit de logging).",
  })
  async auditAnomalies(
    @Ctx() context: SubgraphContext,
    @Arg('period', () => PeriodInput, { description: 'Which days, at most 31 (nl: periode).' })
    period: PeriodInput,
    @Arg('organisation', () => ID, { nullable: true, description: 'Of this organisation (nl: organisatie).' })
    organisation: string | null,
    @Arg('kinds', () => [AuditAnomalyKind], { nullable: true, description: 'Of these kinds (nl: soorten).' })
    kinds: AnomalyKind[] | null,
    @Arg('first', () => Int, { defaultValue: USUAL_PAGE, description: 'How many, at most 50 (nl: aantal).' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'From this cursor on (nl: na deze bladwijzer).' })
    after: string | null,
  ): Promise<AuditAnomalyConnection> {
    const criteria = { period, organisation, kinds };
    const { edges, pageInfo } = await readAnomalies(this.needs, context, criteria, pageRequest(first, after));
    return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: asAnomaly(node) })) };
  }
}

function asAnomaly({ events, ...anomaly }: Anomaly): AuditAnomaly {
  const [newest] = events;
  return {
    ...anomaly,
    subject: { organisation: anomaly.organisation, client: null, account: null },
    agent: newest === undefined || anomaly.account === null ? null : agentOf(newest),
    events: events.map(asOrganisationEvent),
  };
}
