/** The keys and secrets of the default set-up: made once, kept in the data folder, known to nobody else. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { z } from 'zod';
import { StartUpError } from '../program/configuration.js';
import type { CallKeys } from '../program/calls/verifier.js';
import { PROGRAMS, type Program } from '../schema/caller.js';
import { secretFile } from './secret-file.js';

const privateKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  kid: z.string(),
  x: z.string(),
  d: z.string(),
});
const secret = z.base64().min(44);

const keysSchema = z.object({
  callKeys: z.record(z.enum(PROGRAMS), privateKey),
  accessTokenKeys: z.array(privateKey).min(1),
  passwordPepper: secret,
  bsnHashKey: secret,
  codeHashKey: secret,
  sealingKey: secret,
  checkpointKey: privateKey,
});

export type Keys = z.infer<typeof keysSchema>;
export type PrivateKey = z.infer<typeof privateKey>;

/** @throws StartUpError when the file is there and does not hold the keys. */
export function keysIn(folder: string): Keys {
  const file = join(folder, 'keys.json');
  const text = secretFile(file, () => JSON.stringify(makeKeys(), null, 2));
  try {
    return keysSchema.parse(JSON.parse(text));
  } catch {
    throw new StartUpError([
      `the data folder is broken: ${file} does not hold the keys; remove ${folder} to start afresh`,
    ]);
  }
}

export function makeKeys(): Keys {
  return {
    callKeys: Object.fromEntries(PROGRAMS.map((program) => [program, makeKey(program)])) as Keys['callKeys'],
    accessTokenKeys: [makeKey('access-token')],
    passwordPepper: makeSecret(),
    bsnHashKey: makeSecret(),
    codeHashKey: makeSecret(),
    sealingKey: makeSecret(),
    checkpointKey: makeKey('checkpoint'),
  };
}

/** The public halves, for whoever has to verify the calls of these programs. */
export function publicKeys({ callKeys }: Keys, programs: readonly Program[]): CallKeys {
  return Object.fromEntries(programs.map((program): [Program, JWK[]] => [program, [publicHalf(callKeys[program])]]));
}

export function publicHalf({ kty, crv, kid, x }: PrivateKey): JWK {
  return { kty, crv, kid, x };
}

export function makeKey(name: string): PrivateKey {
  const { crv, x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return privateKey.parse({ kty: 'OKP', crv, x, d, kid: `${name}-${randomBytes(4).toString('hex')}` });
}

function makeSecret(): string {
  return randomBytes(32).toString('base64');
}
