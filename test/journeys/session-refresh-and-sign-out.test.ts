/** A session lives by a refresh token that is used once; it ends when its holder says so (attack case 16). */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes } from '../support/codes.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const ME = '{ me { name { text } } }';

describe('a session', () => {
  let system: System;
  let joost: Visitor;

  beforeAll(async () => {
    system = await startSystem();
    joost = await new Visitor(system, 'joost').enter();
  });
  afterAll(() => system.stop());

  it('goes on with new tokens, the same session', async () => {
    const { data } = await joost.refresh();
    const renewed = data?.refreshSession;
    expect(renewed?.id).toBe(joost.session?.id);
    expect(renewed?.refreshToken).not.toBe(joost.session?.refreshToken);
    joost.session = renewed;
    expect(await joost.get(ME)).toEqual({ me: { name: { text: 'Joost van der Meulen' } } });
  });

  it('ends at once for its holder only who signs out', async () => {
    const elsewhere = await new Visitor(system, 'joost').signIn();
    expect(await joost.get('mutation { signOut }')).toEqual({ signOut: true });
    expect(codes((await joost.ask(ME)).errors)).toEqual([': SESSION_ENDED']);
    expect(codes((await joost.refresh()).errors)).toEqual(['refreshSession: SESSION_ENDED']);
    expect(await elsewhere.get(ME)).toMatchObject({ me: expect.anything() });
    joost = elsewhere;
  });

  it('ends everywhere when its holder says so', async () => {
    const rudi = await new Visitor(system, 'rudi').enter();
    const elsewhere = await new Visitor(system, 'rudi').signIn();
    expect(await rudi.get('mutation { signOut(everywhere: true) }')).toEqual({ signOut: true });
    for (const visitor of [rudi, elsewhere]) {
      expect(codes((await visitor.ask(ME)).errors)).toEqual([': SESSION_ENDED']);
    }
  });
});
