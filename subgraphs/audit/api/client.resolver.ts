import { Arg, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Organisations } from '../../../organisations/policy.js';
import { pageRequest, USUAL_PAGE } from '../../connection.js';
import { PeriodInput } from '../../period-input.js';
import type { SubgraphContext } from '../../subgraph-context.js';
import type { AuditLog } from '../domain/audit-log.js';
import { readAccessLog } from '../domain/read-access-log.js';
import { asClientLog, AuditEventConnection } from './audit-event.connection.js';
import { ClientOfLog } from './client.type.js';

@Resolver(() => ClientOfLog)
export class ClientResolver {
  constructor(private readonly needs: { log: AuditLog; organisations: Organisations }) {}

  @FieldResolver(() => AuditEventConnection, {
    nullable: true,
    description:
      'Who looked into the dossier, newest first, refused looks included. NEN 7513 (nl: wie heeft ingezien).',
  })
  async accessLog(
    @Root() client: ClientOfLog,
    @Arg('period', () => PeriodInput, { nullable: true, description: 'Within this period (nl: binnen deze periode).' })
    period: PeriodInput | null,
    @Arg('first', () => Int, { defaultValue: USUAL_PAGE, description: 'How many, at most 50 (nl: aantal).' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'From this cursor on (nl: na deze bladwijzer).' })
    after: string | null,
  ): Promise<AuditEventConnection> {
    const { id, subject } = client;
    const log = readAccessLog(
      this.needs,
      { id, organisation: subject.organisation },
      period,
      pageRequest(first, after),
    );
    return asClientLog(await log, id);
  }
}

/** A client that the gateway refers to; which organisation it is, the caller's relation says. */
export function findClient({ id }: { id: string }, { caller }: SubgraphContext): ClientOfLog {
  const relation = caller.facts?.relations.find(({ client }) => client === id);
  return new ClientOfLog(id, relation?.organisation ?? null);
}
