import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CALLS } from '../../../../schema/calls.js';
import { anEvent } from '../audit-test.js';
import { runAudit, type RunningAudit } from '../running-audit.js';

describe('appending events over a signed call', () => {
  let audit: RunningAudit;
  beforeAll(async () => {
    audit = await runAudit();
  });
  beforeEach(() => audit.empty());
  afterAll(() => audit.stop());

  it('answers null once the events are committed', async () => {
    const events = [anEvent(), anEvent({ kind: 'DOSSIER_SEARCH' })];
    const answer = await audit.append('dossier', events);
    expect(answer).toMatchObject({ status: 200, body: 'null' });
    expect((await audit.records()).map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  });

  it('takes the same events twice without writing them twice', async () => {
    const events = [anEvent()];
    await audit.append('dossier', events);
    expect((await audit.append('dossier', events)).status).toBe(200);
    expect(await audit.records()).toHaveLength(1);
  });

  it.each<[string, object]>([
    ['an unknown kind', { kind: 'SOMETHING_ELSE' }],
    ['an unknown action', { action: 'X' }],
    ['an unknown role', { role: 'OWNER' }],
    ['no time', { occurredAt: 'yesterday' }],
    ['no uuid', { id: '17' }],
    ['a field that no event has', { bsn: '999990019' }],
    ['a text that is too long', { client: 'x'.repeat(501) }],
    ['a NUL', { client: 'a\0b' }],
    ['half a character', { client: 'a\ud800b' }],
    ['the name of another program', { source: 'identity' }],
  ])('refuses the whole call for %s in one event', async (_what, fault) => {
    const answer = await audit.append('dossier', [anEvent(), { ...anEvent(), ...fault }]);
    expect(answer).toMatchObject({ status: 422, body: '{"code":"BAD_INPUT"}' });
    expect(await audit.records()).toEqual([]);
  });

  it.each([{}, null, [], 'text'])('refuses a body that is no list of events: %j', async (body) => {
    expect(await audit.call('identity', CALLS.appendEvents, body)).toMatchObject({ status: 422 });
  });

  it("lets identity pass on the gateway's events, and the gateway not its own", async () => {
    expect((await audit.append('identity', [anEvent({ source: 'gateway' })])).status).toBe(200);
    expect((await audit.append('gateway', [anEvent({ source: 'gateway' })])).status).toBe(401);
    expect(await audit.records()).toHaveLength(1);
  });

  it('takes nothing that is not signed, and records that somebody tried', async () => {
    const body = JSON.stringify([anEvent()]);
    const answer = await audit.handle({ path: CALLS.appendEvents, headers: {}, body });
    expect(answer.status).toBe(401);
    expect(await audit.records()).toMatchObject([{ kind: 'CALL_REFUSED', account: null, source: 'audit' }]);
  });
});

describe('logging itself', () => {
  it('is recorded when it starts and when it stops, for each organisation', async () => {
    const audit = await runAudit();
    expect((await audit.records()).map(({ kind, organisation }) => [kind, organisation])).toEqual([
      ['LOGGING_STARTED', 'rozelaar'],
      ['LOGGING_STARTED', 'vivium'],
      ['POLICY_CHANGED', 'rozelaar'],
      ['POLICY_CHANGED', 'vivium'],
    ]);
    await audit.close();
    expect((await audit.records(`kind = 'LOGGING_STOPPED'`)).map(({ organisation }) => organisation)).toEqual([
      'rozelaar',
      'vivium',
    ]);
    await audit.letGo();
  });

  it('says what it waits for', async () => {
    const audit = await runAudit();
    expect(await audit.notReady()).toEqual([]);
    await audit.close();
    expect(await audit.notReady()).toEqual(['database']);
    await audit.letGo();
  });
});
