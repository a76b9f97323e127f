import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { errorMask } from '../../gateway/pipeline/error-mask.js';
import { createLog } from '../../program/log.js';
import { facts, Front, json, relation } from './front.js';

const QUERY = '{ me { name } client(id: "a") { name birthDate } }';
const PREFLIGHTED = { 'apollo-require-preflight': 'yes' };
const DETAILED = { code: 'BAD_REQUEST', detail: expect.stringMatching(/./) };
let front: Front;

beforeAll(async () => {
  front = await Front.start({ mode: 'development' });
});
afterAll(() => front.stop());
beforeEach(() => front.change(facts([relation({ role: 'CLIENT' })])));
afterEach(() => {
  delete front.behaviour.dossier;
});

function dossierAnswers(body: unknown, status = 200): void {
  front.behaviour.dossier = () => Promise.resolve(json(body, status));
}

describe('an error of a subgraph', () => {
  it('leaves with its code, the text of the code and its path, and nothing else', async () => {
    dossierAnswers({
      data: { client: { __typename: 'Client', name: 'Mevrouw De Graaf', birthDate: null } },
      errors: [
        {
          message: 'select birth_date from clients where bsn = 999990019',
          path: ['client', 'birthDate'],
          extensions: {
            code: 'ECD_UNAVAILABLE',
            stacktrace: ['at secret.ts'],
            table: 'clients',
            retryAfterSeconds: 30,
          },
        },
      ],
    });
    const answer = await front.ask(QUERY);
    expect(answer.data).toMatchObject({ client: { name: 'Mevrouw De Graaf', birthDate: null } });
    expect(answer.errors).toEqual([
      {
        message: 'Het dossier is op dit moment niet bereikbaar. Probeer het later opnieuw.',
        path: ['client', 'birthDate'],
        extensions: { code: 'ECD_UNAVAILABLE', retryAfterSeconds: 30 },
      },
    ]);
  });

  it('is logged by what it said when it is INTERNAL', () => {
    const lines: string[] = [];
    const mask = errorMask('production', createLog('gateway', 'info', { write: (line) => void lines.push(line) }));
    const said = { message: 'Something went wrong.', path: ['me'], extensions: { code: 'INTERNAL' } };
    mask(said, { ...said }, { language: 'nl', trace: 'f'.repeat(32) });
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ reason: 'Something went wrong.', path: ['me'], trace: 'f'.repeat(32) }),
    ]);
  });

  it('is told in the language of the caller', async () => {
    dossierAnswers({ data: { client: null }, errors: [{ message: 'x', extensions: { code: 'ACCESS_REFUSED' } }] });
    const answer = await front.ask(QUERY, { headers: { 'accept-language': 'en-GB' } });
    expect(answer.errors?.[0]?.message).toBe('You have no access to this.');
  });

  it('with a code that is not of the contract becomes INTERNAL', async () => {
    dossierAnswers({ data: { client: null }, errors: [{ message: 'boom', extensions: { code: 'ER_DUP_ENTRY' } }] });
    const answer = await front.ask(QUERY);
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'INTERNAL' }]);
    expect(answer.text).not.toMatch(/boom|ER_DUP|dossier/);
  });

  it('carries no detail that is not plain', async () => {
    dossierAnswers({
      data: { client: null },
      errors: [{ message: 'x', extensions: { code: 'BAD_INPUT', fields: ['email', { deep: 1 }], limit: { a: 1 } } }],
    });
    const answer = await front.ask(QUERY);
    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'BAD_INPUT' });
  });

  it('about an object named like a prototype changes nothing', async () => {
    front.behaviour.dossier = () =>
      Promise.resolve({
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: '{"data":{"client":{"__proto__":{"polluted":"yes"},"name":"De Graaf","constructor":{"prototype":{"polluted":"yes"}}}}}',
      });
    const answer = await front.ask(QUERY);
    expect(answer.data).toMatchObject({ client: { name: 'De Graaf', birthDate: null } });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('a subgraph that does not answer', () => {
  it('is UNAVAILABLE, and the data of the others stays', async () => {
    front.behaviour.dossier = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:4002'));
    const answer = await front.ask(QUERY);
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ me: { name: 'Anja de Graaf' }, client: null });
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'UNAVAILABLE' }]);
    expect(answer.text).not.toContain('10.0.0.7');
  });

  it.each([
    [500, 'UNAVAILABLE'],
    [503, 'UNAVAILABLE'],
    [401, 'INTERNAL'],
    [400, 'BAD_INPUT'],
  ])('and says %i instead is %s', async (status, code) => {
    dossierAnswers({ errors: [{ message: 'refused', extensions: { code: 'CALL_REFUSED' } }] }, status);
    const answer = await front.ask(QUERY);
    expect(answer.status).toBe(200);
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code }]);
  });
});

