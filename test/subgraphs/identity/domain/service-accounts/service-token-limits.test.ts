import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InProcessStore } from '../../../../../program/in-process-store.js';
import { createAssertions } from '../../../../../subgraphs/identity/data/jose-assertions.js';
import { openIdentity, type IdentityInTest } from '../../support/identity-in-test.js';
import { ReportingTool, toolKey } from '../../support/reporting-tool.js';

let identity: IdentityInTest;
let tool: ReportingTool;

beforeAll(async () => {
  identity = await openIdentity();
  tool = await ReportingTool.register(identity);
});
afterAll(() => identity.close());

describe('how often', () => {
  const many = async (count: number, once: () => Promise<unknown>) => {
    for (let index = 0; index < count; index += 1) await once().catch(() => undefined);
  };

  it('an address may try is bounded', async () => {
    await many(60, () => tool.token('x', null, '203.0.113.99'));
    await expect(tool.token(undefined, null, '203.0.113.99')).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    await tool.token(undefined, null, '203.0.113.98');
  });

  it('an account may ask is bounded, and a stranger cannot use that up (attack case 19)', async () => {
    tool = await ReportingTool.register(identity);
    const stranger = await toolKey();
    let turn = 0;
    const address = () => `198.51.100.${(turn += 1) % 200}`;
    await many(70, async () => tool.token(await tool.assertion({}, {}, stranger), null, address()));
    await tool.token(undefined, null, address());
    await many(59, () => tool.token(undefined, null, address()));
    await expect(tool.token(undefined, null, address())).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });

  it('an assertion was used is asked of the store: without one nothing is given', async () => {
    tool = await ReportingTool.register(identity);
    const store = new InProcessStore();
    store.setIfAbsent = () => Promise.reject(new Error('no store'));
    tool.needs.assertions = createAssertions(store);
    await expect(tool.token()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await store.close();
  });
});
