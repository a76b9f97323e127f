import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { signIn } from '../../../../../subgraphs/identity/domain/sign-in/sign-in.js';
import { verifySignIn } from '../../../../../subgraphs/identity/domain/sign-in/verify-sign-in.js';
import { HOUR, MINUTE, openIdentity, PASSWORD, settled, type IdentityInTest } from '../../support/identity-in-test.js';

const DAY = 24 * HOUR;

let identity: IdentityInTest;
let account: string;
let email: string;
let networks = 0;

beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());

beforeEach(async () => {
  identity.wait(DAY);
  account = await newHolder();
  email = await emailOf(account);
});

async function newHolder(): Promise<string> {
  return (await settled(identity, 'CLIENT', await identity.rows.client())).account;
}

const emailOf = async (id: string) => (await identity.needs.accounts.find(id))?.email ?? '';
const anotherNetwork = () => `2001:db8:2:${(networks += 1).toString(16)}::1`;

const give = (password: string, deviceToken: string | null = null, as = email, from = anotherNetwork()) =>
  signIn(identity.needs, { email: as, password, deviceToken }, identity.occasion(null, from));
const wrong = (deviceToken: string | null = null, as = email, from = anotherNetwork()) =>
  give('verkeerd wachtwoord', deviceToken, as, from).catch((error: unknown) => error as { code: string });

/** Both steps; what the device keeps. */
async function enter(as = email): Promise<string> {
  const { id } = await give(PASSWORD, null, as);
  const code = identity.lastCode();
  const session = await verifySignIn(identity.needs, { challengeId: id, code }, identity.occasion());
  return session.deviceToken ?? '';
}

async function hammer(times: number, deviceToken: string | null = null): Promise<void> {
  for (let n = 0; n < times; n += 1) await wrong(deviceToken);
}

describe('a device that signed in before (attack case 19)', () => {
  it('is let in while a stranger has made everybody else wait', async () => {
    const device = await enter();
    await hammer(5);
    await expect(give(PASSWORD)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    await expect(give(PASSWORD, device)).resolves.toHaveProperty('id');
  });

  it('is let in from the very network that the stranger has used up', async () => {
    const device = await enter();
    const shared = '198.51.100.77';
    for (let n = 0; n < 20; n += 1) await wrong(null, `niemand${n}@voorbeeld.example`, shared);
    await expect(give(PASSWORD, null, email, shared)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    await expect(give(PASSWORD, device, email, shared)).resolves.toHaveProperty('id');
  });

  it('has a budget of its own, no larger than that of others', async () => {
    const device = await enter();
    await hammer(5, device);
    await expect(give(PASSWORD, device)).rejects.toMatchObject({
      code: 'TOO_MANY_ATTEMPTS',
      details: { retryAfterSeconds: 60 },
    });
    await expect(give(PASSWORD)).resolves.toHaveProperty('id');
  });

  it('does not give the stranger new tries when its holder signs in', async () => {
    const device = await enter();
    await hammer(5);
    await give(PASSWORD, device);
    expect((await wrong()) as { code: string }).toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });

  it('is no trusted device: the code is asked for all the same (V27, R13)', async () => {
    const device = await enter();
    const sent = identity.outbox.length;
    const { id } = await give(PASSWORD, device);
    expect(identity.outbox).toHaveLength(sent + 1);
    const occasion = identity.occasion();
    await expect(verifySignIn(identity.needs, { challengeId: id, code: 'geen' }, occasion)).rejects.toMatchObject({
      code: 'CODE_REFUSED',
    });
  });

  it('is known to its own account only: a token helps nobody at the address of another', async () => {
    const theirs = await enter(await emailOf(await newHolder()));
    await hammer(5);
    await expect(give(PASSWORD, theirs)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });

  it.each(['', 'verzonnen', 'x'.repeat(10_000), 'nul\0'])('is not one by the made-up token %#', async (token) => {
    await hammer(5);
    await expect(give(PASSWORD, token)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
  });

  it('is forgotten in time, and does not refuse its holder then', async () => {
    const device = await enter();
    identity.wait(366 * DAY);
    await hammer(5);
    await expect(give(PASSWORD, device)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    identity.wait(MINUTE);
    await expect(give(PASSWORD, device)).resolves.toHaveProperty('id');
  });

  it('is one of twenty: the oldest is forgotten first', async () => {
    const oldest = await enter();
    const devices: string[] = [];
    for (let n = 0; n < 20; n += 1) {
      identity.wait(DAY);
      devices.push(await enter());
    }
    await hammer(5);
    await expect(give(PASSWORD, oldest)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    await expect(give(PASSWORD, devices.at(-1))).resolves.toHaveProperty('id');
  });

  it('is kept by the hash of its token only (R26)', async () => {
    const device = await enter();
    const rows = await identity.database.query<object[]>('SELECT * FROM known_device');
    expect(JSON.stringify(rows)).not.toContain(device);
    expect(JSON.stringify(identity.log)).not.toContain(device);
  });
});
