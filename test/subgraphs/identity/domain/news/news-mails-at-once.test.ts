import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { chooseNewsMail } from '../../../../../subgraphs/identity/domain/news/choose-news-mail.js';
import { settled } from '../../support/identity-in-test.js';
import { NewsInTest } from '../../support/news-in-test.js';

let test: NewsInTest;

beforeAll(async () => {
  test = await NewsInTest.open();
});
beforeEach(() => test.reset());
afterAll(() => test.identity.close());

describe('when something fails', () => {
  it('nobody is told who could not be asked for; they are asked for again in a quarter of an hour', async () => {
    const { account } = await test.reader();
    test.news.set(account, 'fails');
    test.at('2026-02-03T09:00:00Z');
    await expect(test.run()).rejects.toThrow(AggregateError);
    test.news.set(account, test.at('2026-02-03T09:14:00Z'));
    await test.run();
    expect(await test.told()).toEqual([]);
    test.at('2026-02-03T09:15:00Z');
    await test.run();
    expect(await test.toldAccounts()).toEqual([account]);
  });

  it('in the ECD of one organisation, those of another are told all the same', async () => {
    const { account } = await test.reader();
    const elsewhere = await test.identity.rows.account();
    await test.alsoAtRozelaar(elsewhere);
    await test.identity.needs.newsMails.choose(elsewhere, 'DAILY', test.identity.clock.now);
    test.news.set(account, 'fails').set(elsewhere, test.at('2026-02-03T09:00:00Z'));
    await expect(test.run()).rejects.toThrow();
    expect(await test.toldAccounts()).toEqual([elsewhere]);
  });

  it('an ECD that keeps failing is left alone until the next round', async () => {
    for (let many = 0; many < 12; many += 1) test.news.set((await test.reader()).account, 'fails');
    test.at('2026-02-03T09:00:00Z');
    await expect(test.run()).rejects.toThrow();
    const before = test.asked.length;
    expect(before).toBeLessThan(8);
    for (const account of test.news.keys()) test.news.set(account, test.at('2026-02-03T09:01:00Z'));
    await test.run();
    expect(await test.told()).toHaveLength(12 - before);
  });

  it('to be recorded, nothing is sent', async () => {
    const { account } = await test.reader();
    test.news.set(account, test.at('2026-02-03T09:00:00Z'));
    test.upkeep.audit.fails = true;
    await expect(test.run()).rejects.toThrow();
    expect(await test.told()).toEqual([]);
    test.upkeep.audit.fails = false;
    test.at('2026-02-03T09:15:00Z');
    await test.run();
    expect(await test.toldAccounts()).toEqual([account]);
  });
});

describe('many at once', () => {
  it('are told once each, whoever else runs at the same time, and a few at a time', async () => {
    const accounts: string[] = [];
    for (let many = 0; many < 9; many += 1) accounts.push((await test.reader()).account);
    let [busy, most] = [0, 0];
    test.needs.askForNews = async () => {
      most = Math.max(most, (busy += 1));
      await new Promise((resolve) => setImmediate(resolve));
      busy -= 1;
      return true;
    };
    test.at('2026-02-03T09:00:00Z');
    await Promise.all([test.run(), test.run(), test.run()]);
    expect(await test.toldAccounts()).toEqual(accounts.sort());
    most = 0;
    test.at('2026-02-04T09:00:00Z');
    await test.run();
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(4);
  });

  it('are not told again by a copy that was thought dead', async () => {
    const { account } = await test.reader();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const { askForNews } = test.needs;
    test.at('2026-02-03T09:00:00Z');
    let slow: Promise<void> = Promise.resolve();
    await new Promise<void>((asked) => {
      test.needs.askForNews = async () => {
        asked();
        await held;
        return true;
      };
      slow = test.run();
    });
    test.needs.askForNews = askForNews;
    test.news.set(account, test.at('2026-02-03T09:16:00Z'));
    await test.run();
    release();
    await slow;
    expect(await test.toldAccounts()).toEqual([account]);
  });

  it('are left for another time when the program stops', async () => {
    await test.reader();
    test.at('2026-02-03T09:00:00Z');
    await test.run(AbortSignal.abort());
    expect(test.asked).toEqual([]);
  });
});

describe('the choice to be told', () => {
  it("is the person's own, also where the administration changes other details (R14), and on the log", async () => {
    const { identity } = test;
    const { account } = await settled(identity, 'CLIENT', await identity.rows.client());
    const { occasion } = await identity.signedIn(account);
    const choice = async () => (await identity.needs.accounts.find(account))?.newsMail;
    expect(await choice()).toBe('NEVER');
    identity.log.length = 0;
    await chooseNewsMail(identity.needs, 'DAILY', occasion());
    await chooseNewsMail(identity.needs, 'DAILY', occasion());
    expect(await choice()).toBe('DAILY');
    expect(identity.log).toMatchObject([
      { kind: 'ACCOUNT_CHANGED', action: 'U', organisation: 'vivium', account, categories: ['NEWS_MAIL'] },
    ]);
  });
});
