import { describe, expect, it } from '@jest/globals';
import { StartUpError } from '../../../program/configuration.js';
import { readIdentityConfiguration } from '../../../subgraphs/identity/config.js';

const secret = Buffer.alloc(32, 'geheim').toString('base64');
const key = JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: 'x', d: 'd' });
const whole = {
  PORT: '4001',
  ORGANISATIONS_DIR: '/etc/inzage/organisations',
  REDIS_URL: 'redis://redis:6379',
  DATABASE_URL: 'postgres://inzage_identity@database/identity',
  AUDIT_URL: 'http://audit:4003',
  DOSSIER_URL: 'http://dossier:4002',
  CALL_KEY: key,
  CALL_KEYS: JSON.stringify({ gateway: [{ kty: 'OKP' }] }),
  ACCESS_TOKEN_KEYS: `[${key},${key}]`,
  PASSWORD_PEPPER: secret,
  BSN_HASH_KEY: secret,
  CODE_HASH_KEY: secret,
  SEALING_KEY: secret,
  SMTP_URL: 'smtps://inzage:geheim@mail.example',
  SNS_REGION: 'eu-central-1',
  SNS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  SNS_SECRET_ACCESS_KEY: 'geheim',
};

/** Each as `VARIABLE: what is wrong`. */
function faultsOf(environment: Record<string, string>): string[] {
  try {
    readIdentityConfiguration(environment);
    return [];
  } catch (error) {
    if (error instanceof StartUpError) return error.faults;
    throw error;
  }
}

const variableOf = (fault: string): string => /^\w+/.exec(fault)?.[0] ?? fault;

describe("identity's configuration", () => {
  it('is read from the environment', () => {
    expect(readIdentityConfiguration(whole)).toMatchObject({
      host: '127.0.0.1',
      port: 4001,
      callKey: { kty: 'OKP', d: 'd' },
      callKeys: { gateway: [{ kty: 'OKP' }] },
      accessTokenKeys: [{ d: 'd' }, { d: 'd' }],
      passwordPepper: Buffer.alloc(32, 'geheim'),
      ownerDatabaseUrl: undefined,
      smtpUrl: 'smtps://inzage:geheim@mail.example',
      sns: { region: 'eu-central-1' },
    });
  });

  it('names everything that is missing at once; no secret has a default', () => {
    expect(faultsOf({}).map(variableOf).sort()).toEqual(Object.keys(whole).sort());
  });

  it.each([
    ['PASSWORD_PEPPER', Buffer.alloc(31).toString('base64')],
    ['BSN_HASH_KEY', 'kort'],
    ['DATABASE_URL', 'mysql://database/identity'],
    ['REDIS_URL', 'http://redis'],
    ['SMTP_URL', 'https://mail.example'],
    ['CALL_KEY', 'geen json'],
    ['CALL_KEY', `[${key},${key}]`],
    ['CALL_KEYS', '{"stranger":[{"kty":"OKP"}]}'],
    ['PORT', 'poort'],
  ])('refuses %s=%s', (name, value) => {
    const faults = faultsOf({ ...whole, [name]: value });
    expect(new Set(faults.map(variableOf))).toEqual(new Set([name]));
  });

  it('never tells a value', () => {
    expect(faultsOf({ ...whole, BSN_HASH_KEY: 'zeer-geheim' }).join()).not.toContain('zeer-geheim');
  });
});
