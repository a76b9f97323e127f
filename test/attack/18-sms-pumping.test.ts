/** Attack case 18: somebody who earns by text messages has as many sent as he can. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Store } from '../../program/store.js';
import { Limits } from '../../subgraphs/identity/domain/limits.js';
import { resendCode } from '../../subgraphs/identity/domain/sign-in/resend-code.js';
import { signIn } from '../../subgraphs/identity/domain/sign-in/sign-in.js';
import { verifySignIn } from '../../subgraphs/identity/domain/sign-in/verify-sign-in.js';
import {
  HOUR,
  MINUTE,
  openIdentity,
  PASSWORD,
  type IdentityInTest,
} from '../subgraphs/identity/support/identity-in-test.js';

let identity: IdentityInTest;
let sequence = 0;
beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());
beforeEach(() => {
  identity.wait(25 * HOUR); // every budget is whole again
  identity.outbox.length = 0;
});

/** Someone with access whose number is this; each asks from another address. */
const person = async (mobileNumber: string) => {
  sequence += 1;
  const email = `pomper${sequence}@voorbeeld.example`;
  const address = `198.51.100.${sequence % 250}`;
  const account = await identity.rows.account({ email, mobileNumber });
  const clientId = await identity.rows.client();
  await identity.rows.relation({ accountId: account, clientId, role: 'CLIENT' });
  return { email, address };
};
type Person = Awaited<ReturnType<typeof person>>;

const ask = ({ email, address }: Person) =>
  signIn(identity.needs, { email, password: PASSWORD }, identity.occasion(null, address));
/** What each answered: the code of the refusal, or OK. */
const outcomes = async (asked: Promise<unknown>[]) =>
  (await Promise.allSettled(asked)).map((each) =>
    each.status === 'fulfilled' ? 'OK' : (each.reason as { code: string }).code,
  );
const count = (all: string[], which: string) => all.filter((each) => each === which).length;
/** A number in a block of its own. */
const elsewhere = (index: number) => `+3162${String(index).padStart(3, '0')}0001`;

describe('somebody has text messages sent', () => {
  it.each(['+3197012345678', '+31900123456', '+31201234567', '+31661234567', '+32470123456', '+8801712345678'])(
    'to %s: no number but a Dutch mobile one gets any',
    async (number) => {
      expect(await outcomes([ask(await person(number))])).toEqual(['SMS_UNAVAILABLE']);
      expect(identity.outbox).toEqual([]);
    },
  );

  it('to one number, from many addresses at once: three in ten minutes, five in an hour', async () => {
    const { email } = await person(elsewhere(0));
    const from = (round: number) =>
      Array.from({ length: 8 }, (_, index) => ask({ email, address: `203.0.${round}.${index}` }));
    expect(count(await outcomes(from(1)), 'OK')).toBe(3);
    identity.wait(10 * MINUTE);
    expect(count(await outcomes(from(2)), 'OK')).toBe(2);
    identity.wait(10 * MINUTE);
    expect(count(await outcomes(from(3)), 'OK')).toBe(0);
    expect(identity.outbox).toHaveLength(5);
  });

  it('by asking for the code again and again: once a minute, on the same budget', async () => {
    const somebody = await person(elsewhere(1));
    const { id } = await ask(somebody);
    const again = () => resendCode(identity.needs, id, identity.occasion(null, somebody.address));
    expect(await outcomes([again(), again()])).toEqual(['RESEND_TOO_SOON', 'RESEND_TOO_SOON']);
    identity.wait(MINUTE);
    expect(count(await outcomes([again(), again(), again()]), 'OK')).toBe(1);
    expect(identity.outbox).toHaveLength(2);
  });

  it('to a block of ten thousand numbers that he rents: fifty in an hour', async () => {
    const people = await Promise.all(
      Array.from({ length: 60 }, (_, index) => person(`+3163333${String(index).padStart(4, '0')}`)),
    );
    const all = await outcomes(people.map(ask));
    expect(count(all, 'OK')).toBe(50);
    expect(count(all, 'SMS_UNAVAILABLE')).toBe(10);
    expect(identity.outbox).toHaveLength(50);
    // another block is not held back
    expect(await outcomes([ask(await person(elsewhere(2)))])).toEqual(['OK']);
  });

  it("to all numbers there are: no more than the organisation's budget of that hour", async () => {
    identity.changePolicy('vivium', { smsPerHour: 12 });
    const people = await Promise.all(Array.from({ length: 20 }, (_, index) => person(elsewhere(100 + index))));
    expect(count(await outcomes(people.map(ask)), 'OK')).toBe(12);
    expect(identity.outbox).toHaveLength(12);
    identity.wait(HOUR);
    expect(await outcomes([ask(people[19] as Person)])).toEqual(['OK']);
    identity.changePolicy('vivium', { smsPerHour: 2_000 });
  });

  it('and never uses a code: the administration is told, once an hour', async () => {
    const alarms = async () =>
      (await identity.letters()).filter(({ notice }) => notice.template === 'SMS_ALARM').length;
    const before = await alarms();
    const people = await Promise.all(Array.from({ length: 40 }, (_, index) => person(elsewhere(200 + index))));
    await outcomes(people.slice(0, 29).map(ask));
    expect(await alarms()).toBe(before);
    await outcomes(people.slice(29).map(ask));
    expect(await alarms()).toBe(before + 1);
  });

  it('among people who do use theirs: nobody is alarmed', async () => {
    const before = (await identity.letters()).length;
    const people = await Promise.all(Array.from({ length: 33 }, (_, index) => person(elsewhere(300 + index))));
    for (const [index, somebody] of people.entries()) {
      const { id } = await ask(somebody);
      if (index % 2 !== 0) continue;
      const verified = verifySignIn(
        identity.needs,
        { challengeId: id, code: identity.lastCode() },
        identity.occasion(),
      );
      expect(await outcomes([verified])).toEqual(['OK']);
    }
    expect((await identity.letters()).length).toBe(before);
  });

  it('while nothing can be counted: none is sent, instead of any number', async () => {
    const away = async (): Promise<never> => Promise.reject(new Error('the store is away'));
    const store = { increment: away, get: away, setIfAbsent: away, delete: away, expiresIn: away } as unknown as Store;
    const needs = { ...identity.needs, limits: new Limits(store, Buffer.alloc(32)) };
    const { email, address } = await person(elsewhere(400));
    const asked = signIn(needs, { email, password: PASSWORD }, identity.occasion(null, address));
    expect(await outcomes([asked])).toEqual(['UNAVAILABLE']);
    expect(identity.outbox).toEqual([]);
  });
});
