/** Attack case 4: someone inside the network calls a subgraph unsigned, replayed, re-bodied, for another audience, or late. */
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { callerWith, parsed, signedCall, startSubgraphs, type Subgraphs } from '../support/subgraphs.js';

const PATH = '/graphql';
const SDL = JSON.stringify({ query: '{ _service { sdl } }' });
const NAMES = ['identity', 'dossier', 'audit'] as const;

describe('a subgraph', () => {
  let subgraphs: Subgraphs;
  const genuine = (audience: (typeof NAMES)[number], body = SDL) =>
    signedCall(subgraphs.keys, 'gateway', { audience, path: PATH, body, caller: callerWith(null) });
  const expectRefused = async (name: (typeof NAMES)[number], call: Awaited<ReturnType<typeof genuine>>) => {
    const answer = await subgraphs.handles[name](call);
    expect(answer.status).toBe(401);
    expect(parsed(answer).errors?.map(({ extensions }) => extensions.code)).toEqual(['CALL_REFUSED']);
    expect(answer.body).not.toMatch(/type |Query/);
  };

  beforeAll(async () => {
    subgraphs = await startSubgraphs();
  });
  afterAll(() => subgraphs.stop());
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each(NAMES)('%s answers the gateway', async (name) => {
    expect((await subgraphs.handles[name](await genuine(name))).status).toBe(200);
  });

  it.each(NAMES)('%s refuses an unsigned call', async (name) => {
    await expectRefused(name, { path: PATH, headers: {}, body: SDL });
  });

  it.each(NAMES)('%s refuses a call that was made before', async (name) => {
    const call = await genuine(name);
    await subgraphs.handles[name](call);
    await expectRefused(name, call);
  });

  it.each(NAMES)('%s refuses another body under a good signature', async (name) => {
    await expectRefused(name, { ...(await genuine(name, '{"query":"{ __typename }"}')), body: SDL });
  });

  it.each(NAMES)('%s refuses what was signed for another', async (name) => {
    const other = NAMES[(NAMES.indexOf(name) + 1) % NAMES.length] ?? name;
    await expectRefused(name, await genuine(other));
  });

  it.each(NAMES)('%s refuses a call of half a minute ago', async (name) => {
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask'],
      now: Date.now() - 30_000,
    });
    const call = await genuine(name);
    jest.useRealTimers();
    await expectRefused(name, call);
  });

  it('refuses the graph to another subgraph', async () => {
    const call = await signedCall(subgraphs.keys, 'dossier', {
      audience: 'audit',
      path: PATH,
      body: SDL,
      caller: callerWith(null),
    });
    await expectRefused('audit', call);
  });
});
