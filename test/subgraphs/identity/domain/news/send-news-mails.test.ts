import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { withdrawAccess } from '../../../../../subgraphs/identity/domain/relations/withdraw-access.js';
import { HOUR } from '../../support/identity-in-test.js';
import { NewsInTest } from '../../support/news-in-test.js';

const DAY = 24 * HOUR;

let test: NewsInTest;

beforeAll(async () => {
  test = await NewsInTest.open();
});
beforeEach(() => test.reset());
afterAll(() => test.identity.close());

describe('the mail that there is news (R24)', () => {
  it('is sent to who chose so, in the name of the organisation, and is worth nothing after that day', async () => {
    const { account } = await test.reader();
    test.news.set(account, test.at('2026-02-03T06:00:00Z'));
    await test.run();
    expect(await test.told()).toEqual([
      expect.objectContaining({
        account,
        organisation: 'vivium',
        channel: 'MAIL',
        language: 'nl',
        notice: { template: 'NEWS' },
        notAfter: new Date('2026-02-03T23:00:00Z'),
      }),
    ]);
    expect(test.identity.log).toEqual([
      { kind: 'NEWS_SENT', action: 'E', organisation: 'vivium', categories: ['ACCOUNT', account] },
    ]);
  });

  it('is not sent to who chose otherwise', async () => {
    const { account } = await test.reader();
    await test.identity.needs.newsMails.choose(account, 'NEVER', test.identity.clock.now);
    test.news.set(account, test.at('2026-02-03T09:00:00Z'));
    await test.run();
    expect([await test.told(), test.asked]).toEqual([[], []]);
  });

  it('is not sent, and not asked for again that day, when nothing is new', async () => {
    await test.reader();
    for (const moment of ['2026-02-02T09:01:00Z', '2026-02-02T21:00:00Z']) {
      test.at(moment);
      await test.run();
    }
    expect([await test.told(), test.asked.length]).toEqual([[], 1]);
    test.at('2026-02-03T06:00:00Z');
    await test.run();
    expect(test.asked).toHaveLength(2);
  });

  it('asks for what came after they chose, signed in or were told, whichever was last', async () => {
    const { account } = await test.reader();
    test.at('2026-02-02T10:00:00Z');
    await test.run();
    const signedInAt = test.at('2026-02-02T20:00:00Z');
    await test.identity.signedIn(account);
    const toldAt = test.at('2026-02-03T09:00:00Z');
    test.news.set(account, toldAt);
    await test.run();
    test.at('2026-02-04T09:00:00Z');
    await test.run();
    expect(test.asked.map(({ since }) => since)).toEqual([new Date('2026-02-02T09:00:00Z'), signedInAt, toldAt]);
    expect(await test.told()).toHaveLength(1);
  });

  it('asks no further back than the dossier tells', async () => {
    await test.reader();
    const now = test.at('2026-12-01T09:00:00Z');
    await test.run();
    expect(test.asked.map(({ since }) => since)).toEqual([new Date(now.getTime() - 90 * DAY)]);
  });

  it('asks on behalf of the person, with what is open at that organisation and nothing else (V13, V18)', async () => {
    const { account, relation } = await test.reader();
    const clientId = await test.identity.rows.client({ organisation: 'rozelaar' });
    await test.identity.rows.relation({ accountId: account, clientId, role: 'CONTACT', sections: ['REPORTS'] });
    await test.identity.rows.staff({ accountId: account, organisation: 'vivium', role: 'ADMINISTRATOR' });
    test.at('2026-02-02T09:30:00Z');
    await test.run();
    expect(test.asked).toMatchObject([
      { facts: { account, session: '', staff: [], relations: [{ id: relation, role: 'CLIENT', pending: [] }] } },
    ]);
  });

  it('is sent by each organisation for itself, and once by each, however many clients', async () => {
    const { account } = await test.reader();
    for (let clients = 0; clients < 2; clients += 1) await test.alsoAtRozelaar(account);
    test.news.set(account, test.at('2026-02-03T09:00:00Z'));
    await test.run();
    expect((await test.told()).map(({ organisation }) => organisation).sort()).toEqual(['rozelaar', 'vivium']);
  });
});

describe('somebody with many clients, such as a mentor by profession', () => {
  it('is asked about in parts, which the dossier and the ECD can answer in time, until one has news', async () => {
    const { account } = await test.reader();
    for (let clients = 0; clients < 25; clients += 1) await test.alsoAtRozelaar(account);
    const parts: number[] = [];
    test.needs.askForNews = async ({ relations }) => {
      if (relations[0]?.organisation !== 'rozelaar') return false;
      if (parts.push(relations.length) === 1) throw new Error('dossier answered 422');
      return parts.length === 3;
    };
    test.at('2026-02-03T09:00:00Z');
    await test.run();
    expect([parts, (await test.told()).map(({ organisation }) => organisation)]).toEqual([[10, 10, 5], ['rozelaar']]);
  });
});

