/** Attack case 17: finding out by body, status or time who has an account: in sign-in, recovery and resend. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PEOPLE } from '../../demo/world/people.js';
import { DomainError } from '../../subgraphs/domain-error.js';
import { Credentials } from '../subgraphs/identity/support/credentials-in-test.js';
import { openIdentity, type IdentityInTest } from '../subgraphs/identity/support/identity-in-test.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const SIGN_IN = 'mutation($email: String!) { signIn(email: $email, password: "een wachtwoord dat niet klopt") { id } }';
const RECOVER = 'mutation($email: String!) { requestRecovery(email: $email) }';
const RESEND = 'mutation($id: ID!) { resendCode(challengeId: $id) { id } }';
const SAMPLES = 12;
/** Machines hiccup. What would tell accounts apart, a password that is compared or not, takes many times as long. */
const MOST_TIMES_AS_LONG = 2.5;
const HICCUP_MS = 25;

let addresses = 0;
const known = DEMO_PEOPLE.map(({ email }) => email).slice(0, SAMPLES);
const unknown = known.map((_, n) => `onbekend.${n}@example.org`);

describe('the running system', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(() => system.stop());

  const ask = (query: string, variables: Record<string, unknown>) =>
    system.from(`203.0.113.${(addresses += 1)}`)(query, variables);

  it.each([
    ['sign-in', SIGN_IN],
    ['recovery', RECOVER],
  ])('gives the same status and body to known and unknown addresses in %s', async (_what, query) => {
    const [ofKnown, ofUnknown] = [
      await ask(query, { email: DEMO_PEOPLE.at(-1)?.email }),
      await ask(query, { email: 'niemand@example.org' }),
    ];
    expect(ofUnknown).toEqual(ofKnown);
  });

  it('gives the same status and body to made-up sign-ins and those that are over in resend', async () => {
    const henk = new Visitor(system, 'henk');
    const over = (await henk.givePassword()).data?.signIn.id;
    await henk.giveCode(over ?? '', henk.code());
    expect(await ask(RESEND, { id: randomUUID() })).toEqual(await ask(RESEND, { id: over }));
  });

  it.each([
    ['sign-in', SIGN_IN],
    ['recovery', RECOVER],
  ])('takes as long for unknown as for known addresses in %s', async (_what, query) => {
    const took = { known: [] as number[], unknown: [] as number[] };
    const time = async (email: string | undefined, times: number[]) => {
      const since = performance.now();
      await ask(query, { email });
      times.push(performance.now() - since);
    };
    await time('aanloop@example.org', []);
    for (let n = 0; n < SAMPLES; n += 1) {
      await time(known[n], took.known);
      await time(unknown[n], took.unknown);
    }
    const [one, other] = [median(took.known), median(took.unknown)].sort((a, b) => a - b) as [number, number];
    expect(other).toBeLessThan(one * MOST_TIMES_AS_LONG + HICCUP_MS);
  });
});

describe('the work', () => {
  let identity: IdentityInTest;
  let credentials: Credentials;
  const kinds = ['bekend', 'gesloten', 'nieuw', 'herstel', 'onbekend'].map((kind) => `${kind}@voorbeeld.example`);

  beforeAll(async () => {
    identity = await openIdentity();
    credentials = new Credentials(identity);
    const now = identity.clock.now;
    await credentials.holder('bekend@voorbeeld.example');
    await credentials.holder('gesloten@voorbeeld.example', { lockedAt: now, lockedReason: 'PRYING' });
    await credentials.holder('nieuw@voorbeeld.example', { activatedAt: null, passwordHash: null });
    await credentials.holder('herstel@voorbeeld.example', { recoveryRequiredAt: now });
  });
  afterAll(() => identity.close());

  it('of a wrong password is one comparison, whatever the account is', async () => {
    for (const email of kinds) {
      const before = identity.hashing.comparisons;
      await expect(credentials.signIn(email, { password: 'mis' })).rejects.toMatchObject({
        code: 'CREDENTIALS_REFUSED',
        details: {},
      });
      expect(identity.hashing.comparisons).toBe(before + 1);
    }
  });

  it('of a request for recovery is one row, whatever the account is: nothing is looked up', async () => {
    const statements: string[] = [];
    for (const email of kinds) {
      const [{ count: before }] = await identity.database.query('SELECT count(*)::int FROM recovery_request');
      await expect(credentials.request(email)).resolves.toBeUndefined();
      const [{ count: after }] = await identity.database.query('SELECT count(*)::int FROM recovery_request');
      statements.push(`${after - before}`);
    }
    expect(statements).toEqual(kinds.map(() => '1'));
  });

  it('of counting wrong passwords is the same: known and unknown wait alike', async () => {
    const waits = [];
    for (const email of kinds) {
      for (let n = 0; n < 5; n += 1) await credentials.signIn(email, { password: 'mis' }).catch(() => undefined);
      waits.push(await credentials.signIn(email).catch((error: unknown) => answerOf(error)));
    }
    expect(new Set(waits.map((wait) => JSON.stringify(wait))).size).toBe(1);
  });
});

function answerOf(error: unknown) {
  return error instanceof DomainError ? { code: error.code, details: error.details } : error;
}

function median(times: number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
}
