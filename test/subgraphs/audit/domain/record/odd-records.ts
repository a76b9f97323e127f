/** Records with what is easily written in two ways, or lost on its way through a database. */
import type { AuditEvent } from '../../../../../schema/audit-event.js';
import type { LogRecord } from '../../../../../subgraphs/audit/domain/record/log-record.js';
import { anEvent } from '../../audit-test.js';

const TEXT = 'É e\u0301 "quoted" \\back\\slash\ttab\nline\r\u2028\u{1f9d3}\u007f \\N \\.';

export function oddEvents(): [string, AuditEvent][] {
  const search = JSON.parse(
    '{"€":1,"\\r":2,"10":3,"9":4,"\\ud83d\\ude00":5,"é":6,"z":true,"A":false,"__proto__":"7","":["b","a"],"\\u0080":8}',
  ) as NonNullable<AuditEvent['search']>;
  return [
    ['nothing but what is required', anEvent({ categories: [] })],
    ['signs of all kinds', anEvent({ justification: TEXT, client: TEXT, account: TEXT, object: TEXT, reason: '' })],
    ['names of criteria in another order', anEvent({ search })],
    ['numbers', anEvent({ search: { a: 1e21, b: 0, c: 0.1, d: 1e-7, e: 9007199254740993, f: 123456789012 } })],
    ['criteria without any', anEvent({ search: {} })],
    ['a list of odd categories', anEvent({ categories: ['', 'NULL', 'a,b', '{c}', '"d"', '\\e', ' f ', TEXT] })],
    [
      'all that NEN 7513 asks on a condition',
      anEvent({
        checks: { authorisation: true, treatmentRelation: false, consent: null, emergency: false },
        consent: 'relation@3',
        responsible: 'responsible-1',
        responsibleRole: 'MEDIATOR',
        sensitivity: 'R',
        role: 'CLIENT',
        relation: 'relation-1',
        session: 'session-12',
      }),
    ],
  ];
}

export function oddRecords(): [string, LogRecord][] {
  return oddEvents().map(([what, event]) => [
    what,
    {
      ...withoutName(event),
      recordedAt: '2025-11-21T12:00:00.000Z',
      pseudonym: '0123456789abcdef',
      sealedName: 'c2VhbGVkIG5hbWU=',
      salt: 'AAECAwQFBgcICQoLDA0ODw==',
    },
  ]);
}

/** The record has it sealed. */
export function withoutName(event: AuditEvent): Omit<AuditEvent, 'accountName'> {
  const entries = Object.entries(event).filter(([name]) => name !== 'accountName');
  return Object.fromEntries(entries) as Omit<AuditEvent, 'accountName'>;
}
