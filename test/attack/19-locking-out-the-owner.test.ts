/** Attack case 19: a stranger who knows the address tries passwords at it, so that its owner is locked out. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes } from '../support/codes.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const SIGN_IN = `mutation($email: String!, $password: String!, $device: String) {
  signIn(email: $email, password: $password, deviceToken: $device) { id }
}`;
const VERIFY = `mutation($id: ID!, $code: String!) {
  verifySignIn(challengeId: $id, code: $code) { accessToken deviceToken }
}`;
const WAITS = ['signIn: TOO_MANY_ATTEMPTS'];

interface Verified {
  verifySignIn: { accessToken: string; deviceToken: string };
}

describe('a stranger who tries passwords at the address of another', () => {
  let system: System;
  let owner: Visitor;
  let device: string;

  /** From an address that nobody used before. */
  let strangers = 0;
  const fromElsewhere = (email: string, password: string, token: string | null = null) => {
    strangers += 1;
    return system.from(`203.0.113.${strangers}`)<{ signIn: { id: string } }>(SIGN_IN, {
      email,
      password,
      device: token,
    });
  };
  const ownersDevice = (password = owner.person.password) =>
    owner.ask<{ signIn: { id: string } }>(SIGN_IN, { email: owner.person.email, password, device });

  beforeAll(async () => {
    system = await startSystem();
    owner = new Visitor(system, 'henk');
    const first = await owner.givePassword();
    const { data } = await owner.ask<Verified>(VERIFY, { id: first.data?.signIn.id, code: owner.code() });
    device = data?.verifySignIn.deviceToken ?? '';
    expect(device).not.toBe('');
    for (let n = 0; n < 6; n += 1) await fromElsewhere(owner.person.email, `gok nummer ${n} van velen`);
  });
  afterAll(() => system.stop());

  it('makes everybody wait who was never there before, whatever the password', async () => {
    expect(codes((await fromElsewhere(owner.person.email, owner.person.password)).errors)).toEqual(WAITS);
  });

  it('does not lock out the owner, on the device of the owner', async () => {
    const { data } = await ownersDevice();
    const verified = await owner.ask<Verified>(VERIFY, { id: data?.signIn.id, code: owner.code() });
    expect(verified.data?.verifySignIn.accessToken).toEqual(expect.any(String));
  });

  it('is not let back in by that', async () => {
    expect(codes((await fromElsewhere(owner.person.email, 'nog een gok erbij')).errors)).toEqual(WAITS);
  });

  it('gains nothing by a device of their own, nor by a made-up one', async () => {
    const stranger = new Visitor(system, 'ruth');
    const first = await stranger.givePassword();
    const { data } = await stranger.ask<Verified>(VERIFY, { id: first.data?.signIn.id, code: stranger.code() });
    for (const token of [data?.verifySignIn.deviceToken ?? '', 'verzonnen']) {
      expect(codes((await fromElsewhere(owner.person.email, 'weer een gok', token)).errors)).toEqual(WAITS);
    }
  });

  it('cannot use the device of the owner without the password and the code: it opens nothing by itself (V27, R13)', async () => {
    const { data, errors } = await ownersDevice('niet het wachtwoord');
    expect(data).toBeNull();
    expect(codes(errors)).toEqual(['signIn: CREDENTIALS_REFUSED']);
  });
});
