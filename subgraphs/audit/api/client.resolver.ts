import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Organisations } from '../../../organisations/policy.js';
import { pageRequest, USUAL_PAGE } from '../../connection.js';
import { PeriodInput } from '../../period-input.js';
import type { SubgraphContext } from '../../subgraph-context.js';
import { readAccessLog } from '../domain/access-log/read-access-log.js';
import type { AuditLog } from '../domain/audit-log.js';
import { asAccessLog } from './access-log.connection.js';
import { AccessLogConnection } from './access-log.type.js';
import { ClientOfLog } from './client.type.js';

@Resolver(() => ClientOfLog)
export class ClientResolver {
  constructor(private readonly needs: { log: AuditLog; organisations: Organisations }) {}

  @FieldResolver(() => AccessLogConnection, {
    nullable: true,
    description:
      'Who looked into the dossier and what was done about it, newest first, refused looks included, in words that a person understands. NEN 7513 (nl: wie heeft ingezien).',
  })
  async accessLog(
    @Root() client: ClientOfLog,
    @Arg('period', () => PeriodInput, { nullable: true, description: 'Within this period (nl: binnen deze periode).' })
    period: PeriodInput | null,
    @Arg('first', () => Int, { defaultValue: USUAL_PAGE, description: 'How many, at most 50 (nl: aantal).' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'From this cursor on (nl: na deze bladwijzer).' })
    after: string | null,
    @Arg('merged', () => Boolean, {
      defaultValue: true,
      description: 'Like records of a day as one line; false: a line for each record (nl: gelijke regels samen).',
    })
    merged: boolean,
    @Ctx() { now }: SubgraphContext,
  ): Promise<AccessLogConnection> {
    const { id, subject } = client;
    const page = pageRequest(first, after);
    const asked = { period, page, now, merged };
    const log = await readAccessLog(this.needs, { id, organisation: subject.organisation }, asked);
    return asAccessLog(log, id, this.needs.organisations);
  }
}

/** A client that the gateway refers to; which organisation it is, the caller's relation says. */
export function findClient({ id }: { id: string }, { caller }: SubgraphContext): ClientOfLog {
  const relation = caller.facts?.relations.find(({ client }) => client === id);
  return new ClientOfLog(id, relation?.organisation ?? null);
}
