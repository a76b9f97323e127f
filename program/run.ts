/** Runs a program: says in one line why it cannot start, and stops it in order when asked to. */
import { StartUpError } from './configuration.js';

export interface Running {
  /** Finishes what is in flight and lets go of everything. */
  stop: () => Promise<void>;
}

const STOP_LIMIT_MS = 15_000;

/** Starts, and stays until SIGINT or SIGTERM. Exit code 1: could not start; 0: stopped in order. */
export async function run(name: string, start: () => Promise<Running>): Promise<void> {
  let running: Promise<Running> | undefined;
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    void (running ?? Promise.resolve(undefined))
      .then((program) => program?.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => fail(name, error),
      );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    running = start();
    await running;
  } catch (error) {
    if (!stopping) fail(name, error);
  }
}

function fail(name: string, error: unknown): never {
  process.stderr.write(`${name} could not start: ${reasonOf(error)}\n`);
  process.exit(1);
}

function reasonOf(error: unknown): string {
  if (error instanceof StartUpError)
    return error.faults.length === 1 ? error.message : `\n  ${error.faults.join('\n  ')}`;
  const { code, message } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `port ${(error as { port?: number }).port} is taken; choose another`;
  if (code === 'ENOSPC') return 'the disk is full';
  return message;
}
