import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readGatewayConfiguration } from '../../gateway/config.js';
import type { StartUpError } from '../../program/configuration.js';

const COMPLETE = {
  CALL_KEY: '{"kty":"OKP","crv":"Ed25519","x":"eA","d":"ZA"}',
  IDENTITY_URL: 'http://identity:4001',
  DOSSIER_URL: 'http://dossier:4002',
  AUDIT_URL: 'http://audit:4003',
  REDIS_URL: 'redis://redis:6379',
  CORS_ORIGINS: 'https://a.example, https://b.example',
  TRUSTED_PROXIES: '10.0.0.0/8,::1',
};

function faultsOf(environment: Record<string, string | undefined>): string[] {
  try {
    readGatewayConfiguration(environment);
  } catch (error) {
    return (error as StartUpError).faults;
  }
  return [];
}

describe('the configuration of the gateway', () => {
  it('is production unless told otherwise', () => {
    expect(readGatewayConfiguration(COMPLETE)).toMatchObject({
      mode: 'production',
      port: 4000,
      corsOrigins: ['https://a.example', 'https://b.example'],
      trustedProxies: ['10.0.0.0/8', '::1'],
      tls: null,
    });
  });

  it('says everything that is missing at once', () => {
    const missing = (environment: Record<string, string>) =>
      faultsOf(environment)
        .map((fault) => fault.split(':')[0])
        .sort();
    const always = ['AUDIT_URL', 'CALL_KEY', 'DOSSIER_URL', 'IDENTITY_URL', 'REDIS_URL'];
    expect(missing({ MODE: 'development' })).toEqual(always);
    expect(missing({})).toEqual([...always, 'TLS_CERT_FILE']);
  });

  it('refuses production without TLS of its own or of a trusted proxy (V8)', () => {
    expect(faultsOf({ ...COMPLETE, TRUSTED_PROXIES: undefined })).toEqual([
      'TLS_CERT_FILE: production needs a certificate, or TRUSTED_PROXIES that end the TLS',
    ]);
    expect(faultsOf({ ...COMPLETE, MODE: 'development', TRUSTED_PROXIES: undefined })).toEqual([]);
  });

  it('refuses a certificate without its key, and one that cannot be read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'inzage-'));
    const certificate = join(folder, 'certificate.pem');
    writeFileSync(certificate, 'PEM');
    expect(faultsOf({ ...COMPLETE, TLS_CERT_FILE: certificate })).toEqual([
      'TLS_KEY_FILE: goes together with TLS_CERT_FILE',
    ]);
    expect(faultsOf({ ...COMPLETE, TLS_CERT_FILE: certificate, TLS_KEY_FILE: join(folder, 'none') })).toEqual([
      'TLS_KEY_FILE: cannot be read (ENOENT)',
    ]);
  });

  it('reads the safelist, by ids only unless told otherwise, and refuses one that cannot be read', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'inzage-')), 'manifest.json');
    expect(faultsOf({ ...COMPLETE, SAFELIST_FILE: file })).toEqual(['SAFELIST_FILE: cannot be read (ENOENT)']);
    writeFileSync(file, '{"a":"{ organisation }"}');
    const documents = [{ id: 'a', text: '{ organisation }' }];
    const read = readGatewayConfiguration({ ...COMPLETE, SAFELIST_FILE: file });
    expect(read.safelist).toEqual({ mode: 'id', documents });
    expect(readGatewayConfiguration(COMPLETE).safelist).toBeUndefined();
    expect(faultsOf({ ...COMPLETE, SAFELIST_MODE: 'log' })).toEqual([
      'SAFELIST_MODE: goes together with SAFELIST_FILE',
    ]);
  });

  it('reads the supergraph where it is told, and where to look whether it has changed', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'inzage-')), 'supergraph.graphql');
    expect(faultsOf({ ...COMPLETE, SUPERGRAPH_FILE: file })).toEqual(['SUPERGRAPH_FILE: cannot be read (ENOENT)']);
    writeFileSync(file, 'schema { query: Query }');
    const read = readGatewayConfiguration({ ...COMPLETE, SUPERGRAPH_FILE: file });
    expect(read).toMatchObject({ supergraphFile: file, supergraph: 'schema { query: Query }' });
    expect(readGatewayConfiguration(COMPLETE).supergraph).toBeUndefined();
  });

  it.each([
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'https://a.example/portal'],
    ['TRUSTED_PROXIES', '0.0.0.0/0'],
    ['TRUSTED_PROXIES', 'proxy.internal'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['CALL_KEY', 'secret'],
    ['PORT', '70000'],
    ['IDENTITY_URL', 'file:///etc/passwd'],
  ])('refuses %s=%s, without repeating it', (name, value) => {
    const faults = faultsOf({ ...COMPLETE, [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name}: `));
    expect(faults[0]).not.toContain(value);
  });

  it('takes for the address of reporting tools an origin behind TLS, or on this machine (RFC 8414)', () => {
    for (const url of ['https://graph.example', 'http://localhost:4000', 'http://127.0.0.1:4000']) {
      expect(readGatewayConfiguration({ ...COMPLETE, PUBLIC_URL: url }).publicUrl).toBe(url);
    }
    for (const url of ['http://graph.example', 'https://graph.example/', 'http://localhost.example', 'graph']) {
      expect(faultsOf({ ...COMPLETE, PUBLIC_URL: url })).toEqual(['PUBLIC_URL: is not an https:// origin']);
    }
  });
});
