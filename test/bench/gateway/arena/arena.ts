/** Where contestants stand beside each other over the same subgraphs, ready to be asked. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { accessToken } from '../graph/caller.js';
import { BIG, bodiesOf } from '../graph/graph.js';
import { folderOf, type Contestant } from './contestants.js';
import { CORES, freePort, keepToCore, Program } from './program.js';
import { ask, openUpstream, type Upstream } from './upstream.js';

/** The gateways get one core; the load and what stands behind them the last one. */
const GATEWAY_CORE = 0;
const OTHER_CORE = CORES - 1;

export interface Standing {
  contestant: Contestant;
  port: number;
  program: Program;
  headers: Readonly<Record<string, string>>;
}

export class Arena {
  /** Why somebody is not there. */
  readonly missing: string[] = [];
  private readonly programs: Program[] = [];

  private constructor(
    private readonly folder: string,
    private readonly upstream: Upstream,
    private readonly token: string,
  ) {
    this.programs.push(upstream.program);
  }

  static async open(): Promise<Arena> {
    keepToCore(OTHER_CORE);
    const folder = mkdtempSync(join(tmpdir(), 'inzage-bench-gateway-'));
    try {
      return new Arena(folder, await openUpstream(folder, OTHER_CORE), await accessToken());
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Null for a peer that cannot be had or does not answer as the others. */
  async stand(contestant: Contestant, core = GATEWAY_CORE): Promise<Standing | null> {
    const from = folderOf(contestant);
    if (from === null) {
      this.missing.push(`${contestant.name} could not be had from the registry.`);
      return null;
    }
    const { place, expected } = this.upstream;
    const port = await freePort();
    const program = Program.start(contestant.command({ ...place, port }, from), core);
    this.programs.push(program);
    const headers: Readonly<Record<string, string>> =
      contestant.ours === true ? { authorization: `Bearer ${this.token}`, 'x-forwarded-proto': 'https' } : {};
    try {
      await program.ready(() => answersRight(port, headers, expected));
      return { contestant, port, program, headers };
    } catch (error) {
      if (contestant.peer === undefined) throw error;
      this.missing.push(`${contestant.name} did not answer as the others: ${(error as Error).message}`);
      return null;
    }
  }

  async standAll(contestants: readonly Contestant[]): Promise<Standing[]> {
    const standing: Standing[] = [];
    for (const contestant of contestants) {
      const stood = await this.stand(contestant);
      if (stood !== null) standing.push(stood);
    }
    return standing;
  }

  async close(): Promise<void> {
    await Promise.all(this.programs.map((program) => program.stop()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export async function inArena<T>(work: (arena: Arena) => Promise<T>): Promise<T> {
  const arena = await Arena.open();
  // who breaks it off leaves no program running
  const breakOff = (): never => process.exit(130);
  process.once('SIGINT', breakOff);
  try {
    return await work(arena);
  } finally {
    process.off('SIGINT', breakOff);
    await arena.close();
  }
}

async function answersRight(port: number, headers: Record<string, string>, expected: unknown): Promise<boolean> {
  const [body = ''] = bodiesOf(BIG);
  return isDeepStrictEqual(await ask(port, body, headers), expected);
}
