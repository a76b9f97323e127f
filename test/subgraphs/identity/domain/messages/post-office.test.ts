import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { MessageEntity } from '../../../../../subgraphs/identity/data/entities/message.entity.js';
import { DeliveryFailure } from '../../../../../subgraphs/identity/domain/messages/delivery-failure.js';
import type { Mail } from '../../../../../subgraphs/identity/domain/messages/mail-sender.js';
import type { Message } from '../../../../../subgraphs/identity/domain/messages/message.js';
import { PostOffice } from '../../../../../subgraphs/identity/domain/messages/post-office.js';
import { MOST_TRIES } from '../../../../../subgraphs/identity/domain/messages/tries.js';
import { eventually } from '../../support/eventually.js';
import { HOUR, MINUTE, openIdentity, type IdentityInTest } from '../../support/identity-in-test.js';

let identity: IdentityInTest;
beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());
beforeEach(async () => {
  await identity.database.createQueryBuilder().delete().from(MessageEntity).execute();
  identity.mails.length = 0;
  identity.outbox.length = 0;
  identity.sms.fails = false;
});

const MAIL: Message = {
  channel: 'MAIL',
  organisation: 'vivium',
  account: null,
  to: 'lezer@voorbeeld.example',
  language: 'nl',
  notice: { template: 'NEW_ACCESS' },
  notAfter: null,
};
const SMS: Message = {
  ...MAIL,
  channel: 'SMS',
  to: '+31612345678',
  notice: { template: 'SIGN_IN_CODE', code: '012345' },
};

const put = (message: Message = MAIL) => identity.needs.messages.put(message, identity.clock.now);
const row = (id: string) => identity.database.getRepository(MessageEntity).findOneByOrFail({ id });
const open = (send?: (mail: Mail) => Promise<void>) => {
  const { delivery, needs } = identity;
  const mail = send === undefined ? delivery.mail : { send, close: async () => undefined };
  return new PostOffice({ messages: needs.messages, ...delivery, mail });
};
/** One round of a post office of its own, to its end. */
const deliver = async (send?: (mail: Mail) => Promise<void>): Promise<void> => {
  const office = open(send);
  office.nudge();
  await office.close();
};
const failing = (reason: 'UNREACHABLE' | 'ADDRESS_REFUSED') => async (): Promise<void> => {
  throw new DeliveryFailure(reason);
};

describe('the post office', () => {
  it('delivers a mail in the name of the organisation, and forgets whom it went to and what it said', async () => {
    const id = await put();
    await deliver();
    expect(identity.mails).toMatchObject([
      { id, to: MAIL.to, from: { name: 'PUUR. Van jou', address: 'portaal@vivium.example' } },
    ]);
    expect(await row(id)).toMatchObject({ sentAt: identity.clock.now, sealed: null, tries: 1 });
  });

  it('delivers within a moment of being nudged, and by itself each second', async () => {
    const office = open();
    office.start();
    await put();
    office.nudge();
    await eventually(() => expect(identity.mails).toHaveLength(1), 500);
    await put();
    await eventually(() => expect(identity.mails).toHaveLength(2), 2_500);
    await office.close();
  });

  it('sends nothing twice and loses nothing, with six of them at work on three hundred messages', async () => {
    const ids = await Promise.all(Array.from({ length: 300 }, () => put()));
    const sent: string[] = [];
    const send = async ({ id }: Mail): Promise<void> => {
      await sleep(Math.random() * 4);
      sent.push(id);
    };
    const offices = Array.from({ length: 6 }, () => open(send));
    for (const office of offices) office.start();
    await eventually(() => expect(sent.length).toBeGreaterThanOrEqual(300), 20_000);
    await Promise.all(offices.map((office) => office.close()));
    expect([...sent].sort()).toEqual([...ids].sort());
  });

  it('puts what one person waits for before what goes to everybody', async () => {
    await Promise.all(
      Array.from({ length: 12 }, () =>
        put({ ...MAIL, notice: { template: 'TERMS_ANNOUNCED', effectiveAt: '2026-04-01T00:00:00Z' } }),
      ),
    );
    const id = await put();
    await deliver();
    expect(identity.mails).toHaveLength(5); // of the first round
    expect(identity.mails.map((mail) => mail.id)).toContain(id);
  });

  it('tries again later when a mail fails, ever later, and gives it up in the end', async () => {
    const id = await put();
    await deliver(failing('UNREACHABLE'));
    const first = await row(id);
    expect(first).toMatchObject({ tries: 1, failure: 'UNREACHABLE', givenUpAt: null, claimedUntil: null });
    const wait = first.nextTryAt.getTime() - identity.clock.now.getTime();
    expect(wait).toBeGreaterThanOrEqual(5_000);
    expect(wait).toBeLessThanOrEqual(6_250);
    await deliver();
    expect(identity.mails).toEqual([]); // not yet
    for (let tries = 2; tries <= MOST_TRIES; tries += 1) {
      identity.wait(3 * HOUR);
      await deliver(failing('UNREACHABLE'));
    }
    expect(await row(id)).toMatchObject({ tries: MOST_TRIES, givenUpAt: identity.clock.now });
    expect((await row(id)).sealed).not.toBeNull(); // staff can have it sent once more
  });

  it('gives a mail up at once when its address does not exist', async () => {
    const id = await put();
    await deliver(failing('ADDRESS_REFUSED'));
    expect(await row(id)).toMatchObject({ tries: 1, failure: 'ADDRESS_REFUSED', givenUpAt: identity.clock.now });
  });

  it('sends nothing that is worth nothing any more, and forgets what it said', async () => {
    const id = await put({ ...MAIL, notAfter: new Date(identity.clock.now.getTime() + HOUR) });
    identity.wait(HOUR);
    await deliver();
    expect(identity.mails).toEqual([]);
    expect(await row(id)).toMatchObject({ failure: 'EXPIRED', sealed: null, givenUpAt: identity.clock.now });
  });

  it('takes over a mail from one that died with it in hand, after a minute, as the same mail', async () => {
    const id = await put();
    // claimed, and then nothing more is heard of who did
    await identity.needs.messages.claim(identity.clock.now, new Date(identity.clock.now.getTime() + MINUTE), 5);
    await deliver();
    expect(identity.mails).toEqual([]);
    identity.wait(MINUTE);
    await deliver();
    expect(identity.mails.map((mail) => mail.id)).toEqual([id]);
    expect(await row(id)).toMatchObject({ tries: 2, sealed: null });
  });

  it('lets no word of who was thought dead undo what was done since', async () => {
    const id = await put();
    const until = new Date(identity.clock.now.getTime() + MINUTE);
    const [slow] = await identity.needs.messages.claim(identity.clock.now, until, 5);
    identity.wait(MINUTE);
    await deliver(failing('UNREACHABLE'));
    await identity.needs.messages.sent(slow ?? { id, tries: 1 }, identity.clock.now);
    expect(await row(id)).toMatchObject({ sentAt: null, failure: 'UNREACHABLE', tries: 2 });
  });

  it('gives up what it cannot open, and goes on with the others', async () => {
    const [id] = await Promise.all([put(), put()]);
    await identity.database.getRepository(MessageEntity).update({ id }, { sealed: Buffer.alloc(64) });
    await deliver();
    expect(identity.mails).toHaveLength(1);
    expect(await row(id)).toMatchObject({ failure: 'UNKNOWN', sealed: null, givenUpAt: identity.clock.now });
  });

  it('waits for what is on its way when it closes, and takes nothing more', async () => {
    const [first] = await Promise.all([put(), put()]);
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const begun: string[] = [];
    const office = open(async ({ id }) => {
      begun.push(id);
      await held;
    });
    office.nudge();
    await eventually(() => expect(begun).toHaveLength(2));
    const late = await put();
    const closed = office.close();
    office.nudge();
    letGo();
    await closed;
    expect((await row(first)).sentAt).not.toBeNull();
    expect(await row(late)).toMatchObject({ tries: 0, sentAt: null });
  });
});