describe('a day of news mail', () => {
  const MOMENTS = ['00:30', '04:59', '05:00', '05:59', '06:00', '12:00', '21:30', '22:30', '23:30'];

  /** When somebody is told for whom something is new at every moment. */
  async function momentsTold(...days: string[]): Promise<string[]> {
    test.at(`${days[0] ?? ''}T00:00:00Z`);
    const { account } = await test.reader();
    const sent: string[] = [];
    for (const moment of days.flatMap((day) => MOMENTS.map((time) => `${day}T${time}`))) {
      const before = (await test.told()).length;
      test.news.set(account, test.at(`${moment}:00Z`));
      await test.run();
      if ((await test.told()).length > before) sent.push(moment);
    }
    return sent;
  }

  it('begins at seven in the morning where the organisation is, and has one mail', async () => {
    expect(await momentsTold('2026-02-02', '2026-02-03')).toEqual(['2026-02-02T06:00', '2026-02-03T06:00']);
  });

  it('begins at seven also on the days on which the clock changes', async () => {
    expect(await momentsTold('2026-03-28', '2026-03-29', '2026-03-30')).toEqual([
      '2026-03-28T06:00',
      '2026-03-29T05:00',
      '2026-03-30T05:00',
    ]);
    await test.turnOff();
    expect(await momentsTold('2026-10-24', '2026-10-25', '2026-10-26')).toEqual([
      '2026-10-24T05:00',
      '2026-10-25T06:00',
      '2026-10-26T06:00',
    ]);
  });

  it('does not begin anew for who turns the mail off and on', async () => {
    const { account } = await test.reader();
    test.news.set(account, test.at('2026-02-02T10:00:00Z'));
    await test.run();
    await test.identity.needs.newsMails.choose(account, 'NEVER', test.at('2026-02-02T11:00:00Z'));
    await test.identity.needs.newsMails.choose(account, 'DAILY', test.at('2026-02-02T11:01:00Z'));
    test.news.set(account, test.at('2026-02-02T12:00:00Z'));
    await test.run();
    expect(await test.told()).toHaveLength(1);
  });
});

describe('nobody is told to whom nothing is open', () => {
  const JANUARY = new Date('2026-01-15T00:00:00Z');

  it.each([
    ['whose relation ended (V35, R15)', { endedAt: JANUARY, endedReason: 'WITHDRAWN_BY_CLIENT' as const }, {}, {}],
    ['whose further access is over (R16)', { validUntil: JANUARY }, {}, {}],
    ['whose access waits for their organisation (R7)', { heldAt: JANUARY }, {}, {}],
    ['whose access has yet to begin', { validFrom: new Date('2026-09-01T00:00:00Z') }, {}, {}],
    ['who did not confirm the number (V31)', { bsnConfirmedAt: null }, {}, {}],
    ['who is locked (R29)', {}, { lockedAt: JANUARY, lockedReason: 'PRYING' }, {}],
    ['whose account ended (V36)', {}, { endedAt: JANUARY, endedReason: 'UNLAWFUL_USE' }, {}],
    ['who has to begin anew by a link (R23)', {}, { recoveryRequiredAt: JANUARY }, {}],
    ['whose client is in care no more (V34)', {}, {}, { departedOn: '2025-06-01' }],
  ])('%s', async (_who, relation, person, client) => {
    const { account } = await test.reader(relation, person, client);
    test.news.set(account, test.at('2026-02-03T09:00:00Z'));
    await test.run();
    expect([await test.told(), test.asked]).toEqual([[], []]);
  });

  it('who did not accept the terms (V1)', async () => {
    const { account } = await test.reader();
    await test.identity.database.query('DELETE FROM terms_acceptance WHERE account_id = $1', [account]);
    test.news.set(account, test.at('2026-02-03T09:00:00Z'));
    await test.run();
    expect([await test.told(), test.asked]).toEqual([[], []]);
  });

  it('any more when their access ended while the dossier was asked (R15)', async () => {
    const { account, relation } = await test.reader();
    const { occasion } = await test.identity.signedIn(account);
    test.needs.askForNews = async () => {
      await withdrawAccess(test.identity.needs, relation, occasion());
      return true;
    };
    test.at('2026-02-03T09:00:00Z');
    await test.run();
    expect(await test.told()).toEqual([]);
  });
});
