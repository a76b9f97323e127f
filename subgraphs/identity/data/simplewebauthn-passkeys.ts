/** WebAuthn ceremonies by the SimpleWebAuthn library, which is large, and loaded when the first passkey is made or used. */
import { z } from 'zod';
import type { PasskeyCeremonies } from '../domain/second-factors/passkey-ceremony.js';
import type { PasskeyCredential } from '../domain/second-factors/second-factor.js';

const base64url = z.base64url().max(20_000);
const answer = z.object({ id: base64url, rawId: base64url, type: z.literal('public-key') });
const extensions = { clientExtensionResults: z.object({}).default({}) };
const creation = answer.extend({
  ...extensions,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
});
const use = answer.extend({
  ...extensions,
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url }),
});

const ceremonies = () => import('@simplewebauthn/server');
const encodings = () => import('@simplewebauthn/server/helpers');

export const simpleWebAuthnPasskeys: PasskeyCeremonies = {
  creationOptions: async (party, holder, challenge, known) => {
    const { generateRegistrationOptions } = await ceremonies();
    return generateRegistrationOptions({
      rpName: party.name,
      rpID: party.id,
      userID: new TextEncoder().encode(holder.account),
      userName: holder.email,
      userDisplayName: holder.name,
      challenge: new Uint8Array(challenge),
      attestationType: 'none',
      excludeCredentials: known.map(descriptorOf),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    });
  },

  verifyCreation: (party, challenge, given) =>
    unlessRefused(async () => {
      const response = creation.parse(given);
      // who attests to the authenticator is not asked, so whatever a certificate in the answer points to is not fetched
      if (await namesCertificates(response.response.attestationObject)) return null;
      const { verifyRegistrationResponse } = await ceremonies();
      const { registrationInfo } = await verifyRegistrationResponse({
        response,
        expectedChallenge: challenge.toString('base64url'),
        expectedOrigin: party.origin,
        expectedRPID: party.id,
        requireUserVerification: true,
      });
      if (registrationInfo === undefined) return null;
      const { id, publicKey, counter } = registrationInfo.credential;
      return { id, publicKey: Buffer.from(publicKey), counter, transports: response.response.transports ?? [] };
    }),

  requestOptions: async (party, challenge, allowed) => {
    const { generateAuthenticationOptions } = await ceremonies();
    return generateAuthenticationOptions({
      rpID: party.id,
      challenge: new Uint8Array(challenge),
      allowCredentials: allowed.map(descriptorOf),
      userVerification: 'required',
    });
  },

  verifyUse: (party, challenge, given, { id, publicKey, counter }) =>
    unlessRefused(async () => {
      const { verifyAuthenticationResponse } = await ceremonies();
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: use.parse(given),
        expectedChallenge: challenge.toString('base64url'),
        expectedOrigin: party.origin,
        expectedRPID: party.id,
        credential: { id, publicKey: new Uint8Array(publicKey), counter },
        requireUserVerification: true,
      });
      return verified && authenticationInfo.credentialID === id ? authenticationInfo.newCounter : null;
    }),
};

function descriptorOf({ id, transports }: PasskeyCredential): { id: string; transports: string[] } {
  return { id, transports };
}

async function namesCertificates(attestationObject: string): Promise<boolean> {
  const { decodeAttestationObject, isoBase64URL } = await encodings();
  const attestation = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject));
  return attestation.get('attStmt').get('x5c') !== undefined;
}

/** The library throws whatever is not as it should be in an answer; none of that is a fault of ours. */
async function unlessRefused<T>(verify: () => Promise<T | null>): Promise<T | null> {
  try {
    return await verify();
  } catch {
    return null;
  }
}
