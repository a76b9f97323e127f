import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { Organisations } from '../../../organisations/policy.js';
import { pageRequest, USUAL_PAGE } from '../../connection.js';
import type { SubgraphContext } from '../../subgraph-context.js';
import type { AuditLog } from '../domain/audit-log.js';
import { readAuditEvents } from '../domain/read-audit-events.js';
import { asOrganisationLog, AuditEventConnection } from './audit-event.connection.js';
import { AuditEventFilter } from './audit-event-filter.js';

@Resolver()
export class AuditEventResolver {
  constructor(private readonly needs: { log: AuditLog; organisations: Organisations }) {}

  @Query(() => AuditEventConnection, {
    nullable: true,
    description:
      'The log of the organisations where the caller is log manager, newest first. Reading it is recorded too (nl: logging).',
  })
  async auditEvents(
    @Ctx() context: SubgraphContext,
    @Arg('filter', () => AuditEventFilter, { nullable: true, description: 'Which records (nl: selectie).' })
    filter: AuditEventFilter | null,
    @Arg('first', () => Int, { defaultValue: USUAL_PAGE, description: 'How many, at most 50 (nl: aantal).' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'From this cursor on (nl: na deze bladwijzer).' })
    after: string | null,
  ): Promise<AuditEventConnection> {
    return asOrganisationLog(await readAuditEvents(this.needs, context, filter ?? {}, pageRequest(first, after)));
  }
}
