import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CALLS } from '../../schema/calls.js';
import { facts, Front, relation } from './front.js';

const QUERY = '{ client(id: "a") { birthDate } }';
let front: Front;

beforeEach(async () => {
  front = await Front.start();
  front.facts = facts([relation({ role: 'REPRESENTATIVE' })]);
});
afterEach(() => front.stop());

function at(seconds: number): void {
  front.now = new Date(Date.parse('2026-11-22T12:00:00Z') + seconds * 1000);
}

async function token(): Promise<string> {
  const now = Date.parse('2026-11-22T12:00:00Z') / 1000;
  return front.token({ exp: now + 300 });
}

describe('what the gateway knows of a session', () => {
  it('is asked once for requests that follow each other within five seconds', async () => {
    at(0);
    await front.ask(QUERY, { token: await token() });
    at(4.9);
    await front.ask(QUERY, { token: await token() });
    expect(front.calls(CALLS.sessionFacts)).toHaveLength(1);
  });

  it('is at most five seconds old: a relation revoked without a push is refused then', async () => {
    at(0);
    expect((await front.ask(QUERY, { token: await token() })).errors).toBeUndefined();
    front.facts = facts([]);
    at(4.9);
    expect((await front.ask(QUERY, { token: await token() })).errors).toBeUndefined();
    at(5);
    const refused = await front.ask(QUERY, { token: await token() });
    expect(refused.data).toEqual({ client: null });
    expect(refused.errors?.[0]?.extensions).toEqual({ code: 'ACCESS_REFUSED' });
  });

  it('is dropped at once when identity says that the account changed', async () => {
    at(0);
    await front.ask(QUERY, { token: await token() });
    await front.change(facts([]));
    const refused = await front.ask(QUERY, { token: await token() });
    expect(refused.errors?.[0]?.extensions).toEqual({ code: 'ACCESS_REFUSED' });
  });

  it('stays when another account changed', async () => {
    at(0);
    await front.ask(QUERY, { token: await token() });
    await front.store.publish('account-changed', 'someone-else');
    await front.ask(QUERY, { token: await token() });
    expect(front.calls(CALLS.sessionFacts)).toHaveLength(1);
  });

  it('is one call for requests at the same time', async () => {
    at(0);
    const bearer = await token();
    await Promise.all(Array.from({ length: 8 }, () => front.ask(QUERY, { token: bearer })));
    expect(front.calls(CALLS.sessionFacts)).toHaveLength(1);
  });

  it('is asked again after a lookup that failed', async () => {
    at(0);
    await front.ask('{ organisation }', { token: null });
    front.behaviour.identity = (request) =>
      request.path === CALLS.sessionFacts ? Promise.reject(new Error('gone')) : null;
    expect((await front.ask(QUERY, { token: await token() })).status).toBe(503);
    delete front.behaviour.identity;
    expect((await front.ask(QUERY, { token: await token() })).status).toBe(200);
  });

  it('ends at the moment a relation ends, however fresh the facts are', async () => {
    at(0);
    front.facts = facts([relation({ role: 'REPRESENTATIVE', validUntil: '2026-11-22T12:00:02Z' })]);
    expect((await front.ask(QUERY, { token: await token() })).errors).toBeUndefined();
    at(2);
    expect((await front.ask(QUERY, { token: await token() })).errors?.[0]?.extensions).toEqual({
      code: 'ACCESS_REFUSED',
    });
  });
});
