import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StartUpError } from '../../../program/configuration.js';
import { ecdVariable, readDossierConfiguration } from '../../../subgraphs/dossier/config.js';
import { SELF_SIGNED } from '../../gateway/self-signed.js';

function faultsOf(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    return (error as StartUpError).faults.toSorted();
  }
}

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
      ecds: {
        vivium: { url: 'postgres://inzage_ecd_reader@vivium/ecd' },
        'de-roos': { url: 'postgres://inzage_ecd_reader@roos/ecd' },
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
      /DATABASE_URL: .*\n.*ECD_TIME_LIMIT_MS: .*\n.*ECD_VIVIUM_URL: is not a postgres:\/\/ or https:\/\/ address$/s,
    );
    expect(read).not.toThrow(/secret/);
  });

  describe('of an ECD over FHIR', () => {
    const CLIENT_KEY = JSON.stringify({ kty: 'EC', crv: 'P-384', x: 'x', y: 'y', d: 'secret', kid: 'k1' });
    const FHIR = { ...ENVIRONMENT, ECD_DE_ROOS_URL: 'https://fhir.roos.example/r4' };
    let folder: string;
    let pem: Record<'certificate' | 'key', string>;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'inzage-ecd-'));
      pem = { certificate: join(folder, 'own.pem'), key: join(folder, 'own.key') };
      await writeFile(pem.certificate, SELF_SIGNED.certificate);
      await writeFile(pem.key, SELF_SIGNED.key);
    });
    afterAll(() => rm(folder, { recursive: true }));

    it('holds who we are to it: by OAuth with what the key signs with, and by certificate', () => {
      const read = readDossierConfiguration({
        ...FHIR,
        ECD_DE_ROOS_TOKEN_URL: 'https://login.roos.example/token',
        ECD_DE_ROOS_CLIENT_ID: 'inzage',
        ECD_DE_ROOS_CLIENT_KEY: CLIENT_KEY,
        ECD_DE_ROOS_SCOPE: 'system/*.rs',
        ECD_DE_ROOS_TLS_CERT_FILE: pem.certificate,
        ECD_DE_ROOS_TLS_KEY_FILE: pem.key,
        ECD_VIVIUM_URL: 'http://127.0.0.1:8080/fhir',
        ECD_VIVIUM_TLS_CA_FILE: pem.certificate,
      });
      expect(read.ecds).toEqual({
        'de-roos': {
          url: 'https://fhir.roos.example/r4',
          oauth: {
            tokenUrl: 'https://login.roos.example/token',
            clientId: 'inzage',
            key: expect.objectContaining({ kid: 'k1', alg: 'ES384' }),
            scope: 'system/*.rs',
          },
          tls: { own: SELF_SIGNED },
        },
        vivium: { url: 'http://127.0.0.1:8080/fhir', tls: { authorities: SELF_SIGNED.certificate } },
      });
    });

    it('refuses what says who we are to a FHIR server beside the address of a database', () => {
      const read = () =>
        readDossierConfiguration({
          ...ENVIRONMENT,
          ECD_VIVIUM_CLIENT_ID: 'inzage',
          ECD_VIVIUM_CLIENT_KEY: CLIENT_KEY,
          ECD_VIVIUM_TOKEN_URL: 'https://login.vivium.example/token',
          ECD_DE_ROOS_TLS_CA_FILE: pem.certificate,
        });
      const useless = (name: string) => `is of no use to the postgres:// address in ECD_${name}_URL`;
      expect(faultsOf(read)).toEqual([
        `ECD_DE_ROOS_TLS_CA_FILE: ${useless('DE_ROOS')}`,
        `ECD_VIVIUM_CLIENT_ID: ${useless('VIVIUM')}`,
        `ECD_VIVIUM_CLIENT_KEY: ${useless('VIVIUM')}`,
        `ECD_VIVIUM_TOKEN_URL: ${useless('VIVIUM')}`,
      ]);
    });

    it('refuses half a set, a key that is none and an open connection, together with all else', () => {
      const read = () =>
        readDossierConfiguration({
          ...FHIR,
          ECD_VIVIUM_URL: 'http://fhir.vivium.example',
          ECD_VIVIUM_CLIENT_ID: 'inzage',
          ECD_VIVIUM_CLIENT_KEY: JSON.stringify({ kty: 'EC', crv: 'P-384', x: 'public' }),
          ECD_DE_ROOS_TOKEN_URL: 'https://user:secret@login.roos.example',
          ECD_DE_ROOS_TLS_KEY_FILE: pem.certificate,
          ECD_LINDE_TLS_CA_FILE: join(folder, 'nowhere.pem'),
          AUDIT_URL: '',
        });
      expect(faultsOf(read)).toEqual([
        'AUDIT_URL: is missing',
        'ECD_DE_ROOS_CLIENT_ID: goes together with ECD_DE_ROOS_TOKEN_URL',
        'ECD_DE_ROOS_CLIENT_KEY: goes together with ECD_DE_ROOS_TOKEN_URL',
        'ECD_DE_ROOS_TLS_CERT_FILE: goes together with ECD_DE_ROOS_TLS_KEY_FILE',
        'ECD_DE_ROOS_TLS_KEY_FILE: holds no private key (PEM)',
        'ECD_DE_ROOS_TOKEN_URL: holds more than an address',
        'ECD_LINDE_TLS_CA_FILE: cannot be read (ENOENT)',
        'ECD_LINDE_URL: is missing',
        'ECD_VIVIUM_CLIENT_KEY: is not a private key',
        'ECD_VIVIUM_TOKEN_URL: goes together with ECD_VIVIUM_CLIENT_ID',
        'ECD_VIVIUM_TOKEN_URL: goes together with ECD_VIVIUM_CLIENT_KEY',
        'ECD_VIVIUM_URL: is http:// to another machine; it has to be https://',
      ]);
    });
  });
});
