/** A program of ours as a process of its own, as it runs in production. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fetch } from 'undici';
import { PROJECT_FOLDER } from '../../demo/project-folder.js';

const READY_LIMIT_MS = 50_000;

/**
 * Reads until we say that the program has ended. When we are gone without a word, because a worker of the tests was
 * killed, it ends the program.
 */
const GUARD = 'read -r _ || kill -KILL "$1"';

export class ProgramProcess {
  private said = '';
  private readonly ended: Promise<number | null>;

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.said += text;
      });
    }
    const letGo = guard(child);
    this.ended = new Promise((resolve) => {
      child.once('close', (code) => {
        letGo();
        resolve(code);
      });
    });
  }

  /** @param file compiled, such as dist/demo/main.js. */
  static start(file: string, environment: Record<string, string>): ProgramProcess {
    const child = spawn(process.execPath, [join(PROJECT_FOLDER, file)], {
      cwd: PROJECT_FOLDER,
      env: { PATH: process.env['PATH'], ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new ProgramProcess(child);
  }

  /** What it wrote so far. */
  get output(): string {
    return this.said;
  }

  /** Waits until its health says that it can serve. */
  async ready(url: string): Promise<void> {
    const limit = Date.now() + READY_LIMIT_MS;
    while (Date.now() < limit && this.child.exitCode === null) {
      const status = await fetch(`${url}/health/ready`).then(
        (response) => response.status,
        () => 0, // does not listen yet
      );
      if (status === 200) return;
      await sleep(50);
    }
    await this.end('SIGKILL');
    throw new Error(`it did not get ready:\n${this.output}`);
  }

  /** Its exit code; null when a signal ended it. */
  async exit(): Promise<number | null> {
    return this.ended;
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }
}

/** @returns what is called when the program has ended. */
function guard({ pid }: ChildProcess): () => void {
  if (pid === undefined) return () => undefined; // it could not be started
  const guarding = spawn('/bin/sh', ['-c', GUARD, 'guard', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // Ctrl-C in the terminal is not for it
  });
  guarding.unref();
  return () => guarding.stdin.end('\n');
}
