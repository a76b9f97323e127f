/** Attack case 12: guesses at an SMS code, aliased, batched and all at once: five counted in all. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fetch } from 'undici';
import { codes } from '../support/codes.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const VERIFY = (id: string, code: string) => `verifySignIn(challengeId: "${id}", code: "${code}") { accessToken }`;

describe('guesses at a code', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(() => system.stop());

  const challenge = async (visitor: Visitor) => (await visitor.givePassword()).data?.signIn.id ?? '';
  /** Codes that are not the one sent. */
  const wrong = (visitor: Visitor, count: number) =>
    Array.from({ length: count + 1 }, (_, index) => String(100_000 + index))
      .filter((code) => code !== visitor.code())
      .slice(0, count);

  it('four wrong ones leave the right one good', async () => {
    const visitor = new Visitor(system, 'henk');
    const id = await challenge(visitor);
    for (const code of wrong(visitor, 4)) {
      expect(codes((await visitor.giveCode(id, code)).errors)).toEqual(['verifySignIn: CODE_REFUSED']);
    }
    expect((await visitor.giveCode(id, visitor.code())).data).toMatchObject({
      verifySignIn: { id: expect.any(String) },
    });
  });

  it('twenty at the same moment are five: the right one comes too late', async () => {
    const visitor = new Visitor(system, 'ruth');
    const id = await challenge(visitor);
    const answers = await Promise.all(wrong(visitor, 20).map((code) => visitor.giveCode(id, code)));
    expect(new Set(answers.flatMap(({ errors }) => codes(errors)))).toEqual(new Set(['verifySignIn: CODE_REFUSED']));
    const late = await visitor.giveCode(id, visitor.code());
    expect(late.data).toBeNull();
    expect(codes(late.errors)).toEqual(['verifySignIn: CODE_REFUSED']);
  });

  it('under aliases are refused before one is counted', async () => {
    const visitor = new Visitor(system, 'rudi');
    const id = await challenge(visitor);
    const guesses = wrong(visitor, 10).map((code, index) => `g${index}: ${VERIFY(id, code)}`);
    for (const count of [2, 10]) {
      const { status, data, errors } = await visitor.ask(`mutation { ${guesses.slice(0, count).join(' ')} }`);
      expect({ status, data }).toEqual({ status: 400, data: null });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['QUERY_TOO_LARGE']);
    }
    expect((await visitor.giveCode(id, visitor.code())).data).not.toBeNull();
  });

  it('in a batch are refused before one is counted', async () => {
    const visitor = new Visitor(system, 'karin');
    const id = await challenge(visitor);
    const response = await fetch(`${system.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'https' },
      body: JSON.stringify(wrong(visitor, 6).map((code) => ({ query: `mutation { ${VERIFY(id, code)} }` }))),
    });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain('CODE_REFUSED');
    expect((await visitor.giveCode(id, visitor.code())).data).not.toBeNull();
  });
});
