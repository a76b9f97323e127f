import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { once } from 'node:events';
import { InProcessStore } from '../../program/in-process-store.js';
import { createLog } from '../../program/log.js';
import { CALL_HEADER } from '../../program/calls/terms.js';
import { CallVerifier } from '../../program/calls/verifier.js';
import type { AuditEvent } from '../../schema/audit-event.js';
import type { Caller, Program } from '../../schema/caller.js';
import { DomainError } from '../../subgraphs/domain-error.js';
import type { SubgraphContext } from '../../subgraphs/subgraph-context.js';
import { startSubgraph, type Subgraph } from '../../subgraphs/subgraph.js';
import { callKeys, signerOf } from './audit/audit-test.js';
import { aCaller } from './audit/running-audit.js';

const CALLER = aCaller({});

function sampleSchema(): GraphQLSchema {
  const schema = buildSchema(
    'type Query { report: String, refused: String, broken: String, waits: String, count(of: Int!): Int }',
  );
  const fields = schema.getQueryType()?.getFields() ?? {};
  const resolvers: Record<string, (context: SubgraphContext) => unknown> = {
    report: ({ ledger, caller }) => {
      ledger.add({ kind: 'DOSSIER_READ', action: 'R', account: caller.facts?.account ?? null });
      return 'Mevrouw heeft goed geslapen.';
    },
    refused: () => {
      throw new DomainError('PAGE_TOO_LARGE', { largest: 50 });
    },
    broken: () => {
      throw new Error('column "bsn" of view v_client does not exist');
    },
    waits: async ({ signal }) => {
      if (!signal.aborted) await once(signal, 'abort');
      return 'until nobody waits for it';
    },
  };
  for (const [name, resolve] of Object.entries(resolvers)) {
    const field = fields[name];
    if (field !== undefined) field.resolve = (_source, _args, context: SubgraphContext) => resolve(context);
  }
  return schema;
}

