/** A copy of the log as its manager fetches it, before an audit subgraph that gives whatever pages a test wants. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { EXPORT_TURNS } from '../../gateway/pipeline/log-export/export-turns.js';
import { CALLS } from '../../schema/calls.js';
import type { LogExportOpening, LogExportPage, LogExportStep } from '../../schema/log-export.js';
import { ACCOUNT, facts, Front, json } from './front.js';

const AUDITOR = facts([], [{ organisation: 'vivium', role: 'AUDITOR' }]);
const OPENING: LogExportOpening = {
  type: 'application/x-ndjson; charset=utf-8',
  name: 'log-vivium.ndjson',
  total: 6,
  isEstimate: false,
  size: 42,
  head: '{"head":1}\n',
  next: 'page 1',
};

let front: Front;
/** Pages that audit was asked for. */
let asked: number;
/** What audit gives for the n-th page. */
let pageOf: (page: number) => LogExportPage | { code: string } | Promise<LogExportPage>;

beforeAll(async () => {
  front = await Front.start();
});
afterAll(() => front.stop());
beforeEach(async () => {
  await front.change(AUDITOR);
  front.forget();
  asked = 0;
  pageOf = (page) => ({ text: `{"page":${page}}\n`, next: page < 3 ? `page ${page + 1}` : null });
  auditBegins(OPENING);
  for (const key of [`log-exports:${ACCOUNT}`, `log-export:${ACCOUNT}:0`, `log-export:${ACCOUNT}:1`]) {
    await front.store.delete(key);
  }
});

function auditBegins(opening: LogExportOpening | { code: string; fields?: string[] }): void {
  front.behaviour.audit = ({ path, body }) => {
    if (path !== CALLS.exportLog) return null;
    const step = JSON.parse(body) as LogExportStep;
    if ('begin' in step) return Promise.resolve(json(opening, 'code' in opening ? 422 : 200));
    if ('brokenOff' in step) return Promise.resolve(json(null));
    return Promise.resolve(pageOf(++asked)).then((page) => json(page, 'code' in page ? 422 : 200));
  };
}

const steps = () => front.calls(CALLS.exportLog).map(({ body }) => body as LogExportStep);
const brokenOff = () => steps().flatMap((step) => ('brokenOff' in step ? [step.brokenOff] : []));

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5);
}

async function ask(search = '', headers: Record<string, string> = {}): Promise<Response> {
  const authorization = `Bearer ${await front.token()}`;
  return fetch(`${front.url}/audit/export${search}`, {
    headers: { authorization, 'accept-encoding': 'identity', ...headers },
  });
}

/** The answer as it comes in, read by the caller or not. */
async function open(headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const authorization = `Bearer ${await front.token()}`;
  return new Promise((resolve, reject) => {
    get(`${front.url}/audit/export`, { headers: { authorization, ...headers } }, resolve).on('error', reject);
  });
}

