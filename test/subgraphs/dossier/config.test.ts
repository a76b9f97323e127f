import { describe, expect, it } from '@jest/globals';
import { StartUpError } from '../../../program/configuration.js';
import { ecdVariable, readDossierConfiguration } from '../../../subgraphs/dossier/config.js';

const KEY = JSON.stringify({ kty: 'OKP', crv: 'Ed25519', kid: 'dossier' });
const ENVIRONMENT = {
  PORT: '4002',
  ORGANISATIONS_DIR: 'organisations',
  REDIS_URL: 'redis://localhost',
  DATABASE_URL: 'postgres://inzage_dossier@localhost/dossier',
  AUDIT_URL: 'http://audit:4003',
  CALL_KEY: KEY,
  SEALING_KEY: Buffer.alloc(32, 7).toString('base64'),
  CALL_KEYS: `{"gateway":[${KEY}]}`,
  ECD_VIVIUM_URL: 'postgres://inzage_ecd_reader@vivium/ecd',
  ECD_DE_ROOS_URL: 'postgres://inzage_ecd_reader@roos/ecd',
};

describe('the configuration of the dossier subgraph', () => {
  it('holds the address of the ECD of each organisation', () => {
    expect(readDossierConfiguration(ENVIRONMENT)).toMatchObject({
      port: 4002,
      ecdTimeLimitMs: 3_000,
      ecdUrls: {
        vivium: 'postgres://inzage_ecd_reader@vivium/ecd',
        'de-roos': 'postgres://inzage_ecd_reader@roos/ecd',
      },
    });
    expect(ecdVariable('de-roos')).toBe('ECD_DE_ROOS_URL');
  });

  it('says all faults at once, and none of the values', () => {
    const read = () =>
      readDossierConfiguration({
        ...ENVIRONMENT,
        DATABASE_URL: undefined,
        ECD_VIVIUM_URL: 'mysql://secret',
        ECD_TIME_LIMIT_MS: '9000',
      });
    expect(read).toThrow(StartUpError);
    expect(read).toThrow(
      /DATABASE_URL: .*\n.*ECD_TIME_LIMIT_MS: .*\n.*ECD_VIVIUM_URL: is not a postgres:\/\/ address$/s,
    );
    expect(read).not.toThrow(/secret/);
  });
});
