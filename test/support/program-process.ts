/** A program of ours as a process of its own, as it runs in production. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fetch } from 'undici';
import { PROJECT_FOLDER } from '../../demo/project-folder.js';

const READY_LIMIT_MS = 50_000;

export class ProgramProcess {
  private said = '';
  private readonly ended: Promise<number | null>;

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.said += text;
      });
    }
    const kill = () => child.kill('SIGKILL'); // a test that is broken off leaves nothing behind
    process.once('exit', kill);
    this.ended = new Promise((resolve) => {
      child.once('close', (code) => {
        process.off('exit', kill);
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

  get pid(): number {
    return this.child.pid ?? 0;
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
