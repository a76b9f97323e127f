/** After the last test: nothing is left of what this run started. */
import { readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';

export default async function stopDatabase() {
  const folder = process.env.INZAGE_TEST_FOLDER;
  const hosts = readdirSync(folder).filter((name) => name.endsWith('.sock'));
  await Promise.all(hosts.map((name) => end(join(folder, name))));
  await globalThis.stopTestDatabase?.();
  rmSync(folder, { recursive: true, force: true });
}

/** The answer comes when everything has stopped; a host that is gone already is what we want. */
function end(socketPath) {
  return new Promise((resolve) => {
    request({ socketPath, path: '/end', method: 'POST' }, (answer) => answer.resume().once('close', resolve))
      .once('error', resolve)
      .end();
  });
}
