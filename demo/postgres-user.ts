/** PostgreSQL refuses to run as root. Then it runs as `nobody`, who must be able to reach its programs and its data. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { StartUpError } from '../program/configuration.js';

export interface SystemUser {
  uid: number;
  gid: number;
}

/** Undefined when PostgreSQL can run as whoever runs us. */
export function postgresUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith('nobody:'));
  const [, , uid, gid] = entry?.split(':') ?? [];
  if (uid === undefined || gid === undefined) {
    throw new StartUpError(['PostgreSQL does not run as root, and there is no user "nobody" to run it as']);
  }
  return { uid: Number(uid), gid: Number(gid) };
}

/** Asks the system itself, so that modes, lists and mounts all count. */
export function canEnter(user: SystemUser | undefined, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...user, cwd: '/' }).status === 0;
}

export function canRun(user: SystemUser | undefined, program: string): boolean {
  return spawnSync(program, ['--version'], { ...user, cwd: '/' }).status === 0;
}
