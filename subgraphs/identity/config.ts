/** Configuration of identity. All secrets come from outside; none has a default. */
import type { JWK } from 'jose';
import { z } from 'zod';
import { callKey, httpAddress, jwks, readConfiguration, secret, smtpAddress } from '../../program/configuration.js';
import {
  subgraphConfiguration,
  subgraphVariables,
  type SubgraphConfiguration,
  type SubgraphProgramConfiguration,
} from '../subgraph-configuration.js';
import type { ProviderOf } from '../../schema/caller.js';
import type { LimitNumbers } from './domain/limits.js';

/** What identity itself needs, wherever it runs. */
export interface IdentityConfiguration extends SubgraphConfiguration {
  /** Private Ed25519 key that signs identity's calls. */
  callKey: JWK;
  /** Private Ed25519 keys of access tokens: the first signs, the others are still published. */
  accessTokenKeys: JWK[];
  passwordPepper: Buffer;
  bsnHashKey: Buffer;
  /** Of SMS codes, and of the names under which attempts are counted. */
  codeHashKey: Buffer;
  /** Seals what is kept only to be used again: messages on their way, secrets of second factors. */
  sealingKey: Buffer;
  /** Of organisations' own OpenID providers, by the name of the variable. */
  providerSecrets?: Readonly<Record<string, string>>;
  /** Other numbers than LIMITS, where messages go to an outbox and cost nothing. */
  limits?: Partial<LimitNumbers>;
}

/** What the program adds in production. */
export interface IdentityProgramConfiguration extends IdentityConfiguration, SubgraphProgramConfiguration {
  auditUrl: string;
  dossierUrl: string;
  smtpUrl: string;
  sns: SnsConfiguration;
}

export interface SnsConfiguration {
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Another address than the region's own. */
  endpoint?: string | undefined;
}

export const identityVariables = z.object({
  ...subgraphVariables,
  AUDIT_URL: httpAddress.describe('Where the audit program listens'),
  DOSSIER_URL: httpAddress.describe('Where the dossier program listens'),
  CALL_KEY: callKey,
  ACCESS_TOKEN_KEYS: jwks.describe(
    'JSON: private Ed25519 keys (JWK) of access tokens; the first signs, the others are still published',
  ),
  PASSWORD_PEPPER: secret.describe('Base64, at least 32 bytes: goes into every password hash; never change it'),
  BSN_HASH_KEY: secret.describe('Base64, at least 32 bytes: key of the BSN hashes; never change it'),
  CODE_HASH_KEY: secret.describe('Base64, at least 32 bytes: key of SMS codes and of the names of limits'),
  SEALING_KEY: secret.describe('Base64, at least 32 bytes: seals messages on their way and secrets of second factors'),
  SMTP_URL: smtpAddress.describe(
    '`smtps://` or `smtp://` address of the mail server, with user and password; `smtp://` is raised to TLS, except on this machine',
  ),
  SNS_REGION: z.string().describe('AWS region that sends the text messages'),
  SNS_ACCESS_KEY_ID: z.string().describe('AWS access key that may `sns:Publish`'),
  SNS_SECRET_ACCESS_KEY: z.string().describe('Its secret'),
  SNS_ENDPOINT: httpAddress.optional().describe("Another address than the region's own"),
});

const PROVIDER_SECRET = /^OIDC_[A-Z][A-Z0-9_]*_(USERS|STAFF)_SECRET$/;

/** The variable that holds what is shown to an organisation's provider: `de-roos` → `OIDC_DE_ROOS_STAFF_SECRET`. */
export function providerVariable({ organisation, audience }: ProviderOf): string {
  return `OIDC_${organisation.toUpperCase().replaceAll('-', '_')}_${audience}_SECRET`;
}

function providerSecrets(environment: Record<string, string | undefined>): Record<string, string> {
  const set = Object.entries(environment).filter(([name, value]) => PROVIDER_SECRET.test(name) && value);
  return Object.fromEntries(set) as Record<string, string>;
}

/** @throws StartUpError naming every variable that is missing or wrong. */
export function readIdentityConfiguration(
  environment: Record<string, string | undefined>,
): IdentityProgramConfiguration {
  const read = readConfiguration(identityVariables, environment);
  return Object.freeze({
    ...subgraphConfiguration(read),
    auditUrl: read.AUDIT_URL,
    dossierUrl: read.DOSSIER_URL,
    callKey: read.CALL_KEY,
    accessTokenKeys: read.ACCESS_TOKEN_KEYS,
    passwordPepper: read.PASSWORD_PEPPER,
    bsnHashKey: read.BSN_HASH_KEY,
    codeHashKey: read.CODE_HASH_KEY,
    sealingKey: read.SEALING_KEY,
    providerSecrets: providerSecrets(environment),
    smtpUrl: read.SMTP_URL,
    sns: {
      region: read.SNS_REGION,
      accessKeyId: read.SNS_ACCESS_KEY_ID,
      secretAccessKey: read.SNS_SECRET_ACCESS_KEY,
      endpoint: read.SNS_ENDPOINT,
    },
  });
}
