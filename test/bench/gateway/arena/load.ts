/** Load on a gateway: so many connections, each asking again as soon as it is answered, over bare sockets. */
import { connect, type Socket } from 'node:net';
import { percentile } from '../../measuring.js';

export interface Loading {
  port: number;
  /** Bodies of POST /graphql, taken in turn. */
  bodies: readonly string[];
  headers: Readonly<Record<string, string>>;
  connections: number;
  seconds: number;
  /** Requests a second over all connections; as many as it takes when left out. */
  rate?: number;
}

export interface Loaded {
  perSecond: number;
  /** In ms. */
  p50: number;
  p99: number;
  requests: number;
  /** When each was answered, in ms from the beginning. */
  ends: readonly number[];
  /** Answers with another status than 200, or with errors. */
  failed: number;
}

const SPLIT = '\r\n\r\n';
const WRONG = Buffer.from('"errors"');

export async function load(loading: Loading): Promise<Loaded> {
  const requests = loading.bodies.map((body) => requestOf(loading, body));
  const run = new Run(requests, loading);
  const started = performance.now();
  await Promise.all(Array.from({ length: loading.connections }, () => run.connection()));
  const elapsed = (performance.now() - started) / 1000;
  const { times, ends, failed } = run;
  times.sort((one, other) => one - other);
  return {
    perSecond: times.length / elapsed,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    requests: times.length,
    ends,
    failed,
  };
}

function requestOf({ port, headers }: Loading, body: string): Buffer {
  const lines = Object.entries({
    host: `127.0.0.1:${port}`,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST /graphql HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

class Run {
  readonly times: number[] = [];
  readonly ends: number[] = [];
  failed = 0;
  private sent = 0;
  private readonly begin = performance.now();

  constructor(
    private readonly requests: readonly Buffer[],
    private readonly loading: Loading,
  ) {}

  async connection(): Promise<void> {
    const socket = connect(this.loading.port, '127.0.0.1').setNoDelay(true);
    const end = this.begin + this.loading.seconds * 1000;
    const answers = new Answers(socket);
    while (performance.now() < end) {
      const turn = this.sent++;
      const due = await this.dueTime(turn);
      socket.write(this.requests[turn % this.requests.length] ?? '');
      const good = await answers.next();
      if (!good) this.failed += 1;
      const now = performance.now();
      this.times.push(now - due);
      this.ends.push(now - this.begin);
    }
    socket.destroy();
  }

  /** At a set rate a request that has to wait for its turn has waited: its time counts from when it was due. */
  private async dueTime(turn: number): Promise<number> {
    const { rate } = this.loading;
    if (rate === undefined) return performance.now();
    const due = this.begin + (turn / rate) * 1000;
    const early = due - performance.now();
    if (early > 1) await new Promise((resolve) => setTimeout(resolve, early));
    return due;
  }
}

/** Reads answers one after the other: as long as `content-length` says, or in chunks. */
class Answers {
  private parts: Buffer[] = [];
  private size = 0;
  private resolve: (good: boolean) => void = () => undefined;
  private reject: (error: Error) => void = () => undefined;

  constructor(socket: Socket) {
    socket.on('data', (part: Buffer) => this.take(part));
    socket.on('error', (error) => this.reject(error));
    socket.on('close', () => this.reject(new Error('the gateway closed the connection')));
  }

  next(): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  private take(part: Buffer): void {
    this.parts.push(part);
    this.size += part.length;
    const all = this.parts.length === 1 ? part : Buffer.concat(this.parts, this.size);
    const head = all.indexOf(SPLIT);
    this.parts = [all];
    if (head < 0 || !isWhole(all, head)) return;
    this.parts = [];
    this.size = 0;
    this.resolve(all.toString('latin1', 9, 12) === '200' && !all.subarray(head, head + 64).includes(WRONG));
  }
}

function isWhole(all: Buffer, head: number): boolean {
  const length = /\r\ncontent-length: (\d+)/i.exec(all.toString('latin1', 0, head))?.[1];
  if (length === undefined) return all.subarray(-5).toString('latin1') === '0\r\n\r\n';
  return all.length >= head + SPLIT.length + Number(length);
}
