/** The four programs, each a process, with the log's database on a server of its own; any of them can be killed. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, type Database } from '../../demo/databases.js';
import { Ending } from '../../demo/ending.js';
import type { SentMessage } from '../../demo/guest.js';
import { PROGRAMS, type Program } from '../../schema/caller.js';
import {
  addressOf,
  environmentOf,
  loadDemoWorld,
  surroundingsOf,
  type Surroundings,
} from '../support/production-surroundings.js';
import { ProgramProcess } from '../support/program-process.js';
import { KillablePostgres } from './killable-postgres.js';

export const VICTIMS = [...PROGRAMS, "the log's database"] as const;
export type Victim = (typeof VICTIMS)[number];

export class ChaosSystem {
  private readonly programs = new Map<Program, ProgramProcess>();

  private constructor(
    private readonly ending: Ending,
    private readonly servers: { log: KillablePostgres; rest: KillablePostgres },
    private readonly around: Surroundings,
  ) {}

  /** When it cannot start, nothing of it is left. */
  static async start(): Promise<ChaosSystem> {
    const ending = new Ending();
    try {
      return await ChaosSystem.startWith(ending);
    } catch (error) {
      await ending.run();
      throw error;
    }
  }

  private static async startWith(ending: Ending): Promise<ChaosSystem> {
    const folder = mkdtempSync(join(tmpdir(), 'inzage-chaos-'));
    ending.add(async () => rmSync(folder, { recursive: true, force: true }));
    chmodSync(folder, 0o711); // a server may run as another user
    const [log, rest] = await Promise.all([startServer(folder, 'log'), startServer(folder, 'rest')]);
    for (const server of [log, rest]) ending.add(() => server.stop());
    const databases = {
      audit: await createDatabase(log.adminUrl, 'audit', 'audit'),
      identity: await createDatabase(rest.adminUrl, 'identity', 'identity'),
      dossier: await createDatabase(rest.adminUrl, 'dossier', 'dossier'),
      ecd: await createDatabase(rest.adminUrl, 'ecd', 'ecd'),
    };
    const around = await surroundingsOf({ databases, redisUrl: 'redis://127.0.0.1:1' }, ending); // nothing asks Redis
    const system = new ChaosSystem(ending, { log, rest }, around);
    ending.add(() => system.stopPrograms());
    await Promise.all([system.startProgram('audit'), system.startProgram('identity')]);
    await loadDemoWorld(around);
    await Promise.all([system.startProgram('dossier'), system.startProgram('gateway')]);
    return system;
  }

  get url(): string {
    return addressOf(this.around, 'gateway');
  }

  get databases(): Record<'identity' | 'dossier' | 'audit', Database> {
    return this.around.databases;
  }

  messages(): SentMessage[] {
    return this.around.messages;
  }

  /** At once, without a word to anyone. */
  async kill(victim: Victim): Promise<void> {
    if (victim === "the log's database") return this.servers.log.kill();
    await this.programs.get(victim)?.end('SIGKILL');
  }

  /** Starts again what was killed; the audit subgraph cannot start without its database. */
  async restart(victims: readonly Victim[]): Promise<void> {
    if (victims.includes("the log's database")) await this.servers.log.restart();
    const programs = PROGRAMS.filter((program) => victims.includes(program));
    await Promise.all(programs.map((program) => this.startProgram(program)));
  }

  /** What the programs wrote. */
  output(): string {
    return [...this.programs.values()].map(({ output }) => output).join('\n');
  }

  async stop(): Promise<void> {
    await this.ending.run();
  }

  private async stopPrograms(): Promise<void> {
    for (const program of [...PROGRAMS].reverse()) await this.programs.get(program)?.end();
  }

  private async startProgram(program: Program): Promise<void> {
    const started = ProgramProcess.start('test/chaos/program.js', {
      ...environmentOf(this.around, program),
      LOG_LEVEL: 'error',
      PROGRAM: program,
    });
    this.programs.set(program, started);
    await started.ready(addressOf(this.around, program));
  }
}

async function startServer(folder: string, name: string): Promise<KillablePostgres> {
  const own = join(folder, name);
  mkdirSync(own);
  chmodSync(own, 0o711);
  return KillablePostgres.start(own);
}
