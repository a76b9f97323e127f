/** Where an organisation's ECD is and who we are to it, as the variables `ECD_<ORGANISATION>_…` say it. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { JWK } from 'jose';
import { z } from 'zod';
import { jwks } from '../../program/configuration.js';

export interface EcdAddress {
  /** postgres:// with the role that may only read, or the base of a FHIR server. */
  url: string;
  oauth?: OauthClient;
  tls?: TlsIdentity;
}

/** OAuth 2.0 client credentials with a signed assertion (RFC 6749 §4.4, RFC 7523 §2.2). */
export interface OauthClient {
  tokenUrl: string;
  clientId: string;
  /** Private; its `alg` signs. */
  key: JWK & { alg: string };
  scope?: string;
}

/** PEM texts. */
export interface TlsIdentity {
  /** What we show of ourselves (mTLS). */
  own?: { certificate: string; key: string };
  /** Whom we trust in place of the authorities that Node trusts. */
  authorities?: string;
}

/** What a key signs with when it does not say so itself; SMART asks of every server RS384 and ES384. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  'P-256': 'ES256',
  'P-384': 'ES384',
  'P-521': 'ES512',
  Ed25519: 'EdDSA',
  RSA: 'RS384',
};

const privateKey = jwks
  .refine((keys) => keys.length === 1, 'is not one key')
  .transform(([key]): JWK => key)
  .refine((key) => 'd' in key, 'is not a private key')
  .transform((key) => ({ ...key, alg: key.alg ?? ALGORITHMS[key.crv ?? key.kty ?? ''] ?? '' }))
  .refine(({ alg }) => alg !== '', 'is a key of which it is not known what it signs with');

/** A file that holds what `parse` can read; the text of it. */
function pemFile(what: string, parse: (text: string) => unknown) {
  return z.string().transform((file, context) => {
    try {
      const text = readFileSync(file, 'utf8');
      parse(text);
      return text;
    } catch (error) {
      const { code = 'unknown', syscall } = error as NodeJS.ErrnoException;
      const message = syscall === undefined ? `holds no ${what} (PEM)` : `cannot be read (${code})`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
  });
}

/** Health data and tokens travel encrypted (NEN 7512); on this machine alone nobody listens in. */
function isSafe(text: string): boolean {
  const { protocol, hostname } = new URL(text);
  return protocol !== 'http:' || /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

const isBare = (text: string): boolean => {
  const { username, password, search, hash } = new URL(text);
  return `${username}${password}${search}${hash}` === '';
};

const UNSAFE = 'is http:// to another machine; it has to be https://';
const NOT_BARE = 'holds more than an address';
const serverAddress = z
  .url({ protocol: /^https?$/, error: 'is not an https:// address', abort: true })
  .refine(isSafe, UNSAFE)
  .refine(isBare, NOT_BARE);
const ecdAddress = z
  .url({ protocol: /^(https?|postgres(ql)?)$/, error: 'is not a postgres:// or https:// address', abort: true })
  .refine(isSafe, UNSAFE)
  .refine((text) => isPostgres(text) || isBare(text), NOT_BARE);

export const isPostgres = (url: string): boolean => /^postgres(ql)?:/.test(url);

/** By the end of the variable's name. */
export const ecdVariables = {
  URL: ecdAddress.describe(
    "`postgres://` address of the ECD's views, with a role that can only read, or `https://` base address of its FHIR server",
  ),
  TOKEN_URL: serverAddress.optional().describe('Where its FHIR server has us fetch an access token (OAuth 2.0)'),
  CLIENT_ID: z.string().optional().describe('Who we are there'),
  CLIENT_KEY: privateKey.optional().describe('Private key (JWK) that signs for it: ES384, RS384, EdDSA'),
  SCOPE: z.string().optional().describe('What is asked for, as `system/*.rs`'),
  TLS_CERT_FILE: pemFile('certificate', (text) => new X509Certificate(text))
    .optional()
    .describe('Certificate (PEM) that we show to its FHIR server (mTLS)'),
  TLS_KEY_FILE: pemFile('private key', createPrivateKey).optional().describe('Its private key (PEM)'),
  TLS_CA_FILE: pemFile('certificate', (text) => new X509Certificate(text))
    .optional()
    .describe('Authorities (PEM) that its FHIR server is trusted by, in place of the usual ones'),
};
export type EcdVariables = z.output<z.ZodObject<typeof ecdVariables>>;
type EcdVariable = keyof EcdVariables;

/** Who we are to a database stands in its address. */
export const OF_FHIR_ONLY = (Object.keys(ecdVariables) as EcdVariable[]).filter((variable) => variable !== 'URL');

/** Half a set is a fault: what is missing, and beside what it belongs. */
export const ECD_SETS: readonly (readonly [missing: EcdVariable, beside: EcdVariable])[] = [
  ['TOKEN_URL', 'CLIENT_ID'],
  ['TOKEN_URL', 'CLIENT_KEY'],
  ['TOKEN_URL', 'SCOPE'],
  ['CLIENT_ID', 'TOKEN_URL'],
  ['CLIENT_KEY', 'TOKEN_URL'],
  ['TLS_CERT_FILE', 'TLS_KEY_FILE'],
  ['TLS_KEY_FILE', 'TLS_CERT_FILE'],
];

export function ecdAddressOf(read: EcdVariables): EcdAddress {
  const { URL: url, TOKEN_URL: tokenUrl, CLIENT_ID: clientId, CLIENT_KEY: key, SCOPE: scope } = read;
  const { TLS_CERT_FILE: certificate, TLS_KEY_FILE: tlsKey, TLS_CA_FILE: authorities } = read;
  const own = certificate !== undefined && tlsKey !== undefined ? { certificate, key: tlsKey } : undefined;
  return {
    url,
    ...(tokenUrl !== undefined &&
      clientId !== undefined &&
      key !== undefined && { oauth: { tokenUrl, clientId, key, ...(scope !== undefined && { scope }) } }),
    ...((own ?? authorities) !== undefined && {
      tls: { ...(own && { own }), ...(authorities !== undefined && { authorities }) },
    }),
  };
}
