/** Calls from the gateway to the other programs: signed, bounded in time, ended when nobody waits for them any more. */
import { StartUpError } from '../program/configuration.js';
import { lineTo, type Line } from '../program/calls/line.js';
import type { CallSigner } from '../program/calls/signer.js';
import type { Answer, Transport } from '../program/transport.js';
import { PROGRAMS, type Caller, type Program } from '../schema/caller.js';
import { Refused } from './refused.js';

export type SubgraphName = Exclude<Program, 'gateway'>;
export const SUBGRAPH_NAMES = PROGRAMS.filter((program) => program !== 'gateway');

/** @throws StartUpError for a subgraph of the supergraph that is not one of our programs. */
export function subgraphName(name: string): SubgraphName {
  const known = SUBGRAPH_NAMES.find((program) => program === name);
  if (known === undefined) throw new StartUpError([`no program serves the subgraph "${name}"`]);
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
  signal?: AbortSignal | undefined;
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
  async send({ audience, signal, ...call }: Call): Promise<Answer> {
    try {
      return await this.lines[audience]({ signal, ...call });
    } catch (error) {
      const late = signal?.aborted === true && (signal.reason as Error).name === 'TimeoutError';
      throw new Refused(late ? 'TIMED_OUT' : 'UNAVAILABLE', { cause: error });
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