describe('a text message that is no code', () => {
  const notice = { template: 'NUMBER_REPLACED' } as const;

  it('is delivered at once, and tried again when it fails', async () => {
    identity.sms.fails = true;
    const id = await put({ ...SMS, notice });
    await deliver();
    expect(await row(id)).toMatchObject({ tries: 1, failure: 'UNREACHABLE', givenUpAt: null });
    identity.sms.fails = false;
    identity.wait(MINUTE);
    await deliver();
    expect(identity.outbox).toHaveLength(1);
  });

  it('is not sent twice either', async () => {
    const id = await put({ ...SMS, notice });
    await identity.needs.messages.claim(identity.clock.now, new Date(identity.clock.now.getTime() + MINUTE), 1, id);
    identity.wait(MINUTE);
    await deliver();
    expect(identity.outbox).toEqual([]);
    expect(await row(id)).toMatchObject({ failure: 'INTERRUPTED' });
  });
});

describe('a code by text message', () => {
  it('is handed over in the request that asks for it, and by nobody else meanwhile', async () => {
    const id = await put(SMS);
    const others = [deliver(), deliver()];
    await identity.needs.post.sendNow(id);
    await Promise.all(others);
    expect(identity.outbox).toMatchObject([{ to: SMS.to, sender: 'PUURVanJou' }]);
    expect(await row(id)).toMatchObject({ sealed: null, sentAt: identity.clock.now });
  });

  it('is given up when it fails, and never sent again', async () => {
    identity.sms.fails = true;
    const id = await put(SMS);
    await expect(identity.needs.post.sendNow(id)).rejects.toThrow('UNREACHABLE');
    identity.sms.fails = false;
    identity.wait(HOUR);
    await deliver();
    expect(identity.outbox).toEqual([]);
    expect(await row(id)).toMatchObject({ failure: 'UNREACHABLE', sealed: null });
  });

  it('is sent by another when its process died before it began', async () => {
    await put(SMS);
    await deliver();
    expect(identity.outbox).toEqual([]); // whoever put it there has some seconds for it
    identity.wait(15_000);
    await deliver();
    expect(identity.outbox).toHaveLength(1);
  });

  it('is not sent by another when its process died halfway: it may have been sent', async () => {
    const id = await put(SMS);
    const until = new Date(identity.clock.now.getTime() + MINUTE);
    await identity.needs.messages.claim(identity.clock.now, until, 1, id);
    identity.wait(MINUTE);
    await deliver();
    expect(identity.outbox).toEqual([]);
    expect(await row(id)).toMatchObject({ failure: 'INTERRUPTED', sealed: null });
  });
});
