/** Whether a process that a file names is still that process: process ids are used again, and a zombie is no longer alive. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export interface LivingProcess {
  command: string;
  /** Tells two processes apart that had the same id one after the other. */
  startedAt: string;
}

/** Null when there is no such process, or only what is left of it until its parent looks. */
export function livingProcess(pid: number): LivingProcess | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  try {
    return existsSync('/proc/self/stat') ? fromProc(pid) : fromPs(pid);
  } catch {
    return null; // it ended, possibly while we looked
  }
}

function fromProc(pid: number): LivingProcess | null {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // proc(5): the name is in brackets and may hold anything; after it come state (3rd) … start time (22nd)
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  return { command, startedAt: fields[19] ?? '' };
}

function fromPs(pid: number): LivingProcess | null {
  const line = execFileSync('ps', ['-o', 'stat=,lstart=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  const [state = '', ...rest] = line.split(/\s+/);
  if (state === '' || state.startsWith('Z')) return null;
  return { startedAt: rest.slice(0, 5).join(' '), command: rest.slice(5).join(' ') };
}
