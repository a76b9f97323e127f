import { describe, expect, it } from '@jest/globals';
import { StartUpError } from '../../../program/configuration.js';
import { readAuditConfiguration } from '../../../subgraphs/audit/config.js';

const GOOD = {
  PORT: '4003',
  ORGANISATIONS_DIR: 'organisations',
  REDIS_URL: 'redis://redis:6379',
  DATABASE_URL: 'postgres://inzage_audit@db/audit',
  CALL_KEYS: '{"identity":[{"kty":"OKP"}],"dossier":[{"kty":"OKP"}],"gateway":[{"kty":"OKP"}]}',
  SEALING_KEY: Buffer.alloc(32, 7).toString('base64'),
};

describe('the configuration of audit', () => {
  it('is read from the environment', () => {
    expect(readAuditConfiguration(GOOD)).toEqual({
      host: '127.0.0.1',
      port: 4003,
      logLevel: 'info',
      organisationsDir: 'organisations',
      redisUrl: GOOD.REDIS_URL,
      databaseUrl: GOOD.DATABASE_URL,
      ownerDatabaseUrl: undefined,
      callKeys: { identity: [{ kty: 'OKP' }], dossier: [{ kty: 'OKP' }], gateway: [{ kty: 'OKP' }] },
      sealingKey: Buffer.alloc(32, 7),
    });
  });

  it('names every variable that is missing', () => {
    expect.assertions(2);
    try {
      readAuditConfiguration({});
    } catch (error) {
      expect(error).toBeInstanceOf(StartUpError);
      expect((error as StartUpError).faults.sort()).toEqual(
        Object.keys(GOOD)
          .map((name) => `${name}: is missing`)
          .sort(),
      );
    }
  });
});
