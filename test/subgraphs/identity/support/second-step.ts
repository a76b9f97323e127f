/** Somebody with a second factor beside the SMS code, in the tests of identity's use cases. */
import { TOTP } from 'otpauth';
import { addPasskey, confirmPasskey } from '../../../../subgraphs/identity/domain/second-factors/add-passkey.js';
import { addTotp, confirmTotp } from '../../../../subgraphs/identity/domain/second-factors/add-totp.js';
import { signIn } from '../../../../subgraphs/identity/domain/sign-in/sign-in.js';
import { PasskeyDevice, type CeremonyOptions } from '../../../support/passkey-device.js';
import { PASSWORD, settled, type IdentityInTest } from './identity-in-test.js';

export const ROZELAAR_ORIGIN = 'https://portaal.rozelaar.example';

/** Someone of De Rozelaar, which accepts authenticator apps and passkeys. */
export async function someoneOf(identity: IdentityInTest, organisation: string): Promise<string> {
  const { account } = await settled(identity, 'CLIENT', await identity.rows.client({ organisation }));
  await identity.rows.accepted(account, organisation, '3');
  return account;
}

export async function password(identity: IdentityInTest, account: string) {
  const email = (await identity.needs.accounts.find(account))?.email ?? '';
  return signIn(identity.needs, { email, password: PASSWORD }, identity.occasion());
}

/** The code that an app shows. */
export function codeOf(secret: string, at: Date): string {
  return new TOTP({ secret }).generate({ timestamp: at.getTime() });
}

/** Adds an authenticator app and lets the code that confirmed it pass; its secret. */
export async function withTotp(identity: IdentityInTest, account: string): Promise<{ id: string; secret: string }> {
  const { occasion } = await identity.signedIn(account);
  const { id, secret } = await addTotp(identity.needs, { password: PASSWORD, name: 'telefoon' }, occasion());
  await confirmTotp(identity.needs, { id, code: codeOf(secret, identity.clock.now) }, occasion());
  identity.wait(60_000);
  return { id, secret };
}

/** Adds a passkey of the portal at that origin. */
export async function withPasskey(
  identity: IdentityInTest,
  account: string,
  device = new PasskeyDevice(ROZELAAR_ORIGIN),
): Promise<{ id: string; device: PasskeyDevice }> {
  const { occasion } = await identity.signedIn(account);
  const { id, options } = await addPasskey(identity.needs, { password: PASSWORD, organisation: null }, occasion());
  const answer = device.make(options as CeremonyOptions);
  await confirmPasskey(identity.needs, { id, answer, name: 'laptop' }, occasion());
  return { id, device };
}
