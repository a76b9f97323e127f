import { describe, expect, it } from '@jest/globals';
import { ACCESS_MATRIX, CATEGORIES } from '../../../../../schema/access-matrix.js';
import { AUDIT_ACTIONS, AUDIT_EVENT_KINDS, AUDIT_OUTCOMES } from '../../../../../schema/audit-event.js';
import { LANGUAGES, ROLES, STAFF_ROLES } from '../../../../../schema/caller.js';
import { ERROR_CODES } from '../../../../../schema/error-codes.js';
import { lineOf, type AccessLogLine } from '../../../../../subgraphs/audit/domain/access-log/access-log-line.js';
import type { AuditRecord } from '../../../../../subgraphs/audit/domain/audit-log.js';
import { dataOf, dataWord } from '../../../../../subgraphs/audit/domain/words/data-words.js';
import { reasonWord } from '../../../../../subgraphs/audit/domain/words/reason-words.js';
import { roleWord } from '../../../../../subgraphs/audit/domain/words/role-words.js';
import { actionOf, sentenceOf } from '../../../../../subgraphs/audit/domain/words/sentence.js';
import { aRecord } from '../../a-record.js';

const ZONE = 'Europe/Amsterdam';
const JOKE = { account: 'a', accountName: 'Joke Vos', role: 'CONTACT' } as const;

function told(facts: Partial<AuditRecord>, counted: Partial<AccessLogLine> = {}, language: 'nl' | 'en' = 'nl') {
  const line = { ...lineOf(aRecord(facts), ZONE), ...counted };
  return sentenceOf(line, { language, timeZone: ZONE, organisation: 'De Rozelaar' });
}

