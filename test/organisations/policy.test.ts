import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadOrganisations, PolicyError, termsInForce, type OrganisationPolicy } from '../../organisations/policy.js';

const third = readFileSync('test/organisations/third/linden.yaml', 'utf8');

const oddHours = (from: string) =>
  `smallGroupLimit: 10\nanomalies: { clientsPerDay: { users: 5, staff: 50 }, refusalsInARow: 10, oddHours: { from: ${from}, until: 5 } }`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'organisations-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function faultsOf(files: Record<string, string>): string[] {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  try {
    loadOrganisations(folder);
  } catch (error) {
    if (error instanceof PolicyError) return error.faults;
    throw error;
  }
  return [];
}

describe('the organisations that come with the product', () => {
  const organisations = loadOrganisations('organisations');
  const vivium = organisations.get('vivium') as OrganisationPolicy;
  const rozelaar = organisations.get('rozelaar') as OrganisationPolicy;

  it('are Vivium and Rozelaar', () => expect([...organisations.keys()].sort()).toEqual(['rozelaar', 'vivium']));

  it('differ in a third account: refused (V23), or approved by the mediator with an end date (R9, R16)', () => {
    expect(vivium.accounts).toMatchObject({ perClient: 2, extra: null });
    expect(rozelaar.accounts).toMatchObject({
      perClient: 2,
      extra: { approver: 'MEDIATOR', endDateRequired: true },
    });
  });

  it('differ in the end of access: 30 days (V34), or six weeks and accounts deleted (R18)', () => {
    expect(vivium.endOfAccess).toMatchObject({ after: { days: 30 }, deletesAccounts: false });
    expect(rozelaar.endOfAccess).toMatchObject({ after: { days: 42 }, deletesAccounts: true });
  });

  it('differ in the BSN at first sign-in: asked (V31), or not (R11)', () => {
    expect([vivium.bsnAtFirstSignIn, rozelaar.bsnAtFirstSignIn]).toEqual([true, false]);
  });

  it('differ in sections: three only at psychogeriatric locations (V16, V17), or an allow-list (R1)', () => {
    expect(vivium.sections.psychogeriatricOnly).toEqual(['PERSON_PROFILE', 'LIFE_STORY', 'WELLBEING_ACTIVITIES']);
    expect(rozelaar.sections.psychogeriatricOnly).toEqual([]);
    expect(rozelaar.sections.offered).not.toContain('WELLBEING_ACTIVITIES');
  });

  it('differ in who is the first account, family, activation, changes and messages', () => {
    expect(vivium).toMatchObject({ activation: 'WEB', accountChangesBy: 'USER', messages: false, ownAdditions: false });
    expect(rozelaar).toMatchObject({ activation: 'SIGNED_FORM', accountChangesBy: 'ADMINISTRATION', messages: true });
    expect(vivium.accounts).toMatchObject({ representativeFirstWhenIncapacitated: true, familyRepresentation: false });
    expect(rozelaar.accounts).toMatchObject({
      representativeFirstWhenIncapacitated: false,
      familyRepresentation: true,
    });
  });

  it('each have terms that supplement a parent document (V10)', () => {
    for (const { terms } of organisations.values()) expect(terms[0]?.parentDocument).toBeTruthy();
  });
});

describe('a folder of policies', () => {
  it('takes a third organisation that nobody wrote code for', () => {
    writeFileSync(join(folder, 'linden.yaml'), third);
    expect(loadOrganisations(folder).get('linden')).toMatchObject({
      portalName: 'Meekijken',
      smallGroupLimit: 10,
      // as an organisation has it that says nothing of it
      anomalies: { clientsPerDay: { users: 5, staff: 50 }, refusalsInARow: 10, oddHours: { from: 0, until: 5 } },
    });
  });

  it('says all faults of all files at once', () => {
    const faults = faultsOf({
      'a.yaml': third.replace('Europe/Amsterdam', 'Europe/Atlantis').replace('perClient: 3', 'perClient: 0'),
      'b.yaml': third.replace('CARE_PLAN', 'CARE_PLANS'),
      'c.yaml': 'id: [',
    });
    expect(faults).toEqual([
      expect.stringMatching(/^a\.yaml: timeZone: is not an IANA time zone/),
      expect.stringMatching(/^a\.yaml: accounts\.perClient: /),
      expect.stringMatching(/^b\.yaml: sections\.offered\.0: /),
      expect.stringMatching(/^c\.yaml: /),
    ]);
  });

  it.each([
    ['a word it does not know', third.replace('messages: false', 'mesages: false'), /messages|mesages/],
    ['a shared section that is not offered', third.replace('AtStart: []', 'AtStart: [LIFE_STORY]'), /not offered/],
    [
      'a provider that no sign-in names',
      third.replace('users: [PASSWORD_SMS, OIDC]', 'users: [PASSWORD_SMS]'),
      /oidc\.users: goes together with OIDC/,
    ],
    ['a provider without TLS', third.replace('https://inloggen', 'http://inloggen'), /oidc\.users\.issuer/],
    ['a provider that proves nothing', third.replace('[substantieel, hoog]', '[]'), /oidc\.users\.acceptedAcr/],
    [
      'an odd hour that no clock shows',
      third.replace('smallGroupLimit: 10', oddHours('24')),
      /anomalies\.oddHours\.from/,
    ],
    ['odd hours of no length', third.replace('smallGroupLimit: 10', oddHours('5')), /anomalies\.oddHours: is no part/],
    [
      'figures of groups under five',
      third.replace('smallGroupLimit: 10', 'smallGroupLimit: 4'),
      /^a\.yaml: smallGroupLimit: /,
    ],
    ['terms without a version', third.replace("version: '1', ", ''), /terms\.0\.version/],
  ])('refuses %s', (_what, text, fault) => {
    expect(faultsOf({ 'a.yaml': text }).join('\n')).toMatch(fault);
  });

  it('refuses two files with one id, an empty folder and a folder that is not there', () => {
    expect(faultsOf({ 'a.yaml': third, 'b.yaml': third })).toEqual(['b.yaml: id: linden is used twice']);
    rmSync(join(folder, 'a.yaml'));
    rmSync(join(folder, 'b.yaml'));
    expect(faultsOf({})).toEqual([`${folder}: holds no organisation (*.yaml)`]);
    expect(() => loadOrganisations(join(folder, 'nowhere'))).toThrow(/cannot be read \(ENOENT\)/);
  });
});

describe('terms', () => {
  const policy = {
    terms: [
      { version: '2', effectiveAt: '2026-06-01T00:00:00Z' },
      { version: '1', effectiveAt: '2026-01-01T00:00:00Z' },
    ],
  } as OrganisationPolicy;

  it.each([
    ['2025-12-31T23:59:59Z', undefined],
    ['2026-01-01T00:00:00Z', '1'],
    ['2026-05-31T23:59:59Z', '1'],
    ['2026-06-01T00:00:00Z', '2'],
  ])('at %s version %s binds (V3)', (at, version) => {
    expect(termsInForce(policy, new Date(at))?.version).toBe(version);
  });
});
