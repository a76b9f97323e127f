/** The way out for a copy of the dossier as a browser meets it; what a link is worth, the dossier judges. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CALLS, type ExportFile } from '../../schema/calls.js';
import { ACCOUNT, Front, json } from './front.js';

const LINK = `/exports/${'A'.repeat(43)}`;
const FILE: ExportFile = {
  type: 'application/pdf',
  name: 'dossier-2026-03-10.pdf',
  content: Buffer.from([0x25, 0x50, 0x44, 0x46, 0xff, 0x00]).toString('base64'),
};

let front: Front;
beforeAll(async () => {
  front = await Front.start();
});
afterAll(() => front.stop());
beforeEach(() => {
  front.forget();
  dossierAnswers(200, FILE);
});

function dossierAnswers(status: number, body: unknown): void {
  front.behaviour.dossier = ({ path }) => (path === CALLS.takeExport ? Promise.resolve(json(body, status)) : null);
}

async function follow(link = LINK, { method = 'GET', token = null as string | null, headers = {} } = {}) {
  const authorization = `Bearer ${token ?? (await front.token())}`;
  return fetch(`${front.url}${link}`, { method, headers: { authorization, ...headers } });
}

const codeOf = async (answer: Response) =>
  ((await answer.json()) as { errors: { extensions: { code: string } }[] }).errors.map(
    ({ extensions }) => extensions.code,
  );

describe('a link to a copy of the dossier', () => {
  it('gives the file, to be saved, kept by no cache and taken for nothing else (V4)', async () => {
    const answer = await follow(LINK, { headers: { origin: 'https://portaal.example' } });
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="dossier-2026-03-10.pdf"',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'access-control-expose-headers': expect.stringContaining('content-disposition'),
    });
    expect(Buffer.from(await answer.arrayBuffer()).toString('base64')).toBe(FILE.content);
  });

  it('is asked of the dossier on behalf of who follows it', async () => {
    await follow();
    expect(front.calls(CALLS.takeExport)).toMatchObject([
      { to: 'dossier', issuer: 'gateway', caller: { facts: { account: ACCOUNT } }, body: { token: 'A'.repeat(43) } },
    ]);
  });

  it('is no way in without signing in, nor with a token that is not good; both are on the log', async () => {
    const anonymous = await fetch(`${front.url}${LINK}`);
    expect([anonymous.status, await codeOf(anonymous)]).toEqual([401, ['UNAUTHENTICATED']]);
    const forged = await follow(LINK, { token: 'a.b.c' });
    expect([forged.status, await codeOf(forged)]).toEqual([401, ['UNAUTHENTICATED']]);
    front.facts = null;
    const ended = await follow(LINK, { token: await front.token({ sid: 'another' }) });
    expect(ended.status).toBe(401);
    expect(front.calls(CALLS.takeExport)).toEqual([]);
    expect(front.recorded.map(({ outcome }) => outcome)).toEqual(['REFUSED', 'REFUSED', 'REFUSED']);
  });

  it.each([
    ['NOT_FOUND', 422, 404, 'NOT_FOUND'],
    ['AUDIT_UNAVAILABLE', 422, 503, 'AUDIT_UNAVAILABLE'],
    ['INTERNAL', 500, 503, 'UNAVAILABLE'],
  ])('that the dossier answers with %s is answered as the graph answers', async (code, from, status, told) => {
    dossierAnswers(from, { code });
    const answer = await follow();
    expect([answer.status, await codeOf(answer)]).toEqual([status, [told]]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it.each(['HEAD', 'POST'])('is not used up by a %s', async (method) => {
    expect((await follow(LINK, { method })).status).toBe(404);
    expect(front.calls(CALLS.takeExport)).toEqual([]);
  });
});
