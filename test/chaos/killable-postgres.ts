/** A PostgreSQL that can be killed in the middle of things and started again on its data, at the same address. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../demo/embedded-postgres.js';
import { freePort } from '../../demo/free-port.js';
import { livingProcess } from '../../demo/living-process.js';

export class KillablePostgres {
  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private server: EmbeddedPostgres,
  ) {}

  /** @param folder exists, is empty, and can be entered by the user that PostgreSQL runs as. */
  static async start(folder: string): Promise<KillablePostgres> {
    const port = await freePort();
    return new KillablePostgres(folder, port, await startOn(folder, port));
  }

  /** postgres:// address of the administrator. */
  get adminUrl(): string {
    const url = new URL(this.server.adminUrl);
    url.port = String(this.port);
    return url.href;
  }

  async kill(): Promise<void> {
    const pid = Number(readFileSync(join(this.folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    while (livingProcess(pid) !== null) await sleep(10);
  }

  async restart(): Promise<void> {
    this.server = await startOn(this.folder, this.port);
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

/** What it says is committed is on the disk: otherwise nothing would be shown. */
function startOn(folder: string, port: number): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ folder, settings: { port: String(port), max_connections: '200' } });
}
