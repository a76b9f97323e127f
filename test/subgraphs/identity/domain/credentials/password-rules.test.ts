import { describe, expect, it } from '@jest/globals';
import {
  checkPassword,
  contextOf,
  passwordLength,
} from '../../../../../subgraphs/identity/domain/credentials/password-rules.js';

const MARIJKE = contextOf(
  {
    name: { text: 'Marijke van den Berg', given: 'Marijke', family: 'van den Berg' },
    email: 'm.vandenberg62@voorbeeld.example',
  },
  [
    {
      id: 'vivium',
      name: 'Vivium Zorggroep',
      portalName: 'PUUR. Van jou',
      smsSender: 'PUURVanJou',
      places: ['Huizen'],
    },
  ],
);
const refused = (why: string) => expect.objectContaining({ code: 'PASSWORD_REFUSED', details: { why } });

describe('a password that someone chooses (V6, R19)', () => {
  it.each([
    'geraniums op de vensterbank',
    'correct horse battery staple',
    'Marijke houdt van drop en van de zee',
    'xK9$mQ2v!pLz',
    'ΩδφγηξκλΩδφγ ж',
    'пароль без правил 🚲',
    `zes ${'appels en een peer '.repeat(6)}`.slice(0, 128),
  ])('may be %s: no composition rules, spaces and all of Unicode allowed', async (password) => {
    await expect(checkPassword(password, MARIJKE)).resolves.toBeUndefined();
  });

  it('has twelve characters at least and 128 at most', async () => {
    await expect(checkPassword('xK9$mQ2v!pL', MARIJKE)).rejects.toEqual(refused('TOO_SHORT'));
    const long = 'de kat krabt de krullen van de trap '.repeat(4).slice(0, 129);
    await expect(checkPassword(long, MARIJKE)).rejects.toEqual(refused('TOO_LONG'));
  });

  it('is counted in characters, however they are composed', () => {
    expect(passwordLength('🚲🚲🚲')).toBe(3);
    expect(passwordLength('e\u0301e\u0301')).toBe(2);
  });

  it.each([
    'password1234',
    'P@ssw0rd1234',
    '123456789012',
    'qwertyuiop123',
    'aaaaaaaaaaaa',
    'abcdefghijkl',
    'a'.repeat(128),
    'qazwsxedcrfvtgb',
  ])('is not %s, which everybody tries first', async (password) => {
    await expect(checkPassword(password, MARIJKE)).rejects.toEqual(refused('TOO_COMMON'));
  });

  it.each([
    ['of the organisation', 'Zorggroep2026!'],
    ['of the organisation, twice', 'viviumvivium'],
    ['of the organisation, disguised', 'V1v1umZ0rggr0ep'],
    ['of the portal', 'PUURVanJou2026'],
    ['of the place', 'Huizen-Huizen12'],
    ['of its holder', 'Marijke1962!!'],
    ['of the e-mail address', 'mvandenberg62!'],
    ['that anyone thinks of at a sign-in', 'wachtwoord2026'],
  ])('is not made of the name %s', async (_what, password) => {
    await expect(checkPassword(password, MARIJKE)).rejects.toEqual(refused('FROM_CONTEXT'));
  });

  it('is judged in a time that nobody can make long', async () => {
    const begun = performance.now();
    await expect(checkPassword(`P@${'a4$e3'.repeat(25)}`, MARIJKE)).resolves.toBeUndefined();
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
