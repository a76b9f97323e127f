/** What is asked of an access log, and who may not ask. */
import type { SessionFacts } from '../../../../schema/caller.js';
import { aRelation, type LogPage } from '../running-audit.js';

export const LINE = `id day firstAt lastAt count kind outcome organisation agent { name role pseudonym } who action reason
  data { category name } text english: text(language: en)`;
export const RECORD = `id occurredAt kind action outcome reason organisation agent { name role pseudonym } categories policy relation
  purpose checks { authorisation treatmentRelation consent emergency } consent sensitivity`;

export const STAFF_FIELDS = [
  ...['account', 'client', 'session', 'source', 'address', 'trace', 'search { name }'],
  ...['sequence', 'object', 'justification', 'responsible { account }'],
];

/** Of an unmerged log: the records, one to a line. */
export const recordsOf = (log: LogPage | null) =>
  (log?.edges ?? []).flatMap(({ node }) => node['events'] as Record<string, unknown>[]);

export function accessLog(selection: string, args = ''): string {
  return `query ($id: ID!) { _entities(representations: [{ __typename: "Client", id: $id }]) {
    ... on Client { id accessLog${args} { edges { cursor node { ${selection} } } pageInfo { hasNextPage endCursor } } } } }`;
}

export const STRANGERS: [string, Partial<SessionFacts> | null, string][] = [
  ['to a contact', { relations: [aRelation({ role: 'CONTACT' })] }, 'ACCESS_REFUSED'],
  ["to another client's representative", { relations: [aRelation({ client: 'client-2' })] }, 'ACCESS_REFUSED'],
  ['to someone without relations', {}, 'ACCESS_REFUSED'],
  ['to the auditor', { staff: [{ organisation: 'vivium', role: 'AUDITOR' }] }, 'ACCESS_REFUSED'],
  ['to the reporter', { staff: [{ organisation: 'vivium', role: 'REPORTER' }] }, 'ACCESS_REFUSED'],
  ['to the administrator', { staff: [{ organisation: 'vivium', role: 'ADMINISTRATOR' }] }, 'ACCESS_REFUSED'],
  ['when the relation has ended', { relations: [aRelation({ validUntil: '2021-01-01T00:00:00Z' })] }, 'ACCESS_REFUSED'],
  ['before the terms are accepted', { relations: [aRelation({ pending: ['ACCEPT_TERMS'] })] }, 'TERMS_NOT_ACCEPTED'],
  ['to nobody in particular', null, 'UNAUTHENTICATED'],
];
