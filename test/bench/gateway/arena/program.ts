/** A program that is measured: started on a core of its own, asked what it uses, and stopped. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { env as inherited } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 60_000;
/** Of the machine: once this process keeps to one core, it is told of no other. */
export const CORES = availableParallelism();
/** Of Linux, whatever the clock of the processor. */
const TICKS_PER_SECOND = 100;

export interface Command {
  /** Node when left out. */
  file?: string;
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
  folder?: string;
}

export interface Used {
  /** Seconds of processor since the start. */
  cpu: number;
  /** Resident, in MB. */
  memory: number;
}

/** They end along with the process that measures. */
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

export class Program {
  private constructor(
    private readonly child: ChildProcess,
    private readonly said: () => string,
  ) {}

  /** @param core the program gets, where there are cores to choose from and the means to choose. */
  static start({ file: asked = process.execPath, args: given, env, folder }: Command, core: number): Program {
    const [file = asked, ...args] = [...onCore(core), asked, ...given];
    const child = spawn(file, args, {
      env: { ...inherited, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(folder !== undefined && { cwd: folder }),
    });
    running.add(child);
    child.once('exit', () => running.delete(child));
    const lines: string[] = [];
    const keep = (part: Buffer): void => {
      lines.push(part.toString());
      if (lines.length > 50) lines.shift();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    return new Program(child, () => lines.join(''));
  }

  /** Until it answers as it should. @throws Error with what the program said, when it does not. */
  async ready(isReady: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (Date.now() < end && this.child.exitCode === null) {
      if (await isReady().catch(() => false)) return;
      await sleep(200);
    }
    await this.stop();
    throw new Error(`a program did not become ready:\n${this.said()}`);
  }

  used(): Used {
    const { pid = 0 } = this.child;
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const cpu = (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
    const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return { cpu, memory: Number(resident) / 1024 };
  }

  tell(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGINT');
    const patience = setTimeout(() => this.child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(patience);
  }
}

/** The measuring process itself and what stands behind the gateways share the core that the gateways do not have. */
export function keepToCore(core: number): void {
  if (onCore(core).length > 0) spawnSync('taskset', ['-cp', String(core), String(process.pid)]);
}

function onCore(core: number): string[] {
  const chooses = CORES > 1 && spawnSync('taskset', ['--version']).status === 0;
  return chooses ? ['taskset', '-c', String(core)] : [];
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
