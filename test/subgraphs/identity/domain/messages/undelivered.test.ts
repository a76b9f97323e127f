import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LARGEST_PAGE } from '../../../../../subgraphs/connection.js';
import { DeliveryFailure } from '../../../../../subgraphs/identity/domain/messages/delivery-failure.js';
import type { Notice } from '../../../../../subgraphs/identity/domain/messages/message.js';
import { PostOffice } from '../../../../../subgraphs/identity/domain/messages/post-office.js';
import { discardMessage, retryMessage } from '../../../../../subgraphs/identity/domain/messages/settle-undelivered.js';
import { listUndelivered } from '../../../../../subgraphs/identity/domain/messages/undelivered.js';
import { HOUR, openIdentity, type IdentityInTest } from '../../support/identity-in-test.js';
import { REASON, staffOf } from '../../support/staff-in-test.js';

const ACCOUNT = '3f0b8c9e-5a51-4a8e-9a0e-1f0d6f6f7c11';
const ADDRESS = 'bestaat-niet@voorbeeld.example';

let identity: IdentityInTest;
let vivium: Awaited<ReturnType<typeof staffOf>>;
let rozelaar: Awaited<ReturnType<typeof staffOf>>;
let auditor: Awaited<ReturnType<typeof staffOf>>;

beforeAll(async () => {
  identity = await openIdentity();
  vivium = await staffOf(identity, 'vivium');
  rozelaar = await staffOf(identity, 'rozelaar');
  auditor = await staffOf(identity, 'vivium', 'AUDITOR');
});
afterAll(() => identity.close());

const round = async (fails: boolean): Promise<void> => {
  const mail = {
    send: async () => Promise.reject(new DeliveryFailure('ADDRESS_REFUSED')),
    close: async () => undefined,
  };
  const { delivery, needs } = identity;
  const office = new PostOffice({ messages: needs.messages, ...delivery, ...(fails && { mail }) });
  office.nudge();
  await office.close();
};

/** A mail that could not be delivered; its id. */
const undelivered = async (notice: Notice = { template: 'NEW_ACCESS' }, notAfter: Date | null = null) => {
  const message = { channel: 'MAIL', organisation: 'vivium', account: ACCOUNT, to: ADDRESS, language: 'nl' } as const;
  const id = await identity.needs.messages.put({ ...message, notice, notAfter }, identity.clock.now);
  await round(true);
  return id;
};
const list = async (who = vivium, organisation = 'vivium') => {
  const page = { first: LARGEST_PAGE, after: null };
  return (await listUndelivered(identity.needs, organisation, page, who.occasion())).edges.map(({ node }) => node);
};
const ids = async () => (await list()).map(({ id }) => id);

describe('messages that could not be delivered', () => {
  it('are listed for the administration, without address or text, and that is on record', async () => {
    const id = await undelivered();
    const [first] = await list();
    expect(first).toEqual({
      id,
      organisation: 'vivium',
      channel: 'MAIL',
      template: 'NEW_ACCESS',
      account: ACCOUNT,
      createdAt: identity.clock.now,
      notAfter: null,
      givenUpAt: identity.clock.now,
      tries: 1,
      failure: 'ADDRESS_REFUSED',
    });
    expect(identity.log.at(-1)).toMatchObject({ kind: 'MESSAGES_READ', organisation: 'vivium', role: 'ADMINISTRATOR' });
  });

  it('are listed page by page, the last one first', async () => {
    const made: string[] = [];
    for (let each = 0; each < 5; each += 1) {
      identity.wait(1_000);
      made.unshift(await undelivered());
    }
    const page = (after: { time: string; id: string } | null) =>
      listUndelivered(identity.needs, 'vivium', { first: 3, after }, vivium.occasion());
    const first = await page(null);
    const last = first.edges.at(-1)?.node;
    const second = await page({ time: last?.givenUpAt.toISOString() ?? '', id: last?.id ?? '' });
    expect([...first.edges, ...second.edges].slice(0, 5).map(({ node }) => node.id)).toEqual(made);
  });

  it('are no business of another organisation or another role', async () => {
    const id = await undelivered();
    await expect(list(rozelaar)).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
    await expect(list(auditor)).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
    for (const who of [rozelaar, auditor]) {
      for (const change of [retryMessage, discardMessage]) {
        await expect(change(identity.needs, { id, reason: REASON }, who.occasion())).rejects.toMatchObject({
          code: 'ACCESS_REFUSED',
        });
      }
    }
    expect(await ids()).toContain(id);
    expect(await list(rozelaar, 'rozelaar')).toEqual([]);
  });

  it('can be sent once more, with a reason that goes on record', async () => {
    const id = await undelivered();
    identity.mails.length = 0;
    await retryMessage(identity.needs, { id, reason: REASON }, vivium.occasion());
    expect(identity.log.at(-1)).toMatchObject({ kind: 'MESSAGE_CHANGED', action: 'E', justification: REASON });
    expect(await ids()).not.toContain(id);
    await round(false);
    expect(identity.mails).toMatchObject([{ id, to: ADDRESS }]);
  });

  it('can be sent once more by one of two who ask at the same moment', async () => {
    const id = await undelivered();
    const both = await Promise.allSettled(
      [1, 2].map(() => retryMessage(identity.needs, { id, reason: REASON }, vivium.occasion())),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await round(true);
  });

  it('are not sent any more when they are worth nothing', async () => {
    const id = await undelivered({ template: 'NEW_ACCESS' }, new Date(identity.clock.now.getTime() + HOUR));
    identity.wait(HOUR);
    await expect(retryMessage(identity.needs, { id, reason: REASON }, vivium.occasion())).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    expect(await ids()).toContain(id);
  });

  it('can be taken off the list, which forgets whom they went to and what they said', async () => {
    const id = await undelivered();
    const before = (await identity.letters()).length;
    await discardMessage(identity.needs, { id, reason: REASON }, vivium.occasion());
    expect(identity.log.at(-1)).toMatchObject({ kind: 'MESSAGE_CHANGED', action: 'D', justification: REASON });
    expect(await ids()).not.toContain(id);
    expect(await identity.letters()).toHaveLength(before - 1);
    await expect(retryMessage(identity.needs, { id, reason: REASON }, vivium.occasion())).rejects.toMatchObject({
      code: 'ACCESS_REFUSED',
    });
  });

  it.each(['geen-kenmerk', '3f0b8c9e-5a51-4a8e-9a0e-1f0d6f6f7c99'])(
    'that do not exist are refused as those of another organisation are: %s',
    async (id) => {
      await expect(discardMessage(identity.needs, { id, reason: REASON }, vivium.occasion())).rejects.toMatchObject({
        code: 'ACCESS_REFUSED',
      });
    },
  );

  it('stay as they are without a reason', async () => {
    const id = await undelivered();
    await expect(discardMessage(identity.needs, { id, reason: ' ' }, vivium.occasion())).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    expect(await ids()).toContain(id);
  });
});
