/** Made-up events for the log, of a crowd that looks into dossiers. */
import { randomUUID } from 'node:crypto';
import type { AuditEvent } from '../../schema/audit-event.js';

const PEOPLE = 5_000;
const people = Array.from({ length: PEOPLE }, (_, index) => ({
  organisation: index % 4 === 0 ? 'rozelaar' : 'vivium',
  account: randomUUID(),
  accountName: `Gebruiker ${index} van den Berg`,
  relation: randomUUID(),
  client: randomUUID(),
  session: randomUUID(),
}));

/** A look of somebody at a dossier, at this moment. */
export function anAuditEvent(): AuditEvent {
  const person = people[Math.floor(Math.random() * PEOPLE)] as (typeof people)[number];
  return {
    id: randomUUID(),
    kind: 'DOSSIER_READ',
    action: 'R',
    outcome: 'OK',
    reason: null,
    justification: null,
    occurredAt: new Date().toISOString(),
    ...person,
    role: 'REPRESENTATIVE',
    checks: { authorisation: true, treatmentRelation: true, consent: true, emergency: false },
    consent: `${person.relation}@3`,
    responsible: null,
    responsibleRole: null,
    categories: ['REPORTS', 'CARE_PLAN'],
    object: null,
    sensitivity: 'N',
    search: null,
    purpose: 'PATRQT',
    policy: 'access-matrix/1',
    source: 'dossier',
    address: '192.0.2.7',
    trace: randomUUID().replaceAll('-', ''),
  };
}
