import { randomUUID } from 'node:crypto';
import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import { DomainError } from '../../../domain-error.js';
import { isUuid } from '../../../uuid.js';
import { whoAsks, type Occasion } from '../occasion.js';
import type { Standing } from '../standing.js';
import type { OneStep } from '../tables.js';
import { acceptingOrganisations } from './accepting-organisations.js';
import { admitChange, checkStrength, findHolder, type AdmitChangeNeeds } from './admit-change.js';
import { beginFactor, recordingChange, tellHolder } from './factor-record.js';
import { passkeyChallenge, relyingParty, relyingPartyOf, type PasskeyCeremonies } from './passkey-ceremony.js';
import { factorName, isAwaited, type Passkey, type PasskeyCredential, type SecondFactor } from './second-factor.js';
import type { PasskeyAnswer } from './verify-by-passkey.js';

export interface PasskeyNeeds extends AdmitChangeNeeds, OneStep {
  passkeys: PasskeyCeremonies;
  codeKey: Buffer;
}

export interface BegunPasskey {
  id: string;
  /** What the browser makes it with. */
  options: object;
}

/**
 * Begins a passkey for the portal of an organisation of the account that accepts it (R13, R24).
 * @param given.organisation null where there is one only.
 * @throws DomainError CREDENTIALS_REFUSED, SIGN_IN_TOO_WEAK, FACTOR_NOT_ACCEPTED, TOO_MANY_FACTORS, TOO_MANY_ATTEMPTS,
 * BAD_INPUT.
 */
export async function addPasskey(
  needs: PasskeyNeeds,
  given: { password: string; organisation: string | null },
  occasion: Occasion,
): Promise<BegunPasskey> {
  const holder = await findHolder(needs, occasion);
  return recordingChange(occasion, holder, 'C', async (done) => {
    await admitChange(needs, holder, given.password, occasion);
    const { id: account, email, name } = holder.account;
    const party = relyingParty(portalFor(holder.standing, given.organisation));
    const known = (await needs.factors.ofAccount(account)).flatMap(credentialAt(party.id));
    const begun = newPasskey(account, party.id, occasion.now);
    const challenge = passkeyChallenge(needs.codeKey, 'creation', begun.id);
    const options = await needs.passkeys.creationOptions(party, { account, email, name: name.text }, challenge, known);
    await beginFactor(needs, begun, done, occasion);
    return { id: begun.id, options };
  });
}

/** A passkey is good at one portal: of more than one it has to be said which. */
function portalFor(standing: Standing, organisation: string | null): OrganisationPolicy {
  const accepting = acceptingOrganisations(standing, 'PASSKEY');
  const [only, ...others] = accepting.filter(({ id }) => organisation === null || id === organisation);
  if (only === undefined) throw new DomainError('FACTOR_NOT_ACCEPTED');
  if (others.length > 0) throw new DomainError('BAD_INPUT', { fields: ['organisation'] });
  return only;
}

function credentialAt(rpId: string): (factor: SecondFactor) => PasskeyCredential[] {
  return (factor) =>
    factor.kind === 'PASSKEY' && factor.rpId === rpId && factor.credential !== null ? [factor.credential] : [];
}

function newPasskey(account: string, rpId: string, now: Date): Passkey {
  return {
    id: randomUUID(),
    kind: 'PASSKEY',
    account,
    name: '',
    createdAt: now,
    confirmedAt: null,
    lastUsedAt: null,
    rpId,
    credential: null,
  };
}

/**
 * The browser made it: from now on it is a second factor.
 * @throws DomainError FACTOR_REFUSED, alike for whatever is wrong; SIGN_IN_TOO_WEAK; BAD_INPUT for its name.
 */
export async function confirmPasskey(
  needs: PasskeyNeeds,
  { id, answer, name }: { id: string; answer: PasskeyAnswer; name: string },
  occasion: Occasion,
): Promise<SecondFactor> {
  const called = factorName(name);
  const holder = await findHolder(needs, occasion);
  return recordingChange(occasion, holder, 'U', async (done) => {
    await checkStrength(needs, holder, occasion);
    const begun = isUuid(id) ? await needs.factors.findBegun(id, whoAsks(occasion).account) : null;
    const party = begun?.kind === 'PASSKEY' ? relyingPartyOf(needs.organisations, begun.rpId) : null;
    if (begun?.kind !== 'PASSKEY' || party === null || !isAwaited(begun, occasion.now)) return refused();
    const challenge = passkeyChallenge(needs.codeKey, 'creation', id);
    const credential = await needs.passkeys.verifyCreation(party, challenge, answer);
    if (credential === null) return refused();
    await needs.inOneStep(occasion, async (tables, step) => {
      if (!(await tables.factors.confirmPasskey(id, called, credential, occasion.now))) refused();
      await tellHolder(tables, needs, holder, 'SECOND_FACTOR_ADDED', occasion.now);
      done(step);
    });
    return { ...begun, name: called, confirmedAt: occasion.now, credential };
  });
}

function refused(): never {
  throw new DomainError('FACTOR_REFUSED');
}
