/** The default set-up is killed in the middle of things, twice, and started again on the same data folder. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../demo/free-port.js';
import { livingProcess } from '../../demo/living-process.js';
import { DEMO_PROGRAM, defaultSystemOn, makeDataFolder } from '../support/default-system.js';
import { ProgramProcess } from '../support/program-process.js';
import { withFront, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const READ = `query($id: ID!) { client(id: $id) { name { text } accessLog(first: 50, merged: false) { edges { node { id } } } } }`;

interface Read {
  client: { name: { text: string }; accessLog: { edges: { node: { id: string } }[] } };
}

describe('the default set-up', () => {
  let folder: string;
  let port: number;
  let demo: ProgramProcess;
  let system: System;
  let fatma: Visitor;
  let id: string;
  let log: string[];

  const start = async () => {
    demo = ProgramProcess.start(DEMO_PROGRAM, { INZAGE_DATA: folder, PORT: String(port) });
    await demo.ready(`http://127.0.0.1:${port}`);
    system = withFront(defaultSystemOn(folder, port, demo));
  };
  const database = () => Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  const gone = async (pid: number) => {
    while (livingProcess(pid) !== null) await sleep(50);
    return true;
  };
  const read = async () => {
    const { client } = await fatma.get<Read>(READ, { id });
    return client.accessLog.edges.map(({ node }) => node.id);
  };

  beforeAll(async () => {
    folder = makeDataFolder();
    port = await freePort();
    await start();
    fatma = await new Visitor(system, 'fatma').enter();
    id = await fatma.clientAs('CLIENT');
    log = await read();
  });
  afterAll(async () => {
    await demo.end();
    rmSync(folder, { recursive: true });
  });

  it('leaves no database behind when it is killed', async () => {
    const server = database();
    expect(livingProcess(server)).not.toBeNull();
    await demo.end('SIGKILL');
    expect(await gone(server)).toBe(true);
  });

  it('has everything there when it is started again: the session, what was confirmed, the log', async () => {
    await start();
    const after = await read();
    expect(log.length).toBeGreaterThan(0);
    expect(after).toEqual(expect.arrayContaining(log));
    const { data } = await fatma.refresh();
    expect(data?.refreshSession.nextSteps).toEqual([]);
  });

  it('is not disturbed by a second start on the same data', async () => {
    const second = ProgramProcess.start(DEMO_PROGRAM, { INZAGE_DATA: folder, PORT: String(await freePort()) });
    expect(await second.exit()).toBe(1);
    expect(second.output).toMatch(/^Inzage could not start: .* is in use by a running Inzage \(process \d+\)$/m);
    expect((await read()).length).toBeGreaterThan(0);
  });

  it('starts at once after a kill, though the database of before is still on its way out', async () => {
    const server = database();
    await demo.end('SIGKILL');
    await start();
    expect(livingProcess(server)).toBeNull();
    expect((await read()).length).toBeGreaterThan(0);
  });

  it('stops in order when asked to, and leaves no process', async () => {
    const server = database();
    expect(await demo.end('SIGTERM')).toBe(0);
    expect(livingProcess(server)).toBeNull();
    await start();
    expect(await demo.end('SIGINT')).toBe(0);
  });
});