describe('a null where none may stand', () => {
  it('is an error of the answer, not a remark in its extensions', async () => {
    dossierAnswers({ data: { client: { medical: { weight: null, blood: 'A' } } } });
    const answer = await front.ask('{ client(id: "a") { medical { weight blood } } }');
    expect(answer.data).toEqual({ client: { medical: null } });
    expect(answer.errors).toMatchObject([{ path: ['client', 'medical', 'weight'], extensions: { code: 'INTERNAL' } }]);
    expect(answer.extensions).toBeUndefined();
  });
});

describe('a request that does not fit', () => {
  it('is explained in development', async () => {
    const validation = await front.ask('{ client(id: "a") { nmae } }');
    expect(validation.status).toBe(400);
    expect(validation.errors?.[0]?.extensions).toMatchObject({
      code: 'GRAPHQL_VALIDATION_FAILED',
      detail: expect.stringContaining('Cannot query field "nmae"'),
    });
    const syntax = await front.ask('{ client(');
    expect(syntax.status).toBe(400);
    expect(syntax.errors?.[0]?.extensions).toMatchObject({ code: 'GRAPHQL_PARSE_FAILED' });
  });

  const get = (path: string, headers: Record<string, string>): Promise<Response> =>
    fetch(`${front.url}/graphql${path}`, { headers: { 'accept-language': 'en', ...headers } });

  it.each([
    ['a list', '[]'],
    ['nothing', '{}'],
    ['a query that is no text', '{"query":{"kind":"Document"}}'],
    ['variables that are no object', '{"query":"{ organisation }","variables":[]}'],
    ['extensions that are no object', '{"query":"{ organisation }","extensions":"x"}'],
    ['a name that is no text', '{"query":"{ organisation }","operationName":1}'],
    ['no JSON', '{'],
    ['no query', '{"operationName":"A"}'],
  ])('as %s is told so in the language of who asks', async (_what, body) => {
    const answer = await front.post(body, { 'accept-language': 'en' });
    expect(answer.status).toBe(400);
    expect(answer.errors).toMatchObject([{ message: 'The request is not well-formed.', extensions: DETAILED }]);
    expect((await front.post(body)).errors?.[0]?.message).toBe('De aanvraag is niet juist opgebouwd.');
  });

  it.each([
    ['without a header that other sites cannot send', '?query={organisation}', {}],
    ['that says its query twice', '?query={organisation}&query={organisation}', PREFLIGHTED],
    ['whose variables are no JSON', '?query={organisation}&variables={', PREFLIGHTED],
    ['whose extensions are no object', '?query={organisation}&extensions=[]', PREFLIGHTED],
  ])('as a GET %s is told so in the language of who asks', async (_what, search, headers) => {
    const answer = await get(search, headers);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      errors: [{ message: 'The request is not well-formed.', extensions: DETAILED }],
    });
  });

  it('with a wrong variable never echoes what was filled in', async () => {
    const answer = await front.ask('mutation M($p: String!) { signIn(email: "a@b.nl", password: $p) }', {
      token: null,
      variables: { p: { secret: 'Zomer2026!' } },
    });
    expect(answer.status).toBe(400);
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_INPUT' }]);
    expect(answer.text).not.toContain('Zomer2026!');
  });

  it('names an operation that is not there', async () => {
    const answer = await front.ask('query A { organisation }', { operationName: 'B' });
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'OPERATION_RESOLUTION_FAILURE' });
  });
});
