/** Attack case 16: a refresh token is used twice, one after the other and at the same moment: exactly one wins, and the family ends. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes } from '../support/codes.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const ME = '{ me { id } }';
const ENDED = ['refreshSession: SESSION_ENDED'];

describe('a refresh token', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(() => system.stop());

  it('that is used again ends the whole session: its access tokens and the newest refresh token too', async () => {
    const owner = await new Visitor(system, 'henk').enter();
    const stolen = owner.session?.refreshToken ?? '';
    const { data } = await owner.refresh();
    owner.session = data?.refreshSession;
    expect(await owner.get(ME)).toMatchObject({ me: { id: expect.any(String) } });

    expect(codes((await owner.refresh(stolen)).errors)).toEqual(ENDED);
    expect(codes((await owner.refresh()).errors)).toEqual(ENDED);
    expect(codes((await owner.ask(ME)).errors)).toEqual([': SESSION_ENDED']);
  });

  it('that is used ten times at the same moment wins at most once, and the session ends', async () => {
    const owner = await new Visitor(system, 'ruth').enter();
    const answers = await Promise.all(Array.from({ length: 10 }, () => owner.refresh()));
    const winners = answers.filter(({ data }) => data !== null);
    expect(winners).toHaveLength(1);
    owner.session = winners[0]?.data?.refreshSession;
    expect(codes((await owner.refresh()).errors)).toEqual(ENDED);
    expect(codes((await owner.ask(ME)).errors)).toEqual([': SESSION_ENDED']);
  });

  it('leaves the other sessions of the same person alone', async () => {
    const [one, other] = [await new Visitor(system, 'joost').enter(), await new Visitor(system, 'joost').signIn()];
    const stolen = one.session?.refreshToken ?? '';
    await one.refresh();
    await one.refresh(stolen);
    expect(codes((await one.ask(ME)).errors)).toEqual([': SESSION_ENDED']);
    expect(await other.get(ME)).toMatchObject({ me: { id: expect.any(String) } });
  });

  it('that was never issued is refused and ends nothing', async () => {
    const owner = await new Visitor(system, 'anja').enter();
    for (const token of ['', 'x', `${owner.session?.refreshToken ?? ''}x`, owner.session?.accessToken ?? '']) {
      expect((await owner.refresh(token)).data).toBeNull();
    }
    expect(await owner.get(ME)).toMatchObject({ me: { id: expect.any(String) } });
  });
});
