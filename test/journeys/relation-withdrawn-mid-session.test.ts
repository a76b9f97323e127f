/** Betsy withdraws her neighbour's access while the neighbour is reading (R15; attack case 9). */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { codes } from '../support/codes.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const READ =
  'query($id: ID!) { client(id: $id) { name { text } appointments(first: 1) { edges { node { title } } } } }';
const LIMIT_MS = 5_000;

describe('a relation that is withdrawn mid-session', () => {
  let system: System;
  let betsy: Visitor;
  let hetty: Visitor;
  let id: string;

  beforeAll(async () => {
    system = await startSystem();
    betsy = await new Visitor(system, 'betsy').enter();
    hetty = await new Visitor(system, 'hetty').enter();
    id = await hetty.clientAs('CONTACT');
  });
  afterAll(() => system.stop());

  it('opens the dossier until then', async () => {
    expect(await hetty.get(READ, { id })).toMatchObject({ client: { name: { text: 'Betsy van der Meulen' } } });
  });

  it('cannot be withdrawn by someone who has nothing to do with it', async () => {
    const [relation] = await hetty.relations();
    const stranger = await new Visitor(system, 'henk').enter();
    const { errors } = await stranger.ask('mutation($id: ID!) { withdrawAccess(relationId: $id) { id } }', {
      id: relation?.id,
    });
    expect(codes(errors)).toEqual(['withdrawAccess: ACCESS_REFUSED']);
  });

  it('refuses within five seconds, with the same access token', async () => {
    const { client } = await betsy.get<{ client: { relations: { id: string; role: string }[] } }>(
      'query($id: ID!) { client(id: $id) { relations { id role } } }',
      { id },
    );
    const relation = client.relations.find(({ role }) => role === 'CONTACT');
    await betsy.get('mutation($id: ID!) { withdrawAccess(relationId: $id) { status } }', { id: relation?.id });
    const withdrawn = Date.now();
    let answer = await hetty.ask(READ, { id });
    while (answer.errors.length === 0 && Date.now() - withdrawn < LIMIT_MS) {
      await sleep(100);
      answer = await hetty.ask(READ, { id });
    }
    expect(JSON.stringify(answer.data)).not.toContain('Betsy');
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['SESSION_ENDED']);
  });

  it('cannot be signed in to again: nothing is left to open', async () => {
    expect(codes((await hetty.givePassword()).errors)).toEqual(['signIn: CREDENTIALS_REFUSED']);
    expect(codes((await hetty.refresh()).errors)).toEqual(['refreshSession: SESSION_ENDED']);
  });
});
