/**
 * The server process and its end. It runs under a small watchdog that holds a pipe from us: when the pipe closes,
 * because we stop or because we were killed, the watchdog has PostgreSQL finish. What even so was left is stopped at the
 * next start.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartUpError } from '../program/configuration.js';
import { freePort } from './free-port.js';
import { livingProcess } from './living-process.js';
import type { SystemUser } from './postgres-user.js';

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 10_000;
const LOOK_EVERY_MS = 20;
const ATTEMPTS = 5;
/** Faults that pass by themselves: a port taken just now, processes of a killed server that are still leaving. */
const PASSING = /could not bind|Address already in use|pre-existing shared memory block/;

/** SIGINT is PostgreSQL's fast shutdown; it is repeated because a server that has only just begun does not hear it yet. */
const WATCHDOG = `
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
{ read -r _; while kill -INT $server 2>/dev/null; do sleep 1; done; } <&3 &
watch=$!
exec 3<&-
wait $server
code=$?
kill $watch 2>/dev/null
exit $code
`;

export interface ServerOptions {
  program: string;
  cluster: string;
  log: string;
  settings: Record<string, string>;
  user: SystemUser | undefined;
}

export interface Server {
  port: number;
  stop: () => Promise<void>;
}

export async function startServer(options: ServerOptions): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const watchdog = spawnServer(options, port);
    if (await isReady(watchdog, options.cluster)) return { port, stop: () => stop(watchdog) };
    await stop(watchdog);
    const reason = reasonIn(options.log);
    if (attempt === ATTEMPTS || !PASSING.test(reason)) {
      throw new StartUpError([`the database in ${options.cluster} cannot start: ${reason}`]);
    }
    await sleep(attempt * 200);
  }
}

function spawnServer({ program, cluster, log, settings, user }: ServerOptions, port: number): ChildProcess {
  const all: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const handle = openSync(log, 'w', 0o600);
  try {
    return spawn('/bin/sh', ['-c', WATCHDOG, 'inzage-postgres', program, '-D', cluster, ...flags], {
      ...user,
      cwd: '/',
      detached: true, // Ctrl-C in the terminal is ours to handle: the programs finish first, the database last
      stdio: ['pipe', handle, handle],
    });
  } finally {
    closeSync(handle);
  }
}

async function isReady(watchdog: ChildProcess, cluster: string): Promise<boolean> {
  const limit = Date.now() + START_LIMIT_MS;
  while (Date.now() < limit && watchdog.exitCode === null) {
    // the eighth line of the lock file says how far the server is
    if (lockFile(cluster)[7]?.trim() === 'ready') return true;
    await sleep(LOOK_EVERY_MS);
  }
  return false;
}

async function stop(watchdog: ChildProcess): Promise<void> {
  if (watchdog.exitCode !== null || watchdog.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => {
    watchdog.once('exit', () => {
      resolve();
    });
  });
  watchdog.stdin?.end();
  const timer = setTimeout(() => {
    if (watchdog.pid !== undefined) process.kill(-watchdog.pid, 'SIGKILL'); // the whole group: watchdog and server
  }, STOP_LIMIT_MS);
  await ended;
  clearTimeout(timer);
}

/** Stops a server that an earlier run left on this data, and drops a lock that nobody holds any more. */
export async function stopLeftover(cluster: string): Promise<void> {
  const limit = Date.now() + STOP_LIMIT_MS;
  for (let pid = leftover(cluster); pid !== null; pid = leftover(cluster)) {
    process.kill(pid, Date.now() < limit ? 'SIGINT' : 'SIGKILL');
    await sleep(100);
  }
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

/** Of the server that runs on this data and takes connections; null when there is none. */
export function portOf(cluster: string): number | null {
  const lines = lockFile(cluster);
  return leftover(cluster) !== null && lines[7]?.trim() === 'ready' ? Number(lines[3]) : null;
}

function leftover(cluster: string): number | null {
  const pid = Number(lockFile(cluster)[0]);
  const process = livingProcess(pid);
  // the id may since belong to another; ours names its data folder
  return process?.command.includes(cluster) ? pid : null;
}

function lockFile(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return []; // no server holds the data
  }
}

function reasonIn(log: string): string {
  const text = readFileSync(log, 'utf8');
  if (text.includes('No space left on device')) return 'the disk is full';
  const passing = text.split('\n').find((line) => PASSING.test(line));
  const said = passing ?? [...text.matchAll(/(?:FATAL|PANIC): +(.*)/g)].at(-1)?.[1] ?? text.trim().split('\n').at(-1);
  return said ?? 'it ended without a word';
}
