/** How identity and dossier put their events on the log. */
import { z } from 'zod';
import {
  AUDIT_ACTIONS,
  AUDIT_EVENT_KINDS,
  AUDIT_OUTCOMES,
  SENSITIVITIES,
  type AuditEvent,
} from '../../../schema/audit-event.js';
import { PROGRAMS, ROLES, STAFF_ROLES, type Program } from '../../../schema/caller.js';
import { DomainError } from '../../domain-error.js';
import type { AuditTrail } from '../../ledger.js';
import type { Endpoint } from '../../subgraph.js';

const MOST_EVENTS = 1_000;

/** Whose events a program may bring. The gateway has no outbox; identity passes its events on. */
const SOURCES: Partial<Record<Program, readonly Program[]>> = {
  identity: ['identity', 'gateway'],
  dossier: ['dossier'],
};

/** Without what PostgreSQL cannot hold: NUL, and half a surrogate pair. */
const text = z
  .string()
  .max(500)
  .regex(/^[^\0\p{Cs}]*$/u);

const answer = z.boolean().nullable();
const checks = z.strictObject({ authorisation: answer, treatmentRelation: answer, consent: answer, emergency: answer });
const role = z.enum([...ROLES, ...STAFF_ROLES]);

/** What an outbox filled by an earlier version does not name is null. */
const event = z.strictObject({
  id: z.uuid(),
  kind: z.enum(AUDIT_EVENT_KINDS),
  action: z.enum(AUDIT_ACTIONS),
  outcome: z.enum(AUDIT_OUTCOMES),
  reason: text.nullable(),
  justification: text.nullable().default(null),
  occurredAt: z.iso.datetime(),
  organisation: text.nullable(),
  account: text.nullable(),
  accountName: text.nullable(),
  role: role.nullable(),
  relation: text.nullable(),
  checks: checks.nullable().default(null),
  consent: text.nullable().default(null),
  responsible: text.nullable().default(null),
  responsibleRole: role.nullable().default(null),
  session: text.nullable(),
  client: text.nullable(),
  categories: z.array(text).max(200),
  object: text.nullable().default(null),
  sensitivity: z.enum(SENSITIVITIES).nullable().default(null),
  search: z.record(text, z.union([text, z.number(), z.boolean(), z.array(text)])).nullable(),
  purpose: text,
  policy: text,
  source: z.enum(PROGRAMS),
  address: text.nullable(),
  trace: text,
});

const events = z.array(event).min(1).max(MOST_EVENTS);

/** All of the events or, when anything in them is unknown, none (`BAD_INPUT`). */
export function appendEvents(trail: AuditTrail): Endpoint {
  return {
    issuers: ['identity', 'dossier'],
    answer: async (body, { issuer }) => {
      const { data } = events.safeParse(body);
      if (data?.every(({ source }) => SOURCES[issuer]?.includes(source)) !== true) throw new DomainError('BAD_INPUT');
      await trail.record(data satisfies AuditEvent[]);
      return null;
    },
  };
}
