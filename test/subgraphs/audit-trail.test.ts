import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { createLog } from '../../program/log.js';
import { AuditOutboxEntry, auditOutboxMigration } from '../../subgraphs/audit-outbox.js';
import { createAuditTrail } from '../../subgraphs/audit-trail.js';
import { migrate, openDatabase } from '../../subgraphs/database.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { anEvent, signerOf } from './audit/audit-test.js';
import { standInAudit, type StandInAudit } from './audit/stand-in-audit.js';

const log = createLog('inzage', 'silent');

describe('the audit trail of a subgraph', () => {
  let testDatabase: TestDatabase;
  let database: DataSource;
  let audit: StandInAudit;
  const open: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    testDatabase = await createTestDatabase('dossier');
    await migrate({ ownerUrl: testDatabase.ownerUrl, migrations: [auditOutboxMigration('inzage_dossier')] });
  });
  beforeEach(async () => {
    database = await openDatabase({ url: testDatabase.url, entities: [AuditOutboxEntry] });
    audit = standInAudit();
  });
  afterEach(async () => {
    for (const trail of open.splice(0)) await trail.close();
    if (database.isInitialized) {
      await database.query('DELETE FROM audit_outbox');
      await database.destroy();
    }
  });
  afterAll(() => testDatabase.drop());

  async function openTrail() {
    const signer = await signerOf('dossier');
    const trail = createAuditTrail({ source: 'dossier', transport: audit.transport, signer, database, log });
    open.push(trail);
    return trail;
  }

  /** A trail that has seen that nothing waits, so that it asks the audit subgraph first. */
  async function openIdleTrail() {
    const trail = await openTrail();
    await until(async () => {
      const probe = anEvent();
      await trail.record([probe]);
      return audit.received.includes(probe.id);
    });
    await until(async () => (await waiting()) === 0);
    audit.events.length = 0;
    audit.received.length = 0;
    return trail;
  }

  const waiting = () => database.getRepository(AuditOutboxEntry).count();
  const recorded = () => audit.events.map(({ id }) => id);

  it('has an event recorded by the audit subgraph and leaves nothing behind', async () => {
    const trail = await openIdleTrail();
    const event = anEvent();
    await trail.record([event]);
    expect(recorded()).toEqual([event.id]);
    expect(await waiting()).toBe(0);
  });

  it.each(['down', 'failing', 'unsigned'] as const)(
    'keeps an event in the outbox when the audit subgraph is %s',
    async (state) => {
      const trail = await openIdleTrail();
      audit.state = state;
      await trail.record([anEvent()]);
      expect(await waiting()).toBe(1);
      expect(audit.events).toEqual([]);
    },
  );

  it('waits 300 ms and no longer for a slow audit subgraph', async () => {
    const trail = await openIdleTrail();
    audit.state = 'slow';
    const began = Date.now();
    await trail.record([anEvent()]);
    expect(Date.now() - began).toBeGreaterThanOrEqual(295);
    expect(Date.now() - began).toBeLessThan(600);
    expect(await waiting()).toBe(1);
  });

  it('records once what a slow audit subgraph committed after all', async () => {
    const trail = await openIdleTrail();
    const event = anEvent();
    audit.state = 'slow';
    await trail.record([event]);
    await until(() => audit.events.length === 1);
    audit.state = 'up';
    await until(async () => (await waiting()) === 0);
    expect(recorded()).toEqual([event.id]);
    expect(audit.received.filter((id) => id === event.id).length).toBeGreaterThan(1);
  });

  it('delivers in order and once when the audit subgraph is back, later events behind', async () => {
    const trail = await openIdleTrail();
    const events = Array.from({ length: 30 }, () => anEvent());
    audit.state = 'down';
    for (const event of events.slice(0, 20)) await trail.record([event]);
    audit.state = 'up';
    for (const event of events.slice(20)) await trail.record([event]);
    await until(async () => (await waiting()) === 0);
    expect(recorded()).toEqual(events.map(({ id }) => id));
    const last = anEvent();
    await trail.record([last]);
    expect(recorded().at(-1)).toBe(last.id);
  });

  it('goes back to the audit subgraph while events keep coming', async () => {
    const trail = await openIdleTrail();
    audit.state = 'down';
    await trail.record([anEvent()]);
    audit.state = 'up';
    let direct = false;
    const stream = Array.from({ length: 4 }, async () => {
      while (!direct) {
        const event = anEvent();
        await trail.record([event]);
        direct ||= audit.received.includes(event.id);
      }
    });
    await Promise.all(stream);
    expect(await waiting()).toBe(0);
  });

  it('delivers after a restart what an earlier run left behind, before anything new', async () => {
    const [first, second] = [anEvent(), anEvent()];
    const earlier = await openIdleTrail();
    audit.state = 'down';
    await earlier.record([first]);
    await earlier.close();
    audit.state = 'up';
    const later = await openTrail();
    await later.record([second]);
    await until(() => audit.events.length === 2);
    expect(recorded()).toEqual([first.id, second.id]);
  });

  it('stops without waiting until all that an outage left is delivered', async () => {
    const trail = await openIdleTrail();
    audit.state = 'down';
    await trail.record(Array.from({ length: 700 }, () => anEvent()));
    audit.state = 'up';
    await until(() => audit.events.length > 0);
    await trail.close();
    expect(await waiting()).toBeGreaterThan(0);
    expect((await waiting()) + audit.events.length).toBe(700);
  });

  it('delivers in the order of the outbox when several copies run', async () => {
    const copies = [await openIdleTrail(), await openIdleTrail(), await openIdleTrail()];
    audit.state = 'down';
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(copies.map((copy) => copy.record([anEvent(), anEvent()])));
    }
    const entries = await database.getRepository(AuditOutboxEntry).find({ order: { seq: 'ASC' } });
    audit.state = 'up';
    await until(async () => (await waiting()) === 0);
    expect(entries).toHaveLength(120);
    expect(recorded()).toEqual(entries.map(({ id }) => id));
    expect(audit.received).toHaveLength(120);
  });

  it('does not keep for later what the audit subgraph refuses for what it says', async () => {
    const trail = await openIdleTrail();
    audit.refuses = () => true;
    await expect(trail.record([anEvent()])).rejects.toThrow('refused');
    expect(await waiting()).toBe(0);
  });

  it('sets a refused event aside, delivers the others, and tries it again after the next start', async () => {
    const events = [anEvent(), anEvent(), anEvent()];
    const faulty = events[1]?.id;
    const trail = await openIdleTrail();
    audit.state = 'down';
    for (const event of events) await trail.record([event]);
    audit.refuses = ({ id }) => id === faulty;
    audit.state = 'up';
    await until(() => audit.events.length === 2);
    expect(recorded()).toEqual([events[0]?.id, events[2]?.id]);
    await until(
      async () =>
        (await database.query<unknown[]>('SELECT 1 FROM audit_outbox WHERE refused_at IS NOT NULL')).length === 1,
    );
    await trail.close();
    audit.refuses = () => false;
    await openTrail();
    await until(() => audit.events.length === 3);
    expect(recorded().at(-1)).toBe(faulty);
  });

  it('rejects when neither the audit subgraph nor the outbox takes the event', async () => {
    const trail = await openIdleTrail();
    audit.state = 'down';
    await database.destroy();
    await expect(trail.record([anEvent()])).rejects.toThrow();
  });

  it('lets the working role change nothing of an event that waits', async () => {
    await expect(database.query(`UPDATE audit_outbox SET event = '{}'`)).rejects.toThrow('permission denied');
  });
});

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 800; tries += 1) {
    if (await condition()) return;
    await sleep(10);
  }
  throw new Error('it did not come about in time');
}
