/** Figures as spreadsheets and reporting tools fetch them; what may be seen, audit decides. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CALLS } from '../../schema/calls.js';
import type { FigureLine, FigureTable } from '../../schema/figures.js';
import { ACCOUNT, Front, json } from './front.js';

const ADDRESS = '/figures/sign-ins?from=2026-01-01&until=2026-02-28';

const line = (change: Partial<FigureLine>): FigureLine => ({
  start: '2026-01-01',
  organisation: 'vivium',
  role: 'CLIENT',
  detail: null,
  acts: 40,
  accounts: 15,
  withheld: false,
  ...change,
});
const HIDDEN = { acts: null, accounts: null, withheld: true };
const TABLE: FigureTable = {
  asOf: '2026-03-02T08:00:00.000Z',
  lines: [
    line({}),
    line({ role: null }),
    line({ start: '2026-02-01', ...HIDDEN }),
    line({ start: '2026-02-01', role: null }),
  ],
};

let front: Front;
beforeAll(async () => {
  front = await Front.start();
});
afterAll(() => front.stop());
beforeEach(() => {
  front.forget();
  auditAnswers(200, TABLE);
});

function auditAnswers(status: number, body: unknown): void {
  front.behaviour.audit = ({ path }) => (path === CALLS.readFigures ? Promise.resolve(json(body, status)) : null);
}

async function get(address = ADDRESS, headers: Record<string, string> = {}, method = 'GET') {
  const authorization = `Bearer ${await front.token()}`;
  return fetch(`${front.url}${address}`, { method, headers: { authorization, ...headers } });
}

const errorsOf = async (answer: Response) =>
  ((await answer.json()) as { errors: { extensions: object }[] }).errors.map(({ extensions }) => extensions);

describe('figures as CSV', () => {
  it('are a table that a spreadsheet opens, with what is withheld left empty', async () => {
    const answer = await get(`${ADDRESS}&format=csv`);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="sign-ins-2026-01-01-2026-02-28.csv"',
      'cache-control': 'private, no-cache',
      'last-modified': 'Mon, 02 Mar 2026 08:00:00 GMT',
      'x-content-type-options': 'nosniff',
    });
    expect(Buffer.from(await answer.arrayBuffer()).toString()).toBe(
      [
        '\uFEFFstart,organisation,role,sign_ins,accounts,withheld',
        '2026-01-01,vivium,CLIENT,40,15,false',
        '2026-01-01,vivium,,40,15,false',
        '2026-02-01,vivium,CLIENT,,,true',
        '2026-02-01,vivium,,40,15,false',
        '',
      ].join('\r\n'),
    );
  });

  it('are chosen by the header too', async () => {
    expect((await get(ADDRESS, { accept: 'text/csv' })).headers.get('content-type')).toContain('text/csv');
    for (const accept of ['*/*', 'application/json, text/csv;q=0.5', 'image/png']) {
      expect((await get(ADDRESS, { accept })).headers.get('content-type')).toContain('application/json');
    }
  });

  it('hold no cell that a spreadsheet takes for a formula', async () => {
    auditAnswers(200, { asOf: null, lines: [line({ detail: '=1+1' })] });
    const answer = await get('/figures/refusals?from=2026-01-01&until=2026-02-28&format=csv');
    expect(await answer.text()).toContain("2026-01-01,vivium,CLIENT,'=1+1,40,15,false");
  });
});

describe('figures as JSON', () => {
  it.each([
    ['sign-ins', 'SIGN_INS', ['start', 'organisation', 'role', 'sign_ins', 'accounts', 'withheld']],
    ['accounts', 'ACCOUNTS', ['start', 'organisation', 'role', 'accounts', 'withheld']],
    ['sections', 'SECTIONS', ['start', 'organisation', 'role', 'section', 'looks', 'accounts', 'withheld']],
    ['refusals', 'REFUSALS', ['start', 'organisation', 'role', 'reason', 'refusals', 'accounts', 'withheld']],
  ])(
    'of %s are asked of audit on behalf of the caller, and have columns of a fixed name',
    async (name, of, columns) => {
      const answer = await get(`/figures/${name}?from=2026-01-01&until=2026-02-28&by=week&organisation=vivium`);
      const { rows, ...about } = (await answer.json()) as { rows: object[] };
      expect(about).toEqual({
        figures: name,
        from: '2026-01-01',
        until: '2026-02-28',
        by: 'week',
        asOf: '2026-03-02T08:00:00.000Z',
      });
      expect(rows.map((row) => Object.keys(row))).toEqual(TABLE.lines.map(() => columns));
      expect(front.calls(CALLS.readFigures)).toMatchObject([
        {
          to: 'audit',
          issuer: 'gateway',
          caller: { facts: { account: ACCOUNT } },
          body: { of, start: '2026-01-01', end: '2026-02-28', by: 'week', organisation: 'vivium' },
        },
      ]);
    },
  );

  it('for a chart are labels, and a series for each role, with nothing where it is withheld', async () => {
    const answer = await get(`${ADDRESS}&format=chart`);
    expect(await answer.json()).toMatchObject({
      labels: ['2026-01-01', '2026-02-01'],
      series: [
        { name: 'vivium CLIENT', values: [40, null] },
        { name: 'vivium', values: [40, 40] },
      ],
    });
  });

  it('are not sent again to who has them, though each asking is one', async () => {
    const tag = (await get()).headers.get('etag') ?? '';
    auditAnswers(200, { ...TABLE, asOf: '2026-03-02T09:00:00.000Z' });
    expect((await get(ADDRESS, { 'if-none-match': tag })).status).toBe(304);
    expect((await get(`${ADDRESS}&format=csv`, { 'if-none-match': tag })).status).toBe(200);
    auditAnswers(200, { ...TABLE, lines: [line({ acts: 45 })] });
    expect((await get(ADDRESS, { 'if-none-match': tag })).status).toBe(200);
    expect(front.calls(CALLS.readFigures)).toHaveLength(4);
  });
});

