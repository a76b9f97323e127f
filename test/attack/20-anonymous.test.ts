/**
 * Attack case 20: someone who has not signed in looks for the schema, for an operation of their own, and for a way in by
 * a page of another site, at a gateway as it runs in production: with a list of documents, by their id only.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Front, type GraphAnswer } from '../gateway/front.js';

const DOCUMENTS = [
  { id: 'organisation', text: 'query Organisation { organisation }' },
  { id: 'sign-in', text: 'mutation SignIn($email: String!) { signIn(email: $email, password: "1") }' },
];
const HEADERS = { 'content-type': 'application/json', 'x-forwarded-proto': 'https' };

let listed: Front;
let open: Front;

beforeAll(async () => {
  const production = { mode: 'production', trustedProxies: ['127.0.0.1'] } as const;
  listed = await Front.start({ ...production, safelist: { mode: 'id', documents: DOCUMENTS } });
  open = await Front.start(production);
});
afterAll(async () => {
  await listed.stop();
  await open.stop();
});

function ask(front: Front, body: object): Promise<GraphAnswer> {
  return front.post(JSON.stringify(body), HEADERS);
}

function get(front: Front, search: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${front.url}/graphql?${search}`, { headers: { 'x-forwarded-proto': 'https', ...headers } });
}

describe('the schema', () => {
  it.each(['{ __schema { types { name } } }', '{ __type(name: "Client") { fields { name } } }'])(
    'is not told to who asks %s',
    async (query) => {
      const answer = await ask(open, { query });
      expect([answer.status, answer.data]).toEqual([400, undefined]);
      expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'GRAPHQL_VALIDATION_FAILED' }]);
    },
  );

  it('is not given away by a suggestion for a word that nearly fits', async () => {
    const { text } = await ask(open, { query: '{ organisatio clien(i: 1) { nam } }' });
    expect(text).not.toMatch(/Did you mean|organisation"|client|name/);
  });

  it('cannot be rebuilt by trying words where there is a list: right and wrong ones are answered alike', async () => {
    const [right, wrong] = await Promise.all([
      ask(listed, { query: '{ organisation }' }),
      ask(listed, { query: '{ organisatie }' }),
    ]);
    expect([right.status, right.text]).toEqual([wrong.status, wrong.text]);
    expect(right.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'OPERATION_NOT_LISTED' }]);
  });
});

describe('an operation', () => {
  it('that is listed is answered by its id', async () => {
    expect((await ask(listed, { documentId: 'organisation' })).data).toEqual({ organisation: 'Vivium Zorggroep' });
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: 'organisation' } });
    const answer = await get(listed, `extensions=${encodeURIComponent(extensions)}`, {
      'apollo-require-preflight': 'yes',
    });
    expect(await answer.json()).toEqual({ data: { organisation: 'Vivium Zorggroep' } });
  });

  it.each([
    ['by its text', { query: DOCUMENTS[0]?.text }],
    ['by an id that is a word of the language', { documentId: '__proto__' }],
    ['by a listed id, with a text of the caller', { documentId: 'organisation', query: '{ me { name } }' }],
    [
      'as one to remember',
      { query: '{ organisation }', extensions: { persistedQuery: { version: 1, sha256Hash: 'a' } } },
    ],
  ])('is not answered %s', async (_what, body) => {
    listed.forget();
    const answer = await ask(listed, body);
    expect([answer.status, answer.errors?.[0]?.extensions]).toEqual([400, { code: 'OPERATION_NOT_LISTED' }]);
    expect(listed.received).toEqual([]);
  });
});

describe('a page of another site', () => {
  it.each(['documentId=organisation', 'query={organisation}'])('cannot ask by a bare GET of %s', async (search) => {
    expect((await get(search.startsWith('q') ? open : listed, search)).status).toBe(400);
  });

  it('cannot change anything by a GET, listed or not', async () => {
    const preflighted = { 'apollo-require-preflight': 'yes' };
    const byId = await get(listed, 'documentId=sign-in&variables={"email":"a"}', preflighted);
    const byText = await get(open, 'query=mutation{signIn(email:"a",password:"b")}', preflighted);
    expect([byId.status, byText.status, byText.headers.get('allow')]).toEqual([405, 405, 'POST']);
    expect([...listed.operations('identity'), ...open.operations('identity')].join()).not.toContain('signIn');
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'cannot post as "%s"',
    async (type) => {
      const answer = await open.post('{"query":"{ organisation }"}', { ...HEADERS, 'content-type': type });
      expect(answer.status).toBe(415);
    },
  );
});
