/**
 * Attack cases 12, 16 and 19 spread over two gateways with an identity each, on one real Redis and one PostgreSQL: what
 * is counted, is counted over all copies.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes } from '../support/codes.js';
import { startProductionSystem, type ProductionSystem } from '../support/production-system.js';
import { testRedisUrl } from '../support/redis.js';
import { surroundingsAtHand, withFront, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const whereProductionIs = surroundingsAtHand ? describe : describe.skip;
const SIGN_IN = 'mutation($email: String!, $password: String!) { signIn(email: $email, password: $password) { id } }';
const ME = '{ me { id } }';
const ENDED = ['refreshSession: SESSION_ENDED'];
/** A gateway learns within this time what happened at the other. */
const SOON_MS = 5_000;

whereProductionIs('two copies of the gateway and of identity', () => {
  let production: ProductionSystem;
  let copies: [System, System];

  beforeAll(async () => {
    production = await startProductionSystem(testRedisUrl ?? '', { copies: 2 });
    const [one = '', other = ''] = production.gateways;
    copies = [withFront({ ...production, url: one }), withFront({ ...production, url: other })];
  }, 180_000);
  afterAll(() => production.stop());

  /** The same person at each of them. */
  const both = (key: string): [Visitor, Visitor] => [new Visitor(copies[0], key), new Visitor(copies[1], key)];

  it('count five guesses at a code in all, and no sixth (V27, R13)', async () => {
    const visitors = both('henk');
    const id = (await visitors[0].givePassword()).data?.signIn.id ?? '';
    const right = visitors[0].code();
    const some = Array.from({ length: 6 }, (_, n) => String(100_000 + n));
    const wrong = some.filter((code) => code !== right).slice(0, 5);
    const answers = await Promise.all(wrong.map((code, n) => visitors[n % 2 === 0 ? 0 : 1].giveCode(id, code)));
    expect(answers.map(({ data }) => data)).toEqual(wrong.map(() => null));
    // three were given to one and two to the other: counted apart, the right one would still be good
    for (const visitor of visitors) {
      expect(codes((await visitor.giveCode(id, right)).errors)).toEqual(['verifySignIn: CODE_REFUSED']);
    }
  });

  it('take a code that was given out by one at the other, once in all (V27, R13)', async () => {
    const visitors = both('ruth');
    const id = (await visitors[0].givePassword()).data?.signIn.id ?? '';
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, n) => visitors[n % 2 === 0 ? 0 : 1].giveCode(id, visitors[0].code())),
    );
    expect(answers.filter(({ data }) => data !== null)).toHaveLength(1);
  });

  it('let a refresh token that is used at both at the same moment win once, and end the session at both', async () => {
    const [here, there] = both('joost');
    await here.enter();
    there.session = here.session;
    const answers = await Promise.all([here, there, here, there, here, there].map((visitor) => visitor.refresh()));
    const winners = answers.filter(({ data }) => data !== null);
    expect(winners).toHaveLength(1);
    here.session = there.session = winners[0]?.data?.refreshSession;
    expect(codes((await there.refresh()).errors)).toEqual(ENDED);
    for (const visitor of [here, there]) await soon(visitor);
  });

  it('count wrong passwords together: three here and two there make one wait at both', async () => {
    const email = 'willem.dekker@example.org';
    const ask = (n: number) =>
      copies[n % 2 === 0 ? 0 : 1].from(`203.0.113.${n + 1}`)(SIGN_IN, { email, password: 'mis' });
    for (let n = 0; n < 5; n += 1) expect(codes((await ask(n)).errors)).toEqual(['signIn: CREDENTIALS_REFUSED']);
    for (const n of [5, 6]) expect(codes((await ask(n)).errors)).toEqual(['signIn: TOO_MANY_ATTEMPTS']);
  });

  it('mail one link for one request for recovery', async () => {
    const [esther] = both('esther');
    const { email } = esther.person;
    await esther.get('mutation($email: String!) { requestRecovery(email: $email) }', { email });
    await esther.mail(/#token=/);
    await new Promise((wake) => setTimeout(wake, 2_500));
    const links = production.messages().filter(({ to, text }) => to === email && text.includes('#token='));
    expect(links).toHaveLength(1);
  });
});

/** Waits until a session that ended elsewhere has ended here. */
async function soon(visitor: Visitor): Promise<void> {
  const limit = Date.now() + SOON_MS;
  while ((await visitor.ask(ME)).errors.length === 0 && Date.now() < limit)
    await new Promise((wake) => setTimeout(wake, 100));
  expect(codes((await visitor.ask(ME)).errors)).toEqual([': SESSION_ENDED']);
}
