import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import { current, type Standing } from '../standing.js';
import { acceptingOrganisations } from './accepting-organisations.js';
import { passkeyChallenge, relyingParty, type PasskeyCeremonies } from './passkey-ceremony.js';
import { SECOND_FACTOR_KINDS, type SecondFactor, type SecondFactors } from './second-factor.js';

/** How the second step of a sign-in can be taken. */
export const SIGN_IN_METHODS = ['SMS', ...SECOND_FACTOR_KINDS] as const;
export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

/** What a portal asks a passkey with: each portal has passkeys of its own. */
export interface PasskeyRequest {
  organisation: OrganisationPolicy;
  options: object;
}

export interface OfferedMethods {
  methods: SignInMethod[];
  passkeyRequests: PasskeyRequest[];
}

export const SMS_ONLY: OfferedMethods = { methods: ['SMS'], passkeyRequests: [] };

export interface OfferNeeds {
  factors: SecondFactors;
  passkeys: PasskeyCeremonies;
  codeKey: Buffer;
}

/** By SMS always; by a stronger factor that the account has and one of its organisations accepts. */
export async function offerMethods(
  needs: OfferNeeds,
  { account, standing, challengeId }: { account: string; standing: Standing; challengeId: string },
): Promise<OfferedMethods> {
  const held = await needs.factors.ofAccount(account);
  const usable = held.filter(({ kind }) => acceptingOrganisations(standing, kind).length > 0);
  const passkeyRequests = await requestsFor(needs, usable, standing, challengeId);
  const methods = SIGN_IN_METHODS.filter((method) => {
    if (method === 'PASSKEY') return passkeyRequests.length > 0;
    return method === 'SMS' || usable.some(({ kind }) => kind === method);
  });
  return { methods, passkeyRequests };
}

async function requestsFor(
  { passkeys, codeKey }: OfferNeeds,
  factors: SecondFactor[],
  standing: Standing,
  challengeId: string,
): Promise<PasskeyRequest[]> {
  const challenge = passkeyChallenge(codeKey, 'sign-in', challengeId);
  const policies = new Set([...current(standing), ...standing.staff].map(({ policy }) => policy));
  const requests = [...policies].map(async (organisation) => {
    const party = relyingParty(organisation);
    const allowed = factors.flatMap((factor) =>
      factor.kind === 'PASSKEY' && factor.rpId === party.id && factor.credential !== null ? [factor.credential] : [],
    );
    if (allowed.length === 0) return [];
    return [{ organisation, options: await passkeys.requestOptions(party, challenge, allowed) }];
  });
  return (await Promise.all(requests)).flat();
}
