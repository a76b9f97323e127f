import { Field, ObjectType } from 'type-graphql';
import { PageInfo, type Page } from '../../connection.js';
import type { AuditRecord } from '../domain/audit-log.js';
import { AuditEvent, type AuditAgent } from './audit-event.type.js';

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

/** The log of organisations, seen by their log manager: judged by that staff role only. */
export function asOrganisationLog({ edges, pageInfo }: Page<AuditRecord>): AuditEventConnection {
  return { pageInfo, edges: edges.map(({ cursor, node }) => ({ cursor, node: asOrganisationEvent(node) })) };
}

export function asOrganisationEvent(record: AuditRecord): AuditEvent {
  return asEvent(record, { organisation: record.organisation, client: null, account: null });
}

/** @param subject through whom it is seen: a record itself says nothing of who may see it. */
export function asEvent(record: AuditRecord, subject: AuditEvent['subject']): AuditEvent {
  const { responsible, responsibleRole, search, ...facts } = record;
  return {
    ...facts,
    subject,
    agent: agentOf(record),
    responsible: responsible === null ? null : { account: responsible, role: responsibleRole },
    search: search && Object.entries(search).map(([name, value]) => ({ name, values: [value].flat().map(String) })),
  };
}

export function agentOf({ accountName, role, pseudonym }: AuditRecord): AuditAgent {
  return { name: accountName, role, pseudonym };
}
