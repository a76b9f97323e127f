/** Attack case 9: a relation, or a part of it, is revoked while its holder keeps asking; refused within five seconds. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const LIMIT_MS = 5_000;
const READ = `query($id: ID!) { client(id: $id) { appointments(first: 1) { edges { node { title } } } reports(first: 1) { edges { node { id } } } } }`;
type Read = { client: { appointments: unknown; reports: unknown } | null } | null;

describe('what is revoked while its holder keeps asking', () => {
  let system: System;
  let fatma: Visitor;
  let emre: Visitor;
  let id: string;
  let relation: string;

  beforeAll(async () => {
    system = await startSystem();
    fatma = await new Visitor(system, 'fatma').enter();
    emre = await new Visitor(system, 'emre').enter();
    id = await emre.clientAs('CONTACT');
    relation = (await emre.relations())[0]?.id ?? '';
  });
  afterAll(() => system.stop());

  /** Asks without a pause from before `revoke` on; how long after it the first refusal came. */
  const refusedAfter = async (revoke: () => Promise<unknown>, isShown: (data: Read) => boolean): Promise<number> => {
    let shown = 0;
    let revokedAt = Infinity;
    let refusedAt = Infinity;
    const asking = (async () => {
      while (refusedAt === Infinity && Date.now() < revokedAt + 2 * LIMIT_MS) {
        const { data } = await emre.ask<Read>(READ, { id });
        if (isShown(data)) shown += 1;
        else refusedAt = Date.now();
        await sleep(20);
      }
    })();
    while (shown === 0) await sleep(20);
    expect(refusedAt).toBe(Infinity);
    await revoke();
    revokedAt = Date.now();
    await asking;
    return refusedAt - revokedAt;
  };

  it('a section is refused in time', async () => {
    const share = () =>
      fatma.get('mutation($r: ID!) { shareSections(relationId: $r, sections: [REPORTS]) { id } }', { r: relation });
    expect(await refusedAfter(share, (data) => data?.client?.appointments != null)).toBeLessThan(LIMIT_MS);
    const { data } = await emre.ask<Read>(READ, { id });
    expect(data?.client).toMatchObject({ appointments: null, reports: expect.anything() });
  });

  it('the relation is refused in time', async () => {
    const withdraw = () => fatma.get('mutation($r: ID!) { withdrawAccess(relationId: $r) { id } }', { r: relation });
    expect(await refusedAfter(withdraw, (data) => data?.client?.reports != null)).toBeLessThan(LIMIT_MS);
    const { data, errors } = await emre.ask<Read>(READ, { id });
    expect(data?.client ?? null).toBeNull();
    expect(errors.length).toBeGreaterThan(0);
  });
});
