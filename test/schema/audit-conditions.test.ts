import { describe, expect, it } from '@jest/globals';
import { conditionsOf, type Conditions } from '../../schema/audit-conditions.js';
import { NOTHING_CONDITIONAL, type AuditEvent } from '../../schema/audit-event.js';
import type { CallerRelation, SessionFacts } from '../../schema/caller.js';
import { anEvent } from '../subgraphs/audit/audit-test.js';

const NOW = new Date('2025-11-21T12:00:00.000Z');
const CLIENT = '6d2b0a52-4a0e-4c5b-9a1f-0c8a4c1f7a01';
const STRANGER = '6d2b0a52-4a0e-4c5b-9a1f-0c8a4c1f7a02';
const ACCOUNT = '6d2b0a52-4a0e-4c5b-9a1f-0c8a4c1f7a03';

const contact: CallerRelation = {
  ...{ id: 'relation-1', client: CLIENT, ecdClient: '100', organisation: 'vivium', role: 'CONTACT' },
  ...{ sections: ['APPOINTMENTS'], relatedPerson: null, pending: [], version: 3 },
  ...{ validFrom: '2025-01-01T00:00:00.000Z', validUntil: null },
};
const person: SessionFacts = {
  ...{ session: 's', account: ACCOUNT, name: 'Anja de Graaf', relations: [contact], staff: [] },
  authentication: 'PASSWORD_SMS',
};
const administrator: SessionFacts = {
  ...person,
  ...{ relations: [], staff: [{ organisation: 'vivium', role: 'ADMINISTRATOR' }] },
};

type Asked = Partial<AuditEvent>;
function conditions(asked: Asked, facts: SessionFacts | null = person): Conditions {
  const event: AuditEvent = {
    ...anEvent(),
    ...({ kind: 'DOSSIER_READ', outcome: 'OK', reason: null, organisation: 'vivium', account: ACCOUNT } as const),
    ...({ client: CLIENT, relation: 'relation-1', role: 'CONTACT', ...NOTHING_CONDITIONAL } as const),
    categories: [],
    ...asked,
  };
  return conditionsOf(event, facts, NOW);
}
const refused = { outcome: 'REFUSED', reason: 'ACCESS_REFUSED' } as const;

describe('the checks of a record (NEN 7513)', () => {
  it('say of a contact that the section was shared, and on which version of what was shared', () => {
    expect(conditions({ categories: ['APPOINTMENTS'] })).toMatchObject({
      checks: { authorisation: true, treatmentRelation: true, consent: true, emergency: false },
      consent: 'relation-1@3',
    });
  });

  it('say of a section that was not shared that this was the reason', () => {
    expect(conditions({ ...refused, categories: ['Client.carePlan'] }).checks).toEqual({
      authorisation: true,
      treatmentRelation: true,
      consent: false,
      emergency: false,
    });
  });

  it('say of a field that is shut to the role that this was the reason', () => {
    const { checks } = conditions({ ...refused, categories: ['Client.birthDate'] });
    expect(checks).toMatchObject({ authorisation: false, treatmentRelation: true, consent: null });
  });

  it("say of a stranger's dossier that there is no relation", () => {
    const { checks } = conditions({ ...refused, client: STRANGER, relation: null, categories: ['Query.client'] });
    expect(checks).toMatchObject({ authorisation: true, treatmentRelation: false });
  });

  it('say of a relation that is over that there is none now (V34)', () => {
    const over = { ...contact, validUntil: '2025-11-21T12:00:00.000Z' };
    const { checks } = conditions({ ...refused, categories: ['Client.name'] }, { ...person, relations: [over] });
    expect(checks).toMatchObject({ treatmentRelation: false });
  });

  it('ask no relation of staff, who act for their organisation', () => {
    const read = { kind: 'CLIENT_READ', role: 'ADMINISTRATOR', relation: null } as const;
    expect(conditions(read, administrator).checks).toMatchObject({ authorisation: true, treatmentRelation: null });
  });

  it('are none of what begins or ends, and of what the system does', () => {
    expect(conditions({ kind: 'SIGN_IN', client: null }).checks).toBeNull();
    expect(conditions({ kind: 'EXPORT_CHANGED' }, null).checks).toBeNull();
  });
});

describe('what else a record has on a condition (NEN 7513)', () => {
  it('is no consent where a client looks into the own dossier', () => {
    expect(conditions({}, { ...person, relations: [{ ...contact, role: 'CLIENT' }] }).consent).toBeNull();
  });

  it('is on whose responsibility a reporting tool reads', () => {
    const responsible = { account: STRANGER, role: 'ADMINISTRATOR' } as const;
    expect(conditions({ kind: 'FIGURES_READ' }, { ...administrator, responsible })).toMatchObject({
      responsible: STRANGER,
      responsibleRole: 'ADMINISTRATOR',
    });
  });

  it.each([
    [{ categories: ['APPOINTMENTS'] }, 'N'],
    [{ categories: ['APPOINTMENTS', 'MEDICAL_REPORTS'] }, 'R'],
    [{ ...refused, categories: ['Client.lifeStory', 'Client.name'] }, 'R'],
    [{ kind: 'THREAD_READ' }, 'R'],
    [{ kind: 'SIGN_IN' }, null],
  ] as [Asked, string | null][])('is the sensitivity of the most confidential data of %j', (asked, sensitivity) => {
    expect(conditions(asked).sensitivity).toBe(sensitivity);
  });

  it.each([
    [{ kind: 'RELATION_CHANGED' }, 'Relation/relation-1'],
    [{ kind: 'ACCOUNT_CHANGED', categories: ['NAME', STRANGER] }, `Account/${STRANGER}`],
    [{ kind: 'CREDENTIAL_CHANGED', categories: ['PASSWORD'] }, `Account/${ACCOUNT}`],
    [{ kind: 'REGISTRATION_CHANGED', categories: [STRANGER] }, `Registration/${STRANGER}`],
    [{ kind: 'THREAD_READ', object: `Thread/${STRANGER}` }, `Thread/${STRANGER}`],
    [{ kind: 'ACCOUNT_READ', categories: ['ACCOUNT'] }, null],
  ] as [Asked, string | null][])('is the very thing that %j is about', (asked, object) => {
    expect(conditions(asked).object).toBe(object);
  });
});
