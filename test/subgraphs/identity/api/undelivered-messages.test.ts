import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SessionFacts } from '../../../../schema/caller.js';
import { DeliveryFailure } from '../../../../subgraphs/identity/domain/messages/delivery-failure.js';
import { startIdentityInTest, type IdentityProgram } from '../support/identity-program.js';

const LIST = `query ($organisation: ID!, $first: Int) {
  undeliveredMessages(organisation: $organisation, first: $first) {
    edges { node { id channel template accountId tries failure retryable } }
  }
}`;
const RETRY = 'mutation ($id: ID!) { retryMessage(id: $id, reason: "adres is nu goed") }';
const DISCARD = 'mutation ($id: ID!) { discardMessage(id: $id, reason: "niet meer nodig") }';

let identity: IdentityProgram;
let facts: Record<'vivium' | 'rozelaar', SessionFacts>;
let id: string;

const staff = async (organisation: string): Promise<SessionFacts> => {
  const account = await identity.world.rows.account({ passwordHash: identity.passwordHash });
  await identity.world.rows.staff({ accountId: account, organisation, role: 'ADMINISTRATOR' });
  return identity.factsOf((await identity.signIn(account)).id);
};
const listed = async () => {
  const { data } = await identity.ask(LIST, { organisation: 'vivium' }, facts.vivium);
  return (data?.['undeliveredMessages'] as { edges: { node: { id: string } }[] }).edges.map(({ node }) => node);
};
/** The post office looks each second. */
const eventuallyListed = async (count: number): Promise<void> => {
  for (const since = Date.now(); (await listed()).length !== count && Date.now() - since < 5_000;) await sleep(100);
};

beforeAll(async () => {
  identity = await startIdentityInTest();
  facts = { vivium: await staff('vivium'), rozelaar: await staff('rozelaar') };
  identity.world.delivery.mail.send = async () => Promise.reject(new DeliveryFailure('ADDRESS_REFUSED'));
  id = await identity.world.needs.messages.put(
    {
      channel: 'MAIL',
      organisation: 'vivium',
      account: null,
      to: 'onbestelbaar@voorbeeld.example',
      language: 'nl',
      notice: { template: 'NEW_ACCESS' },
      notAfter: null,
    },
    identity.world.clock.now,
  );
  await eventuallyListed(1);
});
afterAll(() => identity.close());

describe('undelivered messages in the graph', () => {
  it('tell what failed and why, and not whom it was for', async () => {
    expect(await listed()).toEqual([
      {
        id,
        channel: 'MAIL',
        template: 'NEW_ACCESS',
        accountId: null,
        tries: 1,
        failure: 'ADDRESS_REFUSED',
        retryable: true,
      },
    ]);
  });

  it.each([LIST, RETRY, DISCARD])(
    'are refused to another organisation, and to whoever has not signed in: %s',
    async (query) => {
      const variables = query === LIST ? { organisation: 'vivium' } : { id };
      for (const who of [facts.rozelaar, null]) {
        const { errors } = await identity.ask(query, variables, who);
        expect(errors?.map(({ extensions }) => extensions.code)).toEqual([
          who === null ? 'UNAUTHENTICATED' : 'ACCESS_REFUSED',
        ]);
      }
      expect(await listed()).toHaveLength(1);
    },
  );

  it('come back when they fail once more, until they are taken off the list', async () => {
    expect((await identity.ask(RETRY, { id }, facts.vivium)).data).toEqual({ retryMessage: id });
    await eventuallyListed(1);
    expect((await identity.ask(DISCARD, { id }, facts.vivium)).data).toEqual({ discardMessage: id });
    expect(await listed()).toEqual([]);
  });

  it('come in pages of fifty at most', async () => {
    const { errors } = await identity.ask(LIST, { organisation: 'vivium', first: 51 }, facts.vivium);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['PAGE_TOO_LARGE']);
  });

  it('are on record: who read the list, and who changed what and why', async () => {
    const kinds = identity.events.map(({ kind, outcome }) => `${kind} ${outcome}`);
    expect(kinds).toEqual(expect.arrayContaining(['MESSAGES_READ OK', 'MESSAGES_READ REFUSED', 'MESSAGE_CHANGED OK']));
    expect(identity.events).toContainEqual(
      expect.objectContaining({ kind: 'MESSAGE_CHANGED', action: 'D', justification: 'niet meer nodig' }),
    );
  });
});
