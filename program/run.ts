/** Runs a program: says in one line why it cannot start, and stops it in order when asked to. */
export interface Running {
  /** Finishes what is in flight and lets go of everything. */
  stop: () => Promise<void>;
}

const STOP_LIMIT_MS = 15_000;

/** Starts, and stays until SIGINT or SIGTERM. Exit code 1: could not start, or not stop in order; 0: stopped in order. */
export async function run(name: string, start: () => Promise<Running>): Promise<void> {
  const stopping = new AbortController();
  const running = start();
  const stop = (): void => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    running
      .then((program) => program.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => fail(name, 'stop', error),
      );
  };
  // a second one changes nothing: npm passes on a Ctrl-C that the terminal has sent to all of us already
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    await running;
  } catch (error) {
    if (!stopping.signal.aborted) fail(name, 'start', error);
  }
}

function fail(name: string, what: 'start' | 'stop', error: unknown): never {
  process.stderr.write(`${name} could not ${what}: ${reasonOf(error)}\n`);
  process.exit(1);
}

interface Reason {
  code?: string;
  message?: string;
  port?: number;
  /** Of start-up errors: all that is wrong. */
  faults?: string[];
  /** Of an attempt at several addresses: why each failed. */
  errors?: unknown[];
}

function reasonOf(error: unknown): string {
  const { code, message, port, faults = [], errors = [] } = error as Reason;
  if (faults.length > 1) return `\n  ${faults.join('\n  ')}`;
  if (code === 'EADDRINUSE') return `port ${port} is taken; choose another`;
  if (code === 'ENOSPC') return 'the disk is full';
  if (errors.length > 0) return reasonOf(errors[0]);
  return message ?? String(error);
}
