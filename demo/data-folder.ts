/** The folder that holds everything the default set-up keeps: one running system at a time, readable by its owner. */
import { chmodSync, linkSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartUpError } from '../program/configuration.js';
import { livingProcess } from './living-process.js';

/** Others may pass through, because PostgreSQL may run as another user, but not look around. */
const MODE = 0o711;

export interface DataFolder {
  path: string;
  /** Lets another run use the folder. */
  release: () => void;
}

/** @throws StartUpError when the folder cannot be written or is in use. */
export function openDataFolder(path: string): DataFolder {
  try {
    mkdirSync(path, { recursive: true });
    chmodSync(path, MODE);
    const folder = realpathSync(path);
    const lock = join(folder, 'running');
    takeLock(lock, folder);
    return { path: folder, release: () => rmSync(lock, { force: true }) };
  } catch (error) {
    if (error instanceof StartUpError) throw error;
    throw new StartUpError([`the data folder ${path} cannot be used: ${reasonOf(error)}`]);
  }
}

/** A lock names its process and when that started, so that one left by a killed run holds nobody up. */
function takeLock(lock: string, folder: string): void {
  const own = `${lock}.${process.pid}`;
  const { startedAt } = livingProcess(process.pid) ?? {};
  writeFileSync(own, JSON.stringify({ pid: process.pid, startedAt }), { mode: 0o600 });
  try {
    while (!linked(own, lock)) {
      const holder = holderOf(lock);
      if (holder !== null) throw new StartUpError([`${folder} is in use by a running Inzage (process ${holder})`]);
      rmSync(lock, { force: true });
    }
  } finally {
    rmSync(own);
  }
}

/** A link appears whole or not at all, and for one of two who try. */
function linked(own: string, lock: string): boolean {
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function holderOf(lock: string): number | null {
  try {
    const { pid, startedAt } = JSON.parse(readFileSync(lock, 'utf8')) as { pid: number; startedAt: string };
    return livingProcess(pid)?.startedAt === startedAt ? pid : null;
  } catch {
    return null; // gone since, or broken: nobody holds it
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOSPC':
      return 'the disk is full';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'it may not be written';
    case 'EEXIST':
    case 'ENOTDIR':
      return 'it is a file';
    default:
      return message;
  }
}
