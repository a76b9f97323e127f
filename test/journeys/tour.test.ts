/** `npm run tour` on a running system, and again on the same. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import { freePort } from '../../demo/free-port.js';
import { DEMO_PROGRAM, makeDataFolder } from '../support/default-system.js';
import { ProgramProcess } from '../support/program-process.js';

describe('the tour', () => {
  let folder: string;
  let url: string;
  let demo: ProgramProcess;

  const tour = async (environment: Record<string, string>) => {
    const visit = ProgramProcess.start('dist/demo/tour.js', environment);
    return { code: await visit.exit(), said: visit.output };
  };

  beforeAll(async () => {
    folder = makeDataFolder();
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    demo = ProgramProcess.start(DEMO_PROGRAM, { INZAGE_DATA: folder, PORT: String(port) });
    await demo.ready(url);
  });
  afterAll(async () => {
    expect(await demo.end('SIGINT')).toBe(0); // Ctrl-C
    rmSync(folder, { recursive: true });
  });

  it('holds, the first time and the next, and shows no password, BSN or token', async () => {
    const first = await tour({ INZAGE_URL: url, INZAGE_DATA: folder });
    expect(first).toMatchObject({ code: 0, said: expect.stringContaining('the terms are accepted') });
    const next = await tour({ INZAGE_URL: url, INZAGE_DATA: folder });
    expect(next).toMatchObject({ code: 0, said: expect.stringContaining('She is not asked again') });
    for (const { said } of [first, next]) {
      expect(said).toContain('"accessToken": "…"');
      expect(said).not.toMatch(/koffie met appeltaart|999990111|eyJ/);
    }
  });

  it('says which step does not hold, and ends with a code that is not zero', async () => {
    const { code, said } = await tour({ INZAGE_URL: url, INZAGE_DATA: `${folder}/elsewhere` });
    expect(code).toBe(1);
    expect(said).toMatch(/^The tour ends: step "The right password, and a text message": it does not hold that .*$/m);
  });

  it('says that nothing answers where it was sent', async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    expect(await tour({ INZAGE_URL: nowhere })).toMatchObject({
      code: 1,
      said: `The tour ends: nothing answers at ${nowhere}\n`,
    });
  });
});
