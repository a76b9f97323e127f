/** Calls from the gateway to the other programs: signed, bounded in time, ended when nobody waits for them any more. */
import { StartUpError } from '../program/configuration.js';
import { Deadline } from '../program/deadline.js';
import { lineTo, type Line } from '../program/calls/line.js';
import type { CallSigner } from '../program/calls/signer.js';
import type { Answer, Transport } from '../program/transport.js';
import { PROGRAMS, type Caller, type Program } from '../schema/caller.js';
import { Refused } from './refused.js';

export type SubgraphName = Exclude<Program, 'gateway'>;

/** @throws StartUpError for a subgraph of the supergraph that is not one of our programs. */
export function subgraphName(name: string): SubgraphName {
  const known = PROGRAMS.find((program) => program === name);
  if (known === undefined || known === 'gateway') throw new StartUpError([`no program serves the subgraph "${name}"`]);
  return known;
}
export type Transports = Readonly<Record<SubgraphName, Transport>>;

export interface Call {
  audience: SubgraphName;
  path: string;
  body: string;
  headers?: Record<string, string>;
  /** On whose behalf; absent for what the gateway asks for itself. */
  caller?: Caller;
  /** The request that it serves. */
  signal?: AbortSignal;
  limitMs: number;
}

export class SubgraphCalls {
  private readonly lines: Readonly<Record<SubgraphName, Line>>;

  constructor(signer: CallSigner, { identity, dossier, audit }: Transports) {
    this.lines = {
      identity: lineTo('identity', identity, signer),
      dossier: lineTo('dossier', dossier, signer),
      audit: lineTo('audit', audit, signer),
    };
  }

  /** @throws Refused UNAVAILABLE when the program gives no answer in time, TIMED_OUT when the request itself took too long. */
  async send({ audience, path, body, headers, caller, signal, limitMs }: Call): Promise<Answer> {
    const deadline = new Deadline(limitMs, signal);
    try {
      const call = { path, body, signal: deadline.signal, ...(headers && { headers }), ...(caller && { caller }) };
      return await unlessEnded(deadline.signal, () => this.lines[audience](call));
    } catch (error) {
      const late = signal?.aborted === true && (signal.reason as Error).name === 'TimeoutError';
      throw new Refused(late ? 'TIMED_OUT' : 'UNAVAILABLE', { cause: error });
    } finally {
      deadline.clear();
    }
  }

  /** A call beside the graph: JSON in, JSON out. @throws Refused UNAVAILABLE. */
  async ask(audience: SubgraphName, path: string, question: unknown, limitMs: number): Promise<unknown> {
    const answer = await this.send({ audience, path, body: JSON.stringify(question), limitMs });
    if (answer.status !== 200) {
      throw new Refused('UNAVAILABLE', { cause: new Error(`${audience} answered ${answer.status} to ${path}`) });
    }
    return JSON.parse(answer.body) as unknown;
  }
}

/** An in-process transport does not end by itself when its signal fires; the wait for it does. */
async function unlessEnded<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  return new Promise<T>((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onAbort));
  });
}
