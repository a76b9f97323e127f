/**
 * Runs systems for one worker of the tests: the programs of the default set-up, on the database server of the run. What
 * they load is loaded once, and the made-up world is written once and then copied. Asked over a socket: POST /start,
 * POST /stop, POST /end. Ends with the worker that started it.
 */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';
import { Ending } from '../../dist/demo/ending.js';
import { freePort } from '../../dist/demo/free-port.js';
import { keysIn } from '../../dist/demo/keys.js';
import { outboxSenders } from '../../dist/demo/outbox.js';
import { startPrograms } from '../../dist/demo/programs.js';
import { loadOrganisations } from '../../dist/organisations/policy.js';
import { createLog } from '../../dist/program/log.js';
import { writtenDatabases } from './written-databases.js';

const [, , socket, work] = process.argv;
const adminUrl = process.env.INZAGE_TEST_ADMIN_URL;

/** By folder. */
const running = new Map();
/** All made-up accounts have the same passwords, hashed and sealed under the same keys. */
const keys = keysIn(mkdtempSync(join(work, 'keys-')));
let world;

async function start() {
  world ??= writtenDatabases(adminUrl, basename(socket, '.sock').replace('-', '_'), async (databases) => {
    const ending = new Ending();
    await startOn(databases, ending);
    await ending.run();
  });
  const ending = new Ending();
  const folder = mkdtempSync(join(work, 'system-'));
  ending.add(async () => rmSync(folder, { recursive: true, force: true }));
  const { databases, drop } = await (await world).copy();
  ending.add(drop);
  const { gateway } = await startOn(databases, ending, join(folder, 'outbox.ndjson'));
  running.set(folder, ending);
  return { folder, url: gateway.url, callKey: keys.callKeys.gateway };
}

async function stop({ folder }) {
  await running.get(folder)?.run();
  running.delete(folder);
  return {};
}

async function startOn(databases, ending, outbox = join(work, 'none.ndjson')) {
  const log = createLog('inzage', 'warn');
  const parts = {
    keys,
    databases,
    port: await freePort(), // known beforehand: the gateway is told its own address
    organisations: loadOrganisations('organisations'),
    clock: () => new Date(),
  };
  return startPrograms({ ...parts, log, ...outboxSenders(outbox, () => undefined) }, ending);
}

async function end() {
  await Promise.all([...running.values()].map((ending) => ending.run()));
  setImmediate(() => process.exit());
  return {};
}

const TASKS = { '/start': start, '/stop': stop, '/end': end };

createServer(async (request, response) => {
  try {
    let body = '';
    for await (const chunk of request) body += chunk;
    response.end(JSON.stringify(await TASKS[request.url](JSON.parse(body || '{}'))));
  } catch (error) {
    response.statusCode = 500;
    response.end(error.stack);
  }
}).listen(socket);
process.stdin.once('end', end).resume();
