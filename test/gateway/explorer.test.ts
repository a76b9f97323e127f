import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Front } from './front.js';

let front: Front;

beforeAll(async () => {
  const explorerFolder = mkdtempSync(join(tmpdir(), 'inzage-explorer-'));
  writeFileSync(join(explorerFolder, 'index.html'), '<!doctype html><title>Inzage explorer</title>');
  writeFileSync(join(explorerFolder, 'explorer.js'), 'void 0;');
  writeFileSync(join(explorerFolder, 'explorer.js.map'), '{}');
  front = await Front.start({ explorerFolder });
});
afterAll(() => front.stop());

describe('the explorer, in development', () => {
  it('comes from our own server under a policy that admits no other scripts', async () => {
    const answer = await fetch(`${front.url}/explorer`);
    expect(await answer.text()).toContain('Inzage explorer');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("default-src 'none';");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:/);
  });

  it('comes with its scripts and with nothing else of the folder', async () => {
    const script = await fetch(`${front.url}/explorer/explorer.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    for (const path of ['explorer.js.map', '..%2fpackage.json', '../package.json', 'index.html']) {
      expect((await fetch(`${front.url}/explorer/${path}`)).status).toBe(404);
    }
  });

  it('is simply not there when it has not been built', async () => {
    const without = await Front.start({ explorerFolder: join(tmpdir(), 'inzage-no-such-folder') });
    try {
      expect((await fetch(`${without.url}/explorer`)).status).toBe(404);
      expect((await without.ask('{ organisation }', { token: null })).status).toBe(200);
    } finally {
      await without.stop();
    }
  });
});
