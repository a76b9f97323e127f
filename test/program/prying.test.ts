import { describe, expect, it } from '@jest/globals';
import { InProcessStore } from '../../program/in-process-store.js';
import { countAttempts, forgetAttempts, hasPried, isAttempt, PRYING } from '../../program/prying.js';
import { ACCOUNT_PRIED } from '../../schema/calls.js';
import type { SessionFacts } from '../../schema/caller.js';

const OWN = 'aaaaaaaa-0000-4000-8000-000000000001';
const FORMER = 'aaaaaaaa-0000-4000-8000-000000000002';
const STRANGER = 'aaaaaaaa-0000-4000-8000-000000000003';

const person = {
  authentication: 'PASSWORD_SMS',
  relations: [{ client: OWN, organisation: 'vivium' }],
  formerClients: [FORMER],
  staff: [],
} as unknown as SessionFacts;
const administrator: SessionFacts = {
  ...person,
  relations: [],
  formerClients: [],
  staff: [{ organisation: 'vivium', role: 'ADMINISTRATOR' }],
};

describe('an attempt to reach the data of other people (R29)', () => {
  it('is to ask for a client with whom one never had to do', () => {
    expect(isAttempt(person, { client: STRANGER, organisation: null })).toBe(true);
    expect(isAttempt(person, { client: STRANGER, organisation: 'vivium' })).toBe(true);
  });

  it('is not to ask for what is not shared, nor for a client with whom one had to do once', () => {
    for (const client of [OWN, OWN.toUpperCase(), FORMER]) {
      expect(isAttempt(person, { client, organisation: null })).toBe(false);
    }
    expect(isAttempt(person, { client: null, organisation: 'rozelaar' })).toBe(false);
  });

  it('is, for staff, to ask for what is another organisation’s, and never what is their own', () => {
    expect(isAttempt(administrator, { client: null, organisation: 'rozelaar' })).toBe(true);
    expect(isAttempt(administrator, { client: STRANGER, organisation: 'rozelaar' })).toBe(true);
    expect(isAttempt(administrator, { client: STRANGER, organisation: 'vivium' })).toBe(false);
    expect(isAttempt(administrator, { client: null, organisation: 'vivium' })).toBe(false);
    expect(isAttempt(administrator, { client: null, organisation: null })).toBe(false);
  });

  it('is not counted for a reporting tool, which has no account to lock', () => {
    const tool = { ...administrator, authentication: 'SIGNED_ASSERTION' } as const;
    expect(isAttempt(tool, { client: STRANGER, organisation: 'rozelaar' })).toBe(false);
  });
});

describe('the count of attempts (R29)', () => {
  it('tells at the number, not before, and starts anew when it was dealt with', async () => {
    const store = new InProcessStore();
    const told: string[] = [];
    await store.subscribe(ACCOUNT_PRIED, (account) => told.push(account));
    await countAttempts(store, 'one', PRYING.most - 1);
    await countAttempts(store, 'two', 1);
    expect([await hasPried(store, 'one'), told]).toEqual([false, []]);
    await countAttempts(store, 'one', 1);
    await new Promise(setImmediate); // a push arrives by itself
    expect([await hasPried(store, 'one'), await hasPried(store, 'two'), told]).toEqual([true, false, ['one']]);
    await forgetAttempts(store, 'one');
    await countAttempts(store, 'one', 1);
    expect(await hasPried(store, 'one')).toBe(false);
    await store.close();
  });
});
