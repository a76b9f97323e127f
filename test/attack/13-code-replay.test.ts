/** Attack case 13: a code is used again, used for another sign-in, or asked for too often. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes } from '../support/codes.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const REFUSED = ['verifySignIn: CODE_REFUSED'];

describe('a code', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(() => system.stop());

  const challenge = async (visitor: Visitor) => (await visitor.givePassword()).data?.signIn.id ?? '';

  it('is good once, also when it is given twice at the same moment', async () => {
    const visitor = new Visitor(system, 'henk');
    const id = await challenge(visitor);
    const answers = await Promise.all(Array.from({ length: 5 }, () => visitor.giveCode(id, visitor.code())));
    expect(answers.filter(({ data }) => data !== null)).toHaveLength(1);
    expect(codes((await visitor.giveCode(id, visitor.code())).errors)).toEqual(REFUSED);
  });

  it('of an earlier sign-in does not open a later one, nor the other way round', async () => {
    const visitor = new Visitor(system, 'ruth');
    const first = await challenge(visitor);
    const firstCode = visitor.code();
    const second = await challenge(visitor);
    const secondCode = visitor.code();
    // one time in a million both codes are the same, and then there is nothing to tell apart
    if (firstCode === secondCode) return;
    expect(codes((await visitor.giveCode(second, firstCode)).errors)).toEqual(REFUSED);
    expect(codes((await visitor.giveCode(first, secondCode)).errors)).toEqual(REFUSED);
    expect((await visitor.giveCode(second, secondCode)).data).not.toBeNull();
  });

  it('of one person does not let another in', async () => {
    const [thief, victim] = [new Visitor(system, 'rudi'), new Visitor(system, 'karin')];
    const own = await challenge(thief);
    const theirs = await challenge(victim);
    if (thief.code() === victim.code()) return;
    expect(codes((await thief.giveCode(theirs, thief.code())).errors)).toEqual(REFUSED);
    expect(codes((await thief.giveCode(own, victim.code())).errors)).toEqual(REFUSED);
  });

  it('is not sent again within a minute', async () => {
    const visitor = new Visitor(system, 'joost');
    const id = await challenge(visitor);
    const sent = system.messages().length;
    const { errors } = await visitor.ask('mutation($id: ID!) { resendCode(challengeId: $id) { id } }', { id });
    expect(codes(errors)).toEqual(['resendCode: RESEND_TOO_SOON']);
    expect(system.messages()).toHaveLength(sent);
  });

  it('is not read off an answer', async () => {
    const visitor = new Visitor(system, 'anja');
    const answer = await visitor.givePassword();
    expect(JSON.stringify(answer)).not.toContain(visitor.code());
    expect(JSON.stringify(answer)).not.toContain(visitor.person.mobile.slice(-6));
  });
});
