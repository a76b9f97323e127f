/**
 * A real PostgreSQL for the demo and the tests, from the programs that npm installed: on a free loopback port, with a
 * password, without a socket in the temporary folder. It never outlives us: see postgres-server.ts.
 */
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StartUpError } from '../program/configuration.js';
import { postgresBinaries, REACHABLE_FOLDER } from './postgres-binaries.js';
import { portOf, startServer, stopLeftover } from './postgres-server.js';
import { canEnter, postgresUser, type SystemUser } from './postgres-user.js';
import { secretFile } from './secret-file.js';

const ADMINISTRATOR = 'inzage_admin';

export interface EmbeddedPostgresOptions {
  /** Holds the data, the administrator's password and the server's log; must exist. */
  folder: string;
  /** Settings of postgresql.conf. */
  settings?: Record<string, string>;
}

export interface EmbeddedPostgres {
  /** postgres:// address of the administrator. */
  adminUrl: string;
  stop: () => Promise<void>;
}

/** @throws StartUpError saying in one line why there is no PostgreSQL. */
export async function startEmbeddedPostgres({
  folder,
  settings = {},
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const user = postgresUser();
  const binaries = postgresBinaries(user);
  const cluster = join(homeOf(folder, user), 'postgres');
  const password = passwordFor(folder, cluster);
  await stopLeftover(cluster);
  if (!existsSync(cluster)) await initialise(binaries.initdb, cluster, password, user);
  if (!existsSync(join(cluster, 'PG_VERSION'))) throw broken(folder, `${cluster} holds no PostgreSQL data`);
  const server = await startServer({
    program: binaries.postgres,
    cluster,
    log: join(folder, 'postgres.log'),
    settings,
    user,
  });
  return {
    adminUrl: addressOf(password, server.port),
    stop: server.stop,
  };
}

/** The administrator's address on the server that another process runs on this folder; null when none does. */
export function runningPostgres(folder: string): string | null {
  const file = join(folder, 'postgres-password');
  if (!existsSync(file)) return null;
  // as openDataFolder() hands it to whoever started the server
  const port = portOf(join(homeOf(realpathSync(folder), postgresUser()), 'postgres'));
  return port === null ? null : addressOf(readFileSync(file, 'utf8'), port);
}

function addressOf(password: string, port: number): string {
  return `postgres://${ADMINISTRATOR}:${password}@127.0.0.1:${port}/postgres`;
}

/** Where the data lies: in the folder, unless the user that PostgreSQL runs as cannot get there. */
function homeOf(folder: string, user: SystemUser | undefined): string {
  if (canEnter(user, folder)) return folder;
  const home = join(REACHABLE_FOLDER, createHash('sha256').update(folder).digest('hex').slice(0, 16));
  mkdirSync(home, { recursive: true });
  // the folder itself was removed to start afresh, and its data, being elsewhere, was not
  if (!existsSync(join(folder, 'postgres-password'))) rmSync(join(home, 'postgres'), { recursive: true, force: true });
  return home;
}

function passwordFor(folder: string, cluster: string): string {
  const file = join(folder, 'postgres-password');
  if (existsSync(cluster) && !existsSync(file)) throw broken(folder, `${file} is missing`);
  return secretFile(file, () => randomBytes(24).toString('base64url'));
}

function broken(folder: string, what: string): StartUpError {
  return new StartUpError([`the data folder is broken: ${what}; remove ${folder} to start afresh`]);
}

/** Makes the data beside its place and moves it there when it is whole. */
async function initialise(
  initdb: string,
  cluster: string,
  password: string,
  user: SystemUser | undefined,
): Promise<void> {
  const unfinished = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user !== undefined) for (const path of [unfinished, passwordFile]) chownSync(path, user.uid, user.gid);
  const options = [
    ['--pgdata', unfinished],
    ['--username', ADMINISTRATOR],
    ['--pwfile', passwordFile],
    ['--auth', 'scram-sha-256'],
    ['--encoding', 'UTF8'],
    ['--locale', 'C'],
    ['--locale-provider', 'builtin'],
    ['--builtin-locale', 'C.UTF-8'],
    ['--no-sync'],
  ];
  try {
    await promisify(execFile)(initdb, options.flat(), { ...user, cwd: '/' });
    renameSync(unfinished, cluster);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new StartUpError([`the database cannot be made in ${cluster}: ${reasonOf(error)}`]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function reasonOf(error: unknown): string {
  const { stderr = '', message } = error as Error & { stderr?: string };
  if (/No space left|ENOSPC/.test(stderr + message)) return 'the disk is full';
  return /error: (.*)/.exec(stderr)?.[1] ?? message;
}
