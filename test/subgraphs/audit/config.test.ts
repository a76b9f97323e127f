import { describe, expect, it } from '@jest/globals';
import { StartUpError } from '../../../program/configuration.js';
import { readAuditConfiguration } from '../../../subgraphs/audit/config.js';
import { COSIGNATURE_KEY, NOTE_KEY, VerifierKey } from '../../../subgraphs/audit/domain/tree/signed-note.js';

const GOOD = {
  PORT: '4003',
  ORGANISATIONS_DIR: 'organisations',
  REDIS_URL: 'redis://redis:6379',
  DATABASE_URL: 'postgres://inzage_audit@db/audit',
  CALL_KEYS: '{"identity":[{"kty":"OKP"}],"dossier":[{"kty":"OKP"}],"gateway":[{"kty":"OKP"}]}',
  SEALING_KEY: Buffer.alloc(32, 7).toString('base64'),
  CHECKPOINT_KEY: '{"kty":"OKP"}',
  LOG_ORIGIN: 'log.example',
};

const FOLDER = { CHECKPOINT_FOLDER: '/checkpoints' };
const BUCKET = {
  CHECKPOINT_BUCKET_URL: 'https://store.example',
  CHECKPOINT_BUCKET_NAME: 'log',
  CHECKPOINT_BUCKET_REGION: 'eu-central-1',
  CHECKPOINT_BUCKET_ACCESS_KEY_ID: 'made-up',
  CHECKPOINT_BUCKET_SECRET_ACCESS_KEY: 'made-up',
};

describe('the configuration of audit', () => {
  it('is read from the environment', () => {
    expect(readAuditConfiguration({ ...GOOD, ...FOLDER })).toEqual({
      host: '127.0.0.1',
      port: 4003,
      logLevel: 'info',
      organisationsDir: 'organisations',
      redisUrl: GOOD.REDIS_URL,
      databaseUrl: GOOD.DATABASE_URL,
      ownerDatabaseUrl: undefined,
      callKeys: { identity: [{ kty: 'OKP' }], dossier: [{ kty: 'OKP' }], gateway: [{ kty: 'OKP' }] },
      sealingKey: Buffer.alloc(32, 7),
      checkpoints: {
        origin: 'log.example',
        key: { kty: 'OKP' },
        places: { folder: '/checkpoints' },
        witnesses: [],
      },
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

  it('names a bucket, for longer than any record is kept when nothing else is said', () => {
    const { places } = readAuditConfiguration({ ...GOOD, ...BUCKET }).checkpoints;
    expect(places).toEqual({
      folder: undefined,
      bucket: {
        endpoint: 'https://store.example',
        bucket: 'log',
        region: 'eu-central-1',
        accessKeyId: 'made-up',
        secretAccessKey: 'made-up',
        retentionYears: 10,
      },
    });
  });

  it('is refused without a place outside the database, and with half a bucket', () => {
    expect(() => readAuditConfiguration(GOOD)).toThrow('CHECKPOINT_FOLDER: is missing, and so is');
    expect(() => readAuditConfiguration({ ...GOOD, ...BUCKET, CHECKPOINT_BUCKET_NAME: '' })).toThrow(
      'CHECKPOINT_BUCKET_NAME: is missing',
    );
  });

  it('names witnesses, a line each', () => {
    const key = VerifierKey.of('witness.example', COSIGNATURE_KEY, Buffer.alloc(32, 7)).toString();
    const WITNESSES = `https://witness.example/ ${key}\nhttp://127.0.0.1:9 ${key}\n`;
    const { witnesses } = readAuditConfiguration({ ...GOOD, ...FOLDER, WITNESSES }).checkpoints;
    expect(witnesses.map(({ url, key: { name } }) => [url, name])).toEqual([
      ['https://witness.example/', 'witness.example'],
      ['http://127.0.0.1:9', 'witness.example'],
    ]);
  });

  it.each(['https://witness.example', 'https://witness.example x+y+z', `ftp://witness.example ${logKey()}`, logKey()])(
    'refuses a witness that is not an address and its key: %s',
    (WITNESSES) => {
      expect(() => readAuditConfiguration({ ...GOOD, ...FOLDER, WITNESSES })).toThrow('WITNESSES: is not lines');
    },
  );
});

/** That of a log signs notes and no cosignatures. */
function logKey(): string {
  return VerifierKey.of('log.example', NOTE_KEY, Buffer.alloc(32, 7)).toString();
}
