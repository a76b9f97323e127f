/** Mail that waits when the system dies is delivered when it comes back: once, and with nobody asking for it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../demo/free-port.js';
import { DEMO_PROGRAM, defaultSystemOn, makeDataFolder } from '../support/default-system.js';
import { mailsTo } from '../support/mail.js';
import { ProgramProcess } from '../support/program-process.js';
import { withFront, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const USERS = `query($text: String!) {
  portalUsers(organisation: "vivium", filter: { text: $text }) { edges { node { id } } }
}`;
const LOCK = `mutation($id: ID!) {
  lockAccount(organisation: "vivium", accountId: $id, reason: "telefoon gestolen") { status }
}`;
const UNDELIVERED = `{ undeliveredMessages(organisation: "vivium") { edges { node { id } } } }`;

/** The wait after the first failures, and the start of the system. */
const PATIENCE_MS = 30_000;

describe('mail on its way', () => {
  let folder: string;
  let outbox: string;
  let port: number;
  let demo: ProgramProcess;
  let system: System;
  let administrator: Visitor;
  let henk: Visitor;

  const start = async (): Promise<void> => {
    demo = ProgramProcess.start(DEMO_PROGRAM, { INZAGE_DATA: folder, PORT: String(port) });
    await demo.ready(`http://127.0.0.1:${port}`);
    system = withFront(defaultSystemOn(folder, port, demo));
  };
  const arrived = () => mailsTo(system, henk.person.email);
  const until = async (holds: () => boolean): Promise<void> => {
    for (const since = Date.now(); !holds() && Date.now() - since < PATIENCE_MS;) await sleep(100);
  };
  /** A folder in the place of the outbox: whatever is sent fails. */
  const breakOutbox = (): void => {
    renameSync(outbox, `${outbox}.aside`);
    mkdirSync(outbox);
  };
  const mendOutbox = (): void => {
    rmdirSync(outbox);
    renameSync(`${outbox}.aside`, outbox);
  };
  const lock = async (visitor: Visitor): Promise<void> => {
    interface Users {
      portalUsers: { edges: { node: { id: string } }[] };
    }
    const { portalUsers } = await administrator.get<Users>(USERS, { text: visitor.person.email });
    await administrator.get(LOCK, { id: portalUsers.edges[0]?.node.id });
  };

  beforeAll(async () => {
    folder = makeDataFolder();
    outbox = join(folder, 'outbox.ndjson');
    port = await freePort();
    await start();
    administrator = await new Visitor(system, 'vivium-administrator').enter();
    henk = new Visitor(system, 'henk');
  });
  afterAll(async () => {
    await demo.end();
    rmSync(folder, { recursive: true });
  });

  it('waits while it cannot be delivered, and what was done stands all the same', async () => {
    breakOutbox();
    await lock(henk);
    await sleep(500); // tried, and failed
    const log = demo.output.split('\n').filter((line) => line.startsWith('{'));
    expect(log.join('\n')).toContain('a message could not be delivered this time');
    expect(log.join('\n')).not.toContain(henk.person.email);
  });

  it('is delivered after a kill and a new start, and once', async () => {
    await demo.end('SIGKILL');
    mendOutbox();
    expect(arrived()).toEqual([]);
    await start();
    await until(() => arrived().length > 0);
    await sleep(2_500); // what would come twice comes within a second or two
    expect(arrived()).toMatchObject([{ subject: 'Uw account voor PUUR. Van jou is geblokkeerd' }]);
  });

  it('leaves the administration nothing to do', async () => {
    const again = await new Visitor(system, 'vivium-administrator').enter();
    expect(await again.get(UNDELIVERED)).toEqual({ undeliveredMessages: { edges: [] } });
  });
});
