import type { Organisations } from '../../../../organisations/policy.js';
import { DomainError } from '../../../domain-error.js';
import type { Occasion } from '../occasion.js';
import type { IssuedSession } from '../session/start-session.js';
import { completeSignIn, type CompleteSignInNeeds } from '../sign-in/complete-sign-in.js';
import type { SignInChallenge } from '../sign-in/sign-in-challenge.js';
import { AUTHENTICATION_BY } from './accepting-organisations.js';
import { passkeyChallenge, relyingPartyOf, type PasskeyCeremonies } from './passkey-ceremony.js';
import type { SecondFactor, SecondFactors } from './second-factor.js';

export interface VerifyByPasskeyNeeds extends CompleteSignInNeeds {
  factors: SecondFactors;
  passkeys: PasskeyCeremonies;
  codeKey: Buffer;
}

/** What a browser's WebAuthn gave, as JSON. */
export type PasskeyAnswer = Readonly<Record<string, unknown>>;

/**
 * The second step of a sign-in by a passkey of the account, made for the portal where it is used (R13, R24).
 * @throws DomainError CODE_REFUSED, alike for whatever is wrong.
 */
export function verifySignInByPasskey(
  needs: VerifyByPasskeyNeeds,
  { challengeId, answer }: { challengeId: string; answer: PasskeyAnswer },
  occasion: Occasion,
): Promise<IssuedSession> {
  const prove = (challenge: SignInChallenge): Promise<void> => usePasskey(needs, challenge, answer, occasion.now);
  return completeSignIn(needs, challengeId, { authentication: AUTHENTICATION_BY.PASSKEY, prove }, occasion);
}

/** Counts the try first, on the same count as the codes by SMS. A link in a mail is answered by SMS only (V27, R13). */
async function usePasskey(
  needs: VerifyByPasskeyNeeds,
  { id, account, byLink }: SignInChallenge,
  answer: PasskeyAnswer,
  now: Date,
): Promise<void> {
  const { challenges, factors } = needs;
  const live = await challenges.countTry(id, now);
  const used = live !== null && byLink === null ? await verifyUse(needs, { id, account }, answer) : null;
  if (live === null || used === null) throw new DomainError('CODE_REFUSED');
  if (!(await factors.useCounter(used.factor, used.counter, now))) throw new DomainError('CODE_REFUSED');
  if (!(await challenges.use(id, live, now))) throw new DomainError('CODE_REFUSED');
}

/** Only a passkey of the account that gave the password will do, whoever else's it may be. */
async function verifyUse(
  { factors, passkeys, organisations, codeKey }: VerifyByPasskeyNeeds & { organisations: Organisations },
  { id, account }: { id: string; account: string },
  answer: PasskeyAnswer,
): Promise<{ factor: string; counter: number } | null> {
  const passkey = (await factors.ofAccount(account))
    .filter(isPasskey)
    .find((own) => own.credential?.id === answer['id']);
  const party = passkey === undefined ? null : relyingPartyOf(organisations, passkey.rpId);
  if (passkey?.credential == null || party === null) return null;
  const challenge = passkeyChallenge(codeKey, 'sign-in', id);
  const counter = await passkeys.verifyUse(party, challenge, answer, passkey.credential);
  return counter === null ? null : { factor: passkey.id, counter };
}

function isPasskey(factor: SecondFactor): factor is Extract<SecondFactor, { kind: 'PASSKEY' }> {
  return factor.kind === 'PASSKEY';
}