describe('a subgraph', () => {
  let subgraph: Subgraph;
  let recorded: AuditEvent[];
  const attempted: [account: string, attempts: number][] = [];
  let record: () => Promise<void>;

  beforeAll(async () => {
    subgraph = await startSubgraph({
      name: 'dossier',
      schema: sampleSchema(),
      verifier: await CallVerifier.create('dossier', await callKeys('gateway', 'identity'), new InProcessStore()),
      trail: {
        record: async (events) => {
          await record();
          recorded.push(...events);
        },
      },
      log: createLog('dossier', 'silent'),
      clock: () => new Date('2025-11-21T12:00:00.000Z'),
      countAttempts: async (account, attempts) => void attempted.push([account, attempts]),
      endpoints: {
        '/echo': { issuers: ['identity'], answer: async (body) => body },
        '/refuse': { issuers: ['identity'], answer: () => Promise.reject(new DomainError('BAD_INPUT')) },
        '/break': { issuers: ['identity'], answer: () => Promise.reject(new Error('secret')) },
      },
      createContext: (base) => base,
    });
  });
  beforeEach(() => {
    recorded = [];
    record = () => Promise.resolve();
  });
  afterAll(() => subgraph.close());

  async function call(program: Program, path: string, content: unknown, caller?: Caller, signal?: AbortSignal) {
    const body = JSON.stringify(content);
    const signature = await (
      await signerOf(program)
    ).sign({ audience: 'dossier', path, body, ...(caller && { caller }) });
    const answer = await subgraph.handle({ path, body, headers: { [CALL_HEADER]: signature }, signal });
    return { status: answer.status, body: JSON.parse(answer.body) as unknown };
  }
  const ask = (query: string) => call('gateway', '/graphql', { query }, CALLER);

  it('answers once the record of it is committed', async () => {
    let commit: () => void = () => undefined;
    const recording = new Promise<void>((reached) => {
      record = () => {
        reached();
        return new Promise((resolve) => (commit = resolve));
      };
    });
    let answered = false;
    const answer = ask('{ report }').finally(() => (answered = true));
    await recording;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(answered).toBe(false);
    commit();
    expect(await answer).toEqual({ status: 200, body: { data: { report: 'Mevrouw heeft goed geslapen.' } } });
    expect(recorded).toEqual([expect.objectContaining({ account: 'account-1', source: 'dossier' })]);
  });

  it('lets no data out when neither log nor outbox takes the record', async () => {
    record = () => Promise.reject(new Error('no log, no outbox'));
    const { body } = await ask('{ report }');
    expect(body).toMatchObject({ data: null, errors: [{ extensions: { code: 'AUDIT_UNAVAILABLE' } }] });
    expect(JSON.stringify(body)).not.toMatch(/geslapen|outbox/);
  });

  it('lets what it reads know that the caller has gone', async () => {
    const gone = new AbortController();
    const answer = call('gateway', '/graphql', { query: '{ waits }' }, CALLER, gone.signal);
    gone.abort();
    expect((await answer).body).toEqual({ data: { waits: 'until nobody waits for it' } });
  });

  it('needs no record for an answer without data of a client', async () => {
    record = () => Promise.reject(new Error('no log, no outbox'));
    expect((await ask('{ __typename }')).body).toEqual({ data: { __typename: 'Query' } });
  });

  it('tells the code of an error of the domain, its path, and what is safe to tell', async () => {
    const { body } = await ask('{ refused }');
    expect(body).toMatchObject({
      data: { refused: null },
      errors: [{ path: ['refused'], extensions: { code: 'PAGE_TOO_LARGE', largest: 50 } }],
    });
  });

  it.each([
    ['{ broken }', 'INTERNAL'],
    ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{', 'GRAPHQL_PARSE_FAILED'],
    ['query ($of: Int!) { count(of: $of) }', 'BAD_INPUT'],
    ['{ __schema { types { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('tells nothing of what is inside: %s', async (query, code) => {
    const { body } = await ask(query);
    expect(body).toMatchObject({ errors: [{ extensions: { code } }] });
    expect(JSON.stringify(body)).not.toMatch(/v_client|Did you mean|stacktrace|Cannot query/);
  });

  it('answers what cannot be a value as any other fault in what was asked', async () => {
    expect((await ask('query ($of: Int!) { count(of: $of) }')).status).toBe(200);
    expect((await ask('{ nothing }')).status).toBe(400); // the gateway's fault, not the caller's
  });

  it('answers nobody who does not sign, and gives them no schema', async () => {
    const body = JSON.stringify({ query: '{ _service { sdl } }' });
    const answer = await subgraph.handle({ path: '/graphql', body, headers: {} });
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ extensions: { code: 'CALL_REFUSED' } }] });
    expect(recorded).toMatchObject([{ kind: 'CALL_REFUSED', outcome: 'REFUSED', account: null, source: 'dossier' }]);
  });

  it('answers the graph to the gateway alone, and only on behalf of a caller', async () => {
    expect((await call('identity', '/graphql', { query: '{ report }' }, CALLER)).status).toBe(401);
    expect((await call('gateway', '/graphql', { query: '{ report }' })).status).toBe(401);
    expect(recorded).toEqual([]);
  });

  it('answers an endpoint to the programs that it is for', async () => {
    expect(await call('identity', '/echo', { a: 1 })).toEqual({ status: 200, body: { a: 1 } });
    expect((await call('gateway', '/echo', { a: 1 }, CALLER)).status).toBe(401);
    expect((await call('identity', '/unknown', {})).status).toBe(401);
    expect((await call('identity', '/constructor', {})).status).toBe(401);
  });

  it('tells another program the code of an error and no more', async () => {
    expect(await call('identity', '/refuse', {})).toEqual({ status: 422, body: { code: 'BAD_INPUT' } });
    expect(await call('identity', '/break', {})).toEqual({ status: 500, body: { code: 'INTERNAL' } });
  });
});
