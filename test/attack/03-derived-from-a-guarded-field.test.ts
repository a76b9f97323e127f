/** Attack case 3: a field that is worked out from a guarded one, by `@requires`, must not give it away (CVE-2025-64173). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { requiredFields } from '../../scripts/schema/requires-lint.js';
import { facts, Front, relation } from '../gateway/front.js';
import { SUBGRAPH_SDL } from '../gateway/made-up-graph.js';

const QUERY = '{ client(id: "a") { name yearsOfAge } }';
let front: Front;

beforeAll(async () => {
  front = await Front.start();
});
afterAll(() => front.stop());
beforeEach(() => front.forget());

describe('a field that is worked out from a guarded one', () => {
  it('is worked out for who may read what it is made of', async () => {
    await front.change(facts([relation({ role: 'CLIENT' })]));
    const answer = await front.ask(QUERY);
    expect(answer.data).toEqual({ client: { name: 'Mevrouw De Graaf', yearsOfAge: 'since 1938-04-02' } });
  });

  it.each([
    ['itself', QUERY],
    ['by another name', '{ client(id: "a") { name x: yearsOfAge } }'],
    ['in a fragment', '{ client(id: "a") { name ...F } } fragment F on Client { yearsOfAge }'],
  ])('is refused to who may not, asked %s, and what it is made of is not even fetched', async (_how, query) => {
    await front.change(facts([relation({ role: 'CONTACT' })]));
    const answer = await front.ask(query);
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'ACCESS_REFUSED' }]);
    expect(answer.text).not.toContain('1938');
    expect(front.received.map((call) => call.query).join()).not.toMatch(/birthDate|yearsOfAge/);
  });

  it('cannot be opened wider than what it is made of: such a graph is not printed', () => {
    const wider = SUBGRAPH_SDL.audit.replace(
      /(yearsOfAge: String @requires\(fields: "birthDate"\) @access\()/,
      '$1contact: "yes" ',
    );
    const faults = (graph: Record<string, string>) =>
      requiredFields(Object.entries(graph).map(([name, sdl]) => ({ name, document: parse(sdl) })));
    expect(faults({ ...SUBGRAPH_SDL, audit: wider })).toEqual([
      'Client.yearsOfAge in audit requires Client.birthDate, which is narrower',
    ]);
    expect(faults(SUBGRAPH_SDL)).toEqual([]);
  });
});
