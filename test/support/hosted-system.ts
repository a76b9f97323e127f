/** A system of a test's own, run by the host of this worker (`system-host.js`). */
import type { JWK } from 'jose';
import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, fetch } from 'undici';
import { readOutbox } from '../../demo/outbox.js';
import { PROJECT_FOLDER } from '../../demo/project-folder.js';
import type { RunningSystem } from './running-system.js';

interface Hosted {
  folder: string;
  url: string;
  callKey: JWK;
}

const START_LIMIT_MS = 50_000;

export async function startHostedSystem(): Promise<RunningSystem> {
  const socket = await hostSocket();
  const { folder, url, callKey } = (await ask(socket, '/start', {})) as Hosted;
  return {
    url,
    messages: () => readOutbox(join(folder, 'outbox.ndjson')),
    callKey: () => callKey,
    stop: async () => {
      await ask(socket, '/stop', { folder });
    },
  };
}

/** The first test of a worker starts its host; the others find it. */
async function hostSocket(): Promise<string> {
  const { INZAGE_TEST_FOLDER: work, INZAGE_TEST_ADMIN_URL: adminUrl, PATH } = process.env;
  if (work === undefined || adminUrl === undefined)
    throw new Error('no folder: run the tests with jest and its global set-up');
  const name = `host-${process.env['JEST_WORKER_ID'] ?? '0'}`;
  const socket = join(work, `${name}.sock`);
  if (existsSync(socket)) return socket;
  const log = openSync(join(work, `${name}.log`), 'a');
  const host = spawn(process.execPath, [join(PROJECT_FOLDER, 'test/support/system-host.js'), socket, work], {
    cwd: PROJECT_FOLDER,
    env: { PATH, INZAGE_TEST_ADMIN_URL: adminUrl },
    stdio: ['pipe', log, log],
  });
  host.unref();
  const limit = Date.now() + START_LIMIT_MS;
  while (!existsSync(socket)) {
    if (host.exitCode !== null || Date.now() > limit)
      throw new Error(`the host of the systems did not start: see ${work}`);
    await sleep(20);
  }
  return socket;
}

async function ask(socketPath: string, path: string, body: object): Promise<unknown> {
  const dispatcher = new Agent({ connect: { socketPath } });
  try {
    const answer = await fetch(`http://host${path}`, { method: 'POST', body: JSON.stringify(body), dispatcher });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(text);
    return JSON.parse(text) as unknown;
  } finally {
    await dispatcher.close();
  }
}