describe('a line of the access log in a sentence', () => {
  it('says who, when, what, and that it was allowed', () => {
    const facts = { ...JOKE, categories: ['CARE_PLAN', 'REPORTS'] };
    expect(told(facts)).toBe(
      'Joke Vos (contactpersoon) bekeek op 20 november 2025 om 11.00 uur de rapportages en het zorgplan. Toegestaan.',
    );
    expect(told(facts, {}, 'en')).toBe(
      'Joke Vos (contact) viewed the reports and the care plan on 20 November 2025 at 11:00. Allowed.',
    );
  });

  it('says what was tried, and why it was refused', () => {
    const refused = { ...JOKE, outcome: 'REFUSED', reason: 'ACCESS_REFUSED' } as const;
    const facts = { ...refused, categories: ['Client.birthDate', 'Goal.title', 'Client.reports'] };
    expect(told(facts)).toBe(
      'Joke Vos (contactpersoon) probeerde op 20 november 2025 om 11.00 uur de rapportages, het zorgplan en de persoonsgegevens te bekijken. Geweigerd: geen toegang tot deze gegevens.',
    );
    expect(told(facts, {}, 'en')).toBe(
      'Joke Vos (contact) tried to view the reports, the care plan and the personal details on 20 November 2025 at 11:00. Refused: no access to these data.',
    );
    expect(told({ ...refused, categories: ['Query.client'] })).toContain('het dossier te bekijken. Geweigerd');
    expect(told({ ...refused, categories: ['Mutation.replyAsStaff'] })).toContain('gegevens te wijzigen. Geweigerd');
  });

  it('says how often, and between which times', () => {
    const firstAt = new Date('2025-11-20T08:05:00Z');
    expect(told(JOKE, { count: 3, firstAt })).toContain(
      'op 20 november 2025 tussen 9.05 en 11.00 uur (3 keer) de rapportages',
    );
    expect(told(JOKE, { count: 2 }, 'en')).toContain('at 11:00 (2 times).');
  });

  it('says of staff for which organisation they work', () => {
    const facts = { account: 's', accountName: 'Ilse Bruin', role: 'ADMINISTRATOR', kind: 'THREAD_READ' } as const;
    expect(told(facts)).toMatch(
      /^Ilse Bruin \(cliëntadministratie van De Rozelaar\) las op .* berichten met het zorgteam/,
    );
  });

  it('says what has no name: whoever was forgotten (R18), nobody who signed in, and the portal itself', () => {
    expect(told({ ...JOKE, accountName: null })).toMatch(
      /^Iemand wiens account is verwijderd \(contactpersoon\) bekeek/,
    );
    expect(told({ outcome: 'REFUSED', reason: 'UNAUTHENTICATED' })).toMatch(/^Iemand die niet was aangemeld probeerde/);
    expect(told({ kind: 'DOSSIER_SEARCH', action: 'E' })).toMatch(/^Het portaal zelf zocht/);
    expect(told({ kind: 'REGISTRATION_CHANGED', action: 'C' })).toMatch(/^Iemand die niet was aangemeld vroeg/);
  });

  it.each([
    [{ kind: 'RELATION_CHANGED', action: 'C' }, 'gaf op 20 november 2025 om 11.00 uur iemand toegang. Toegestaan.'],
    [{ kind: 'RELATION_CHANGED', action: 'D' }, 'beëindigde op 20 november 2025 om 11.00 uur iemands toegang.'],
    [{ kind: 'SHARING_CHANGED', categories: ['REPORTS'] }, 'wat een contactpersoon mag zien: de rapportages. Toege'],
    [
      { kind: 'SHARING_CHANGED', categories: [] },
      'bepaalde op 20 november 2025 om 11.00 uur wat een contactpersoon mag zien: niets.',
    ],
    [
      { kind: 'DOSSIER_EXPORTED', categories: ['CARE_PLAN'] },
      'nam op 20 november 2025 om 11.00 uur een kopie van het zorgplan.',
    ],
    [
      { kind: 'EXPORT_CHANGED', action: 'U', outcome: 'ERROR', reason: 'ECD_UNAVAILABLE' },
      'Mislukt: het dossier was niet bereikbaar.',
    ],
  ] as [Partial<AuditRecord>, string][])('tells of %j', (facts, words) => {
    expect(told({ ...JOKE, ...facts })).toContain(words);
  });

  it('has words for every kind and action, outcome, role, category and code, in both languages, and none of ours in them', () => {
    const logged = Object.values(ACCESS_MATRIX).flat();
    const categories = [...logged.map(({ type, field }) => `${type}.${field}`), crypto.randomUUID(), 'PRYING'];
    for (const language of LANGUAGES) {
      for (const kind of AUDIT_EVENT_KINDS)
        for (const action of AUDIT_ACTIONS)
          for (const outcome of AUDIT_OUTCOMES) {
            const facts = { ...JOKE, kind, action, outcome, reason: 'INTERNAL', categories };
            const sentence = told(facts, {}, language);
            expect(sentence).toMatch(/^Joke Vos \(.*\) [^{}_]+\.$/);
            expect(sentence).not.toMatch(/undefined|null|[a-z]\.[a-z]|[A-Z]{3}|[0-9a-f]{8}-|\s\s/);
            expect(actionOf(aRecord(facts), language)).toMatch(/^\p{L}[\p{L} -]+$/u);
          }
      const words = [
        ...CATEGORIES.map((category) => dataWord(category, language)),
        ...[...ROLES, ...STAFF_ROLES].map((role) => roleWord(role, language)),
        ...Object.keys(ERROR_CODES).map((code) => reasonWord(code, language)),
      ];
      expect(words.filter((word) => !/^[\p{L}(][\p{L}' (),-]+$/u.test(word))).toEqual([]);
    }
  });

  it('finds for every field of the matrix that has a category the data that it belongs to', () => {
    for (const { type, field, categories } of Object.values(ACCESS_MATRIX).flat()) {
      expect(dataOf([`${type}.${field}`])).toHaveLength(categories.length === 0 ? 0 : 1);
    }
    expect(dataOf(['CarePlan.title', 'Nothing.known', 'REPORTS'])).toEqual(['REPORTS', 'CARE_PLAN']);
  });
});