const codeOf = async (answer: Response) =>
  ((await answer.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;

describe('a copy of the log', () => {
  it('comes page after page, as a file that no cache keeps, with how much there is', async () => {
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': 'attachment; filename="log-vivium.ndjson"',
      'cache-control': 'no-store',
      'inzage-total': '6',
      'inzage-size': '42',
    });
    expect(await answer.text()).toBe('{"head":1}\n{"page":1}\n{"page":2}\n{"page":3}\n');
    expect(steps().slice(1)).toEqual([{ next: 'page 1' }, { next: 'page 2' }, { next: 'page 3' }]);
    expect(brokenOff()).toEqual([]);
  });

  it('says so when the total is an estimate, in a way that still reads as a number', async () => {
    auditBegins({ ...OPENING, total: 20_000_000, isEstimate: true });
    const answer = await ask();
    await answer.text();
    const total = answer.headers.get('inzage-total') ?? '';
    expect(total).toBe('20000000;estimate');
    expect(Number.parseInt(total, 10)).toBe(20_000_000);
  });

  it('is asked on behalf of who fetches it, with what they want of it', async () => {
    const client = '6f1a2d0c-51f3-4a0e-9d38-7c1f0b8f7a01';
    const answer = await ask(
      `?organisation=vivium&from=2026-01-01&until=2026-01-31&format=fhir&client=${client}` +
        '&kind=SIGN_IN,SIGN_OUT&outcome=REFUSED&after=17&upTo=42',
    );
    await answer.text();
    const [call] = front.calls(CALLS.exportLog);
    expect(call).toMatchObject({ to: 'audit', issuer: 'gateway', caller: { facts: { account: ACCOUNT } } });
    expect(call?.body).toEqual({
      begin: {
        ...{ format: 'FHIR', organisation: 'vivium', from: '2026-01-01', until: '2026-01-31', client, account: null },
        ...{ kinds: ['SIGN_IN', 'SIGN_OUT'], outcome: 'REFUSED', after: 17, upTo: 42 },
      },
    });
  });

  it('is zipped for who takes that, and for nobody else', async () => {
    const answer = await open({ 'accept-encoding': 'deflate, gzip;q=0.8' });
    expect(answer.headers).toMatchObject({
      'content-encoding': 'gzip',
      vary: expect.stringContaining('accept-encoding'),
    });
    const zipped = Buffer.concat(await answer.toArray());
    expect(gunzipSync(zipped).toString()).toBe('{"head":1}\n{"page":1}\n{"page":2}\n{"page":3}\n');
    expect((await ask('', { 'accept-encoding': 'gzip;q=0' })).headers.get('content-encoding')).toBeNull();
  });

  it('is read no further ahead than its reader takes in, however long it is', async () => {
    const text = 'x'.repeat(200_000);
    pageOf = (page) => ({ text, next: page < 10_000 ? `page ${page + 1}` : null });
    const answer = await open();
    answer.pause();
    let before: number;
    do {
      before = asked;
      await sleep(200);
    } while (asked > before);
    // what the connection itself holds, and a page or two
    expect(asked).toBeLessThan(100);
    answer.destroy();
    await until(() => brokenOff().length > 0);
    expect(asked).toBeLessThan(100);
  });

  it('is put on record as broken off when its reader goes, and audit is asked no more', async () => {
    pageOf = (page) => (page < 3 ? { text: 'x\n', next: `page ${page + 1}` } : new Promise<never>(() => undefined));
    const answer = await open();
    answer.on('error', () => undefined);
    await until(() => asked === 3);
    answer.destroy();
    await until(() => brokenOff().length > 0);
    expect(brokenOff()).toEqual(['page 3']);
    expect(asked).toBe(3);
  });

  it.each(['identity', 'gzip'])('never looks whole when it breaks off: %s', async (encoding) => {
    pageOf = (page) => (page < 3 ? { text: `${page}\n`, next: `page ${page + 1}` } : { code: 'INTERNAL' });
    await expect(open({ 'accept-encoding': encoding }).then((answer) => answer.toArray())).rejects.toThrow();
    await until(() => brokenOff().length > 0);
    expect(brokenOff()).toEqual(['page 3']);
  });

  it('breaks off when the session ends while it goes on', async () => {
    pageOf = async (page) => {
      if (page === 2) await front.change(null);
      await sleep(20);
      return { text: `${page}\n`, next: `page ${page + 1}` };
    };
    await expect(open().then((answer) => answer.toArray())).rejects.toThrow();
    await until(() => brokenOff().length > 0);
    expect(asked).toBeLessThan(10);
  });

  it('is for who signed in; another try is on the log', async () => {
    const answer = await fetch(`${front.url}/audit/export`);
    expect([answer.status, await codeOf(answer)]).toEqual([401, 'UNAUTHENTICATED']);
    expect(front.recorded).toMatchObject([{ outcome: 'REFUSED', reason: 'UNAUTHENTICATED' }]);
    expect(steps()).toEqual([]);
  });

  it.each([
    ['ACCESS_REFUSED', 403],
    ['BAD_INPUT', 400],
    ['AUDIT_UNAVAILABLE', 503],
  ])('that audit answers with %s is answered %i, before anything is given', async (code, status) => {
    auditBegins({ code });
    const atOnce = await ask();
    expect([atOnce.status, await codeOf(atOnce)]).toEqual([status, code]);
    auditBegins(OPENING);
    pageOf = () => ({ code });
    const atFirstPage = await ask();
    expect([atFirstPage.status, await codeOf(atFirstPage)]).toEqual([status, code]);
  });

  it('is not given while audit does not answer', async () => {
    front.behaviour.audit = () => Promise.reject(new Error('connect ECONNREFUSED'));
    const answer = await ask();
    expect([answer.status, await codeOf(answer)]).toEqual([503, 'AUDIT_UNAVAILABLE']);
  });

  it.each([
    '?format=xml',
    '?from=2026-02-30',
    '?kind=NOTHING',
    '?client=999990111',
    '?after=-1',
    '?page=2',
    '?upTo=1&upTo=2',
  ])('is refused when asked with %s, which goes no further', async (search) => {
    const answer = await ask(search);
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'BAD_INPUT']);
    expect(steps()).toEqual([]);
  });

  it('is made a few times at once by one account, and again when one of them is done', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    pageOf = async (page) => {
      if (page > EXPORT_TURNS.atOnce) await released;
      return { text: 'x\n', next: page > EXPORT_TURNS.atOnce ? null : 'more' };
    };
    const running = await Promise.all(Array.from({ length: EXPORT_TURNS.atOnce }, () => open()));
    const refused = await ask();
    expect([refused.status, await codeOf(refused)]).toEqual([429, 'TOO_MANY_ATTEMPTS']);
    release();
    await Promise.all(running.map((answer) => answer.toArray()));
    expect((await ask()).status).toBe(200);
  });

  it('is made so many times an hour by one account', async () => {
    for (let count = 0; count < EXPORT_TURNS.perHour; count += 1) {
      await front.store.increment(`log-exports:${ACCOUNT}`, 3_600_000);
    }
    const refused = await ask();
    expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_000);
  });

  it('is not begun by a HEAD', async () => {
    const answer = await fetch(`${front.url}/audit/export`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${await front.token()}` },
    });
    expect(answer.status).toBe(404);
    expect(steps()).toEqual([]);
  });
});