describe('figures as a drawn chart', () => {
  it.each([
    ['by the address', `${ADDRESS}&format=svg`, '*/*'],
    [
      'by the header, as a browser asks for a picture',
      ADDRESS,
      'image/avif,image/webp,image/svg+xml,image/*,*/*;q=0.8',
    ],
  ])('are SVG, chosen %s, with what is withheld shown as hidden', async (_, address, accept) => {
    const answer = await get(address, { accept });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/svg+xml',
      'content-disposition': 'inline; filename="sign-ins-2026-01-01-2026-02-28.svg"',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
    });
    const svg = await answer.text();
    expect(svg).toContain('>Aanmeldingen / maand, 2026-01-01 tot en met 2026-02-28</title>');
    expect(svg).toContain('<title>2026-01 vivium CLIENT: 40</title>');
    expect(svg).toContain('<title>2026-02 vivium CLIENT: verborgen: te weinig mensen</title>');
    expect(svg).toContain('2 reeksen, 2 tijdvakken; 1 waarden zijn verborgen');
  });

  it('are in the language of who asks, and no answer in another is taken for it', async () => {
    const dutch = await get(`${ADDRESS}&format=svg`);
    const english = await get(`${ADDRESS}&format=svg`, {
      'accept-language': 'en',
      'if-none-match': dutch.headers.get('etag') ?? '',
    });
    expect(await english.text()).toContain('>Sign-ins / month, 2026-01-01 to 2026-02-28</title>');
  });

  it('show the largest of many, and say so', async () => {
    const lines = Array.from({ length: 12 }, (_, index) => line({ detail: `REASON_${index}`, acts: 5 * index }));
    auditAnswers(200, { asOf: null, lines });
    const svg = await (await get('/figures/refusals?from=2026-01-01&until=2026-02-28&by=week&format=svg')).text();
    expect(svg).toContain('De 8 grootste van 12 reeksen');
    expect([svg.includes('REASON_4'), svg.includes('REASON_3')]).toEqual([true, false]);
  });
});

describe('figures are refused', () => {
  it('to who has not signed in, on the log', async () => {
    const answer = await fetch(`${front.url}${ADDRESS}`);
    expect([answer.status, await errorsOf(answer)]).toEqual([401, [{ code: 'UNAUTHENTICATED' }]]);
    expect(front.calls(CALLS.readFigures)).toEqual([]);
    expect(front.recorded).toMatchObject([{ outcome: 'REFUSED', reason: 'UNAUTHENTICATED' }]);
  });

  it('with what was wrong in the question, where audit says so', async () => {
    auditAnswers(422, { code: 'BAD_INPUT', fields: ['period'] });
    const answer = await get(`${ADDRESS}&by=day`);
    expect([answer.status, await errorsOf(answer)]).toEqual([400, [{ code: 'BAD_INPUT', fields: ['period'] }]]);
  });

  it.each([
    ['ACCESS_REFUSED', 422, 403, 'ACCESS_REFUSED'],
    ['BAD_INPUT', 422, 400, 'BAD_INPUT'],
    ['AUDIT_UNAVAILABLE', 422, 503, 'AUDIT_UNAVAILABLE'],
    ['INTERNAL', 500, 503, 'UNAVAILABLE'],
  ])('as audit refuses them: %s', async (code, from, status, told) => {
    auditAnswers(from, { code });
    const answer = await get(`${ADDRESS}&format=csv`);
    expect([answer.status, await errorsOf(answer)]).toEqual([status, [{ code: told }]]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['/figures/sign-ins?from=2026-01-01', ['until']],
    ['/figures/sign-ins?from=2026-02-30&until=2026-03-01', ['from']],
    [`${ADDRESS}&by=hour`, ['by']],
    [`${ADDRESS}&format=xlsx`, ['format']],
    [`${ADDRESS}&from=2026-01-02`, ['from']],
    [`${ADDRESS}&person=henk`, ['person']],
  ])('when the address is wrong, with what is wrong: %s', async (address, fields) => {
    const answer = await get(address);
    expect([answer.status, await errorsOf(answer)]).toEqual([400, [{ code: 'BAD_INPUT', fields }]]);
    expect(front.calls(CALLS.readFigures)).toEqual([]);
  });

  it.each([
    ['GET', '/figures/names?from=2026-01-01&until=2026-02-28'],
    ['GET', '/figures/constructor?from=2026-01-01&until=2026-02-28'],
    ['HEAD', ADDRESS],
    ['POST', ADDRESS],
  ])('where there are none: %s %s', async (method, address) => {
    expect((await get(address, {}, method)).status).toBe(404);
    expect(front.calls(CALLS.readFigures)).toEqual([]);
  });
});
