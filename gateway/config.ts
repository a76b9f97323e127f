/** Configuration of the gateway. Bad combinations are refused here, before anything listens. */
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { JWK } from 'jose';
import { z } from 'zod';
import {
  callKey,
  httpAddress,
  port,
  programVariables,
  readConfiguration,
  StartUpError,
} from '../program/configuration.js';
import type { Limits } from './limits.js';
import { readManifest } from './safelist/manifest.js';
import { SAFELIST_MODES, type SafelistConfiguration } from './safelist/safelist.js';

export const MODES = ['development', 'production'] as const;
export type Mode = (typeof MODES)[number];

export interface GatewayConfiguration {
  /** Development adds introspection, the explorer and details of a wrong query; production demands TLS (V8). */
  mode: Mode;
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** The private Ed25519 key that signs the gateway's calls. */
  callKey: JWK;
  /** Origins of the front ends, as `https://portal.example`. */
  corsOrigins: readonly string[];
  /** Addresses or ranges whose X-Forwarded-* headers are believed. */
  trustedProxies: readonly string[];
  /** PEM texts of our own certificate and key; null when a trusted proxy ends the TLS. */
  tls: { certificate: string; key: string } | null;
  /** Origin under which reporting tools know us: the issuer of their tokens. Without it they get none. */
  publicUrl?: string | undefined;
  /** SDL; `schema/supergraph.graphql` when left out. */
  supergraph?: string;
  /** Where the built explorer is; beside the compiled gateway when left out. */
  explorerFolder?: string;
  limits?: Partial<Limits>;
  /** The documents that are answered; any document when left out. */
  safelist?: SafelistConfiguration | undefined;
}

/** What the side that faces the outside needs of it. */
export type FrontConfiguration = Pick<GatewayConfiguration, 'mode' | 'corsOrigins' | 'trustedProxies' | 'tls'>;

/** What only the program on its own needs: where the others are. */
export interface GatewayProgramConfiguration extends GatewayConfiguration {
  logLevel: string;
  redisUrl: string;
  /** Where the supergraph was read, to be read again when it changes. */
  supergraphFile?: string | undefined;
  subgraphUrls: { identity: string; dossier: string; audit: string };
}

const list = z
  .string()
  .optional()
  .transform((text) => (text ?? '').split(',').flatMap((item) => (item.trim() === '' ? [] : [item.trim()])));

/** Combinations are judged beside single faults, so that all are said at once. */
const always = (): boolean => true;

export const gatewayVariables = z
  .object({
    ...programVariables,
    MODE: z
      .enum(MODES)
      .default('production')
      .describe('`development` adds introspection, the explorer and details of a wrong query'),
    HOST: z.string().default('0.0.0.0').describe('Address to listen on'),
    PORT: port.default(4000).describe('Port to listen on'),
    CALL_KEY: callKey,
    IDENTITY_URL: httpAddress.describe('Where the identity program listens'),
    DOSSIER_URL: httpAddress.describe('Where the dossier program listens'),
    AUDIT_URL: httpAddress.describe('Where the audit program listens'),
    CORS_ORIGINS: list
      .refine((origins) => origins.every(isOrigin), 'holds something that is not an origin')
      .describe('Origins of the front ends, as `https://portal.example`, separated by commas'),
    PUBLIC_URL: z
      .string()
      .refine(isPublicUrl, 'is not an https:// origin')
      .optional()
      .describe(
        'Origin under which reporting tools reach us, as `https://graph.example`; without it they get no tokens',
      ),
    TRUSTED_PROXIES: list
      .refine((ranges) => ranges.every(isRange), 'holds something that is not an address or range')
      .describe('Addresses or ranges whose `X-Forwarded-*` headers are believed, separated by commas'),
    TLS_CERT_FILE: z.string().optional().describe('Own certificate (PEM), where no proxy ends the TLS'),
    TLS_KEY_FILE: z.string().optional().describe('Its private key (PEM)'),
    SUPERGRAPH_FILE: z
      .string()
      .optional()
      .describe('Supergraph that is served, and followed when it changes; without it the printed one is'),
    SAFELIST_FILE: z
      .string()
      .optional()
      .describe('Manifest of the documents of the front ends; without it any document is answered'),
    SAFELIST_MODE: z
      .enum(SAFELIST_MODES)
      .optional()
      .describe(
        '`id`, as when left out: listed documents by their id only; `listed`: by their text too; `log`: all, noting what is not listed',
      ),
  })
  .refine(({ SAFELIST_FILE, SAFELIST_MODE }) => SAFELIST_MODE === undefined || SAFELIST_FILE !== undefined, {
    path: ['SAFELIST_MODE'],
    message: 'goes together with SAFELIST_FILE',
    when: always,
  })
  .refine(({ TLS_CERT_FILE, TLS_KEY_FILE }) => (TLS_CERT_FILE === undefined) === (TLS_KEY_FILE === undefined), {
    path: ['TLS_KEY_FILE'],
    message: 'goes together with TLS_CERT_FILE',
    when: always,
  })
  .refine(
    ({ MODE, TLS_CERT_FILE, TRUSTED_PROXIES }) =>
      MODE === 'development' || TLS_CERT_FILE !== undefined || TRUSTED_PROXIES.length > 0,
    {
      path: ['TLS_CERT_FILE'],
      message: 'production needs a certificate, or TRUSTED_PROXIES that end the TLS',
      when: ({ value }) => Array.isArray((value as { TRUSTED_PROXIES?: unknown }).TRUSTED_PROXIES),
    },
  );

/** @throws StartUpError with every fault at once. */
export function readGatewayConfiguration(environment: Record<string, string | undefined>): GatewayProgramConfiguration {
  const given = readConfiguration(gatewayVariables, environment);
  return Object.freeze({
    mode: given.MODE,
    host: given.HOST,
    port: given.PORT,
    logLevel: given.LOG_LEVEL,
    callKey: given.CALL_KEY,
    subgraphUrls: { identity: given.IDENTITY_URL, dossier: given.DOSSIER_URL, audit: given.AUDIT_URL },
    redisUrl: given.REDIS_URL,
    corsOrigins: given.CORS_ORIGINS,
    trustedProxies: given.TRUSTED_PROXIES,
    publicUrl: given.PUBLIC_URL,
    tls: readTls(given.TLS_CERT_FILE, given.TLS_KEY_FILE),
    supergraphFile: given.SUPERGRAPH_FILE,
    ...(given.SUPERGRAPH_FILE !== undefined && { supergraph: readText('SUPERGRAPH_FILE', given.SUPERGRAPH_FILE) }),
    safelist: readSafelist(given.SAFELIST_FILE, given.SAFELIST_MODE),
  });
}

function readSafelist(
  file: string | undefined,
  mode: SafelistConfiguration['mode'] = 'id',
): GatewayConfiguration['safelist'] {
  return file === undefined ? undefined : { mode, documents: readManifest(readText('SAFELIST_FILE', file)) };
}

function readTls(certificateFile: string | undefined, keyFile: string | undefined): GatewayConfiguration['tls'] {
  if (certificateFile === undefined || keyFile === undefined) return null;
  return { certificate: readText('TLS_CERT_FILE', certificateFile), key: readText('TLS_KEY_FILE', keyFile) };
}

function readText(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new StartUpError([`${variable}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`]);
  }
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

/** RFC 8414 §2; on this machine alone without TLS. */
function isPublicUrl(text: string): boolean {
  return isOrigin(text) && /^https:|^http:\/\/(localhost|127\.0\.0\.1)(:|$)/.test(text);
}

function isRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= (family === 4 ? 32 : 128))
  );
}
