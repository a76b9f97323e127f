import { describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify, type JWK } from 'jose';
import { createAccessTokens } from '../../../../subgraphs/identity/data/jose-access-tokens.js';

const newKey = async (kid?: string): Promise<JWK> => {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  return { ...(await exportJWK(privateKey)), ...(kid !== undefined && { kid }) };
};
const token = {
  account: 'a',
  session: 's',
  issuedAt: new Date('2026-02-02T09:00:00Z'),
  expiresAt: new Date('2026-02-02T09:05:00Z'),
};
const currentDate = token.issuedAt;

describe('access tokens', () => {
  it('are signed with the first key and name it', async () => {
    const tokens = await createAccessTokens([await newKey('nieuw'), await newKey('oud')]);
    const { protectedHeader } = await jwtVerify(
      await tokens.issue(token),
      createLocalJWKSet({ keys: tokens.publicKeys }),
      { currentDate },
    );
    expect(protectedHeader.kid).toBe('nieuw');
  });

  it('of before a change of keys can still be verified', async () => {
    const old = await newKey('oud');
    const earlier = await (await createAccessTokens([old])).issue(token);
    const { publicKeys } = await createAccessTokens([await newKey('nieuw'), old]);
    await expect(jwtVerify(earlier, createLocalJWKSet({ keys: publicKeys }), { currentDate })).resolves.toHaveProperty(
      'payload.sub',
      'a',
    );
  });

  it('have keys of which only the public part is shown', async () => {
    const { publicKeys } = await createAccessTokens([await newKey()]);
    expect(publicKeys).toEqual([
      { kty: 'OKP', crv: 'Ed25519', x: expect.any(String), kid: expect.any(String), alg: 'EdDSA', use: 'sig' },
    ]);
  });

  it('are never alike', async () => {
    const tokens = await createAccessTokens([await newKey()]);
    expect(await tokens.issue(token)).not.toBe(await tokens.issue(token));
  });
});
