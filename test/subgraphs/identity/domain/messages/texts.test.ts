import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { loadOrganisations } from '../../../../../organisations/policy.js';
import type { Language } from '../../../../../schema/caller.js';
import type { Notice, Template } from '../../../../../subgraphs/identity/domain/messages/message.js';
import { wordsOf } from '../../../../../subgraphs/identity/domain/messages/texts/texts.js';

const TOKEN = 'Zm9yIHRlc3RzIG9ubHk';
const ID = 'b7f3a1de-0000-4000-8000-000000000001';

/** One of each: a template without an example does not compile. */
const EXAMPLES: { [T in Template]: Extract<Notice, { template: T }> } = {
  SIGN_IN_CODE: { template: 'SIGN_IN_CODE', code: '012345' },
  NUMBER_CODE: { template: 'NUMBER_CODE', code: '012345' },
  NUMBER_REPLACED: { template: 'NUMBER_REPLACED' },
  ACTIVATION: { template: 'ACTIVATION', token: TOKEN, validUntil: '2026-03-29T00:30:00Z' },
  NEW_ACCESS: { template: 'NEW_ACCESS' },
  REGISTRATION_REFUSED: { template: 'REGISTRATION_REFUSED' },
  ACCESS_ENDED: { template: 'ACCESS_ENDED' },
  EXTRA_ACCESS_ENDING: { template: 'EXTRA_ACCESS_ENDING', until: '2026-06-30T22:00:00Z' },
  TERMS_ANNOUNCED: { template: 'TERMS_ANNOUNCED', effectiveAt: '2026-12-31T23:00:00Z' },
  ACCOUNT_DELETED: { template: 'ACCOUNT_DELETED' },
  NEWS: { template: 'NEWS' },
  RECOVERY: { template: 'RECOVERY', token: TOKEN, validUntil: '2026-03-29T01:30:00Z' },
  PASSWORD_CHANGED: { template: 'PASSWORD_CHANGED' },
  EMAIL_CONFIRMATION: { template: 'EMAIL_CONFIRMATION', token: TOKEN, validUntil: '2026-02-03T09:00:00Z' },
  EMAIL_CHANGE_ASKED: { template: 'EMAIL_CHANGE_ASKED' },
  EMAIL_CHANGED: { template: 'EMAIL_CHANGED' },
  MOBILE_NUMBER_CHANGED: { template: 'MOBILE_NUMBER_CHANGED' },
  SECOND_FACTOR_ADDED: { template: 'SECOND_FACTOR_ADDED' },
  SECOND_FACTOR_REMOVED: { template: 'SECOND_FACTOR_REMOVED' },
  ACCOUNT_LOCKED: { template: 'ACCOUNT_LOCKED' },
  REGISTRATION_REQUESTED: { template: 'REGISTRATION_REQUESTED', registration: ID },
  EXTRA_ACCOUNT_ASKED: { template: 'EXTRA_ACCOUNT_ASKED', registration: ID },
  COMPROMISE_REPORTED: { template: 'COMPROMISE_REPORTED', account: ID },
  ACCOUNT_LOCKED_ALERT: { template: 'ACCOUNT_LOCKED_ALERT', account: ID },
  DETAILS_CHANGED_ELSEWHERE: { template: 'DETAILS_CHANGED_ELSEWHERE', account: ID },
  SMS_ALARM: { template: 'SMS_ALARM', sent: 40, verified: 3 },
};

const organisations = loadOrganisations(join(process.cwd(), 'organisations'));
const all = (Object.values(EXAMPLES) as Notice[]).flatMap((notice) =>
  (['nl', 'en'] as const).flatMap((language) =>
    [...organisations.values()].map((organisation) => ({ notice, language, organisation })),
  ),
);
const vivium = (notice: Notice, language: Language = 'nl') => {
  const organisation = organisations.get('vivium');
  if (organisation === undefined) throw new Error('there is no such organisation');
  return wordsOf(notice, language, organisation);
};

const HEALTH =
  /zorgplan|rapportage|medicat|diagnos|dement|behandel|ziek|overleden|cliënt |care plan|diagnosis|illness/i;

describe('the text of a message', () => {
  it.each(all)('$notice.template in $language for $organisation.id is whole, and names the portal', (example) => {
    const { subject, text } = wordsOf(example.notice, example.language, example.organisation);
    expect(subject).not.toBe('');
    expect(`${subject} ${text}`).toContain(example.organisation.portalName);
    expect(`${subject} ${text}`).not.toMatch(/undefined|null|NaN|Invalid|\[object/);
  });

  it.each(all)('$notice.template in $language for $organisation.id says nothing of health', (example) => {
    const { subject, text } = wordsOf(example.notice, example.language, example.organisation);
    // the mailbox of the client administration is an address, not a word
    expect(`${subject} ${text.replace(/\S+@\S+/g, '')}`).not.toMatch(HEALTH);
  });

  it.each(all)('$notice.template in $language for $organisation.id leads to the portal alone (R24)', (example) => {
    const { portalUrl } = example.organisation;
    const { text } = wordsOf(example.notice, example.language, example.organisation);
    for (const [address] of text.matchAll(/\w+:\/\/\S+/g)) {
      expect(new URL(address).origin).toBe(new URL(portalUrl).origin);
      expect(address.startsWith(portalUrl)).toBe(true);
    }
  });

  it('is in the other language when that is asked', () => {
    expect(vivium({ template: 'PASSWORD_CHANGED' }).subject).toBe('Uw wachtwoord voor PUUR. Van jou is gewijzigd');
    expect(vivium({ template: 'PASSWORD_CHANGED' }, 'en').subject).toBe(
      'Your password for PUUR. Van jou has been changed',
    );
  });

  it('carries its one-time link behind a #, which no server sees, and no password (V29)', () => {
    const { text } = vivium(EXAMPLES.ACTIVATION);
    expect(text).toContain(`https://portaal.vivium.example/activeren#token=${TOKEN}`);
    expect(vivium(EXAMPLES.RECOVERY).text).toContain(`https://portaal.vivium.example/wachtwoord#token=${TOKEN}`);
    expect(vivium(EXAMPLES.EMAIL_CONFIRMATION).text).toContain(`/e-mailadres#token=${TOKEN}`);
  });

  it('tells the time on the clock of the organisation, on both sides of a change of the clock', () => {
    expect(vivium(EXAMPLES.ACTIVATION).text).toContain('tot 29 maart 2026 om 01.30 uur');
    expect(vivium(EXAMPLES.RECOVERY).text).toContain('tot 29 maart 2026 om 03.30 uur');
    expect(vivium(EXAMPLES.RECOVERY, 'en').text).toContain('until 29 March 2026 at 03:30');
  });

  it('announces terms by the day on which they take effect where the organisation is (V3, R33)', () => {
    expect(vivium(EXAMPLES.TERMS_ANNOUNCED).text).toContain('Op 1 januari 2027 krijgt PUUR. Van jou nieuwe');
  });

  it('names whom to ask for help (V20)', () => {
    expect(vivium({ template: 'NEW_ACCESS' }).text).toContain('085 130 00 01');
  });

  it('of a code fits one text message', () => {
    for (const { notice, language, organisation } of all) {
      if (!('code' in notice)) continue;
      expect(wordsOf(notice, language, organisation).text.length).toBeLessThanOrEqual(160);
    }
  });
});
