import { Field, ObjectType } from 'type-graphql';
import { PageInfo, type Page } from '../../connection.js';
import type { AuditRecord } from '../domain/audit-log.js';
import { AuditEvent } from './audit-event.type.js';

@ObjectType({ description: 'A record in a page of the log. Relay edge (nl: regel).' })
export class AuditEventEdge {
  @Field(() => String, { description: 'Place of the record, for `after` (nl: bladwijzer).' })
  cursor: string;

  @Field(() => AuditEvent, { description: 'The record (nl: logregel).' })
  node: AuditEvent;
}

@ObjectType({ description: 'A page of the log, newest first. Relay connection (nl: pagina van de logging).' })
export class AuditEventConnection {
  @Field(() => [AuditEventEdge], { description: 'The records of this page (nl: regels).' })
  edges: AuditEventEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands (nl: plaats).' })
  pageInfo: PageInfo;
}

/** The log of a client, seen through that client: judged by the caller's relation, never by a staff role. */
export function asClientLog(page: Page<AuditRecord>, client: string): AuditEventConnection {
  return connection(page, () => ({ organisation: null, client, account: null }));
}

/** The log of organisations, seen by their log manager: judged by that staff role only. */
export function asOrganisationLog(page: Page<AuditRecord>): AuditEventConnection {
  return connection(page, ({ organisation }) => ({ organisation, client: null, account: null }));
}

function connection(
  { edges, pageInfo }: Page<AuditRecord>,
  subjectOf: (record: AuditRecord) => AuditEvent['subject'],
): AuditEventConnection {
  return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: asEvent(node, subjectOf(node)) })) };
}

function asEvent({ accountName, role, search, ...record }: AuditRecord, subject: AuditEvent['subject']): AuditEvent {
  return {
    ...record,
    subject,
    agent: { name: accountName, role },
    search: search && Object.entries(search).map(([name, value]) => ({ name, values: [value].flat().map(String) })),
  };
}
