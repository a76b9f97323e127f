import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../../../../subgraphs/domain-error.js';
import { decodeCursor } from '../../../../../subgraphs/connection.js';
import type { AccessLogLine } from '../../../../../subgraphs/audit/domain/access-log/access-log-line.js';
import { pageOfLines } from '../../../../../subgraphs/audit/domain/access-log/line-page.js';
import { aRecord, LogInMemory } from '../../a-record.js';

const ZONE = 'Europe/Amsterdam';
const ALL = { spans: [{ organisation: null, from: null, until: null }] };

const at = (time: string) => new Date(`2025-11-${time}:00.000Z`);
const look = (time: string, account = 'joke') => aRecord({ occurredAt: at(time), account });

async function pageOf(log: LogInMemory, first = 50, after: string | null = null, selection = ALL) {
  return pageOfLines(log, selection, { first, after: after === null ? null : decodeCursor(after) }, ZONE);
}

async function allPages(log: LogInMemory, first: number, between: () => void = () => undefined) {
  const lines: AccessLogLine[] = [];
  let after: string | null = null;
  do {
    const { edges, pageInfo } = await pageOf(log, first, after);
    expect(edges.length).toBeLessThanOrEqual(first);
    lines.push(...edges.map(({ node }) => node));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    between();
  } while (after !== null);
  return lines;
}

/** The same at each run. */
function madeUp(count: number, seed: number): LogInMemory {
  const log = new LogInMemory();
  let state = seed;
  const pick = <T>(...choices: [T, ...T[]]): T => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return choices[Math.floor(state / 65_536) % choices.length] ?? choices[0];
  };
  for (let index = 0; index < count; index += 1) {
    const day = pick('01', '02', '03', '04', '07', '20');
    log.add(
      aRecord({
        id: `record-${index}`,
        occurredAt: at(`${day}T${pick('00', '09', '10', '22', '23')}:${pick('00', '30')}`),
        account: pick('joke', 'piet', 'nel', null),
        kind: pick('DOSSIER_READ', 'DOSSIER_SEARCH'),
        categories: pick(['REPORTS'], ['REPORTS', 'CARE_PLAN'], ['CARE_PLAN', 'REPORTS']),
        outcome: pick('OK', 'REFUSED'),
      }),
    );
  }
  return log;
}

const idsOf = (lines: AccessLogLine[]) => lines.flatMap(({ records }) => records.map(({ id }) => id));

describe('the lines of an access log', () => {
  it('merge like records of one day, with the first and the last time and how often', async () => {
    const log = new LogInMemory();
    log.add(look('20T09:00'), look('20T10:00'), look('20T11:30'));
    const [line, ...others] = (await pageOf(log)).edges.map(({ node }) => node);
    expect(others).toEqual([]);
    expect(line).toMatchObject({ day: '2025-11-20', count: 3, firstAt: at('20T09:00'), lastAt: at('20T11:30') });
    expect(line?.records.map(({ sequence }) => sequence)).toEqual(['3', '2', '1']);
  });

  it("count days by the organisation's clock, not by UTC", async () => {
    const log = new LogInMemory();
    log.add(look('19T22:59'), look('19T23:00'), look('20T22:59'), look('20T23:00'));
    const lines = (await pageOf(log)).edges.map(({ node }) => `${node.day} ${node.count}`);
    expect(lines).toEqual(['2025-11-21 1', '2025-11-20 2', '2025-11-19 1']);
  });

  it.each([
    ['account', { account: 'piet' }],
    ['role', { role: 'CONTACT' as const }],
    ['organisation', { organisation: 'rozelaar' }],
    ['kind', { kind: 'DOSSIER_SEARCH' as const }],
    ['action', { action: 'E' as const }],
    ['data', { categories: ['CARE_PLAN'] }],
    ['outcome', { outcome: 'REFUSED' as const }],
    ['reason', { reason: 'ACCESS_REFUSED' }],
  ])('keep records of another %s apart', async (_what, facts) => {
    const log = new LogInMemory();
    log.add(look('20T09:00'), aRecord({ occurredAt: at('20T09:01'), account: 'joke', ...facts }));
    expect((await pageOf(log)).edges).toHaveLength(2);
  });

  it('do not care in which order the data were named', async () => {
    const log = new LogInMemory();
    log.add(aRecord({ categories: ['REPORTS', 'CARE_PLAN'] }), aRecord({ categories: ['CARE_PLAN', 'REPORTS'] }));
    expect((await pageOf(log)).edges).toHaveLength(1);
  });

  it('show at most fifty of their records and count them all', async () => {
    const log = new LogInMemory();
    for (let index = 0; index < 450; index += 1) log.add(look('20T09:00'));
    const [line] = (await pageOf(log)).edges.map(({ node }) => node);
    expect(line?.count).toBe(450);
    expect(line?.records).toHaveLength(50);
  });

  it.each([1, 2, 3, 7, 50])(
    'hold every record once, in pages of %i: no line is torn, none is shown twice',
    async (first) => {
      for (const seed of [1, 2, 3]) {
        const log = madeUp(240, seed);
        const lines = await allPages(log, first);
        expect(lines.reduce((sum, { count }) => sum + count, 0)).toBe(240);
        expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
        expect(new Set(idsOf(lines)).size).toBe(240);
        expect(lines).toEqual((await pageOf(log, 500)).edges.map(({ node }) => node));
        const times = lines.map(({ lastAt }) => lastAt.getTime());
        expect(times).toEqual([...times].sort((one, other) => other - one));
      }
    },
  );

  it('stay what they were at the first page while new records come in, early ones too', async () => {
    const log = madeUp(120, 4);
    const before = (await pageOf(log, 500)).edges.map(({ node }) => node);
    const lines = await allPages(log, 3, () => log.add(look('20T09:00'), look('07T09:00'), look('01T00:00', 'new')));
    expect(lines).toEqual(before);
  });

  it('keep their id when like records join', async () => {
    const log = new LogInMemory();
    log.add(look('20T09:00'));
    const before = (await pageOf(log)).edges[0]?.node.id;
    log.add(look('20T11:00'), look('20T08:00'));
    expect((await pageOf(log)).edges.map(({ node }) => node.id)).toEqual([before]);
  });

  it('are read no further back than the page needs', async () => {
    const log = new LogInMemory();
    for (let index = 0; index < 900; index += 1) log.add(look(`${String(1 + (index % 28)).padStart(2, '0')}T10:00`));
    await pageOf(log, 2);
    expect(log.read).toBeLessThan(250);
  });

  it('refuse a cursor of another list', async () => {
    const cursor = Buffer.from(JSON.stringify(['2025-11-20T10:00:00.000Z', '12'])).toString('base64url');
    await expect(pageOf(new LogInMemory(), 5, cursor)).rejects.toThrow(new DomainError('BAD_CURSOR'));
  });
});
