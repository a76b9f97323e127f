import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { createLog } from '../../program/log.js';
import type { Caller } from '../../schema/caller.js';
import { AuditOutboxEntry, auditOutboxMigration } from '../../subgraphs/audit-outbox.js';
import { createAuditTrail, type OutboxTrail } from '../../subgraphs/audit-trail.js';
import { migrate, openDatabase } from '../../subgraphs/database.js';
import { DomainError } from '../../subgraphs/domain-error.js';
import { Ledger, type Happening } from '../../subgraphs/ledger.js';
import { recordedSteps } from '../../subgraphs/outbox-step.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { anEvent, signerOf } from './audit/audit-test.js';
import { standInAudit, type StandInAudit } from './audit/stand-in-audit.js';

const log = createLog('inzage', 'silent');
const CALLER: Caller = { facts: null, address: '::1', language: 'nl', purpose: 'PATRQT', trace: '0'.repeat(32) };
const HIDDEN: Happening = { kind: 'THREAD_MESSAGE_HIDDEN', action: 'U', organisation: 'vivium' };

class Changes1764370000000 {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE change_made (what text NOT NULL); GRANT ALL ON change_made TO inzage_dossier');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE change_made');
  }
}

/** A copy of a program: its own connections, its own trail. */
interface Copy {
  database: DataSource;
  trail: OutboxTrail;
  /** Makes a change with its record; the answer leaves when this resolves. */
  change: (what: string, also?: (record: { add(happening: Happening): void }) => void) => Promise<void>;
}

describe('a change and its record in one step (NEN 7513)', () => {
  let own: TestDatabase;
  let audit: StandInAudit;
  const copies: Copy[] = [];

  beforeAll(async () => {
    own = await createTestDatabase('dossier');
    const migrations = [auditOutboxMigration('inzage_dossier'), Changes1764370000000];
    await migrate({ ownerUrl: own.ownerUrl, migrations });
  });
  beforeEach(() => {
    audit = standInAudit();
  });
  afterEach(async () => {
    await asOwner('ALTER TABLE audit_outbox DROP CONSTRAINT IF EXISTS no_room; DELETE FROM audit_outbox');
    await asOwner('DELETE FROM change_made');
    for (const { trail, database } of copies.splice(0)) {
      await trail.close();
      await database.destroy();
    }
  });
  afterAll(() => own.drop());

  async function asOwner<T>(sql: string): Promise<T> {
    const database = await openDatabase({ url: own.ownerUrl, entities: [], poolSize: 1 });
    return database.query<T>(sql).finally(() => database.destroy());
  }

  async function openCopy(): Promise<Copy> {
    const database = await openDatabase({ url: own.url, entities: [AuditOutboxEntry] });
    const transport: StandInAudit['transport'] = (request) => audit.transport(request);
    const trail = createAuditTrail({ source: 'dossier', transport, signer: await signerOf('dossier'), database, log });
    const inOneStep = recordedSteps(database, trail, (manager: EntityManager) => manager);
    const change: Copy['change'] = async (what, also) => {
      const ledger = new Ledger(trail, 'dossier', CALLER, new Date());
      try {
        await inOneStep({ ledger }, async (manager, step) => {
          await manager.query('INSERT INTO change_made VALUES ($1)', [what]);
          step.ledger.add({ ...HIDDEN, justification: what });
          also?.(step.ledger);
        });
      } finally {
        await ledger.settled();
      }
    };
    const copy = { database, trail, change };
    copies.push(copy);
    return copy;
  }

  /** One that has seen that nothing waits, so that it asks the audit subgraph first. */
  async function openIdleCopy(): Promise<Copy> {
    const copy = await openCopy();
    await until(async () => {
      const probe = anEvent();
      await copy.trail.record([probe]);
      return audit.received.includes(probe.id);
    });
    await until(async () => (await waiting()) === 0);
    audit.events.length = 0;
    return copy;
  }

  const waiting = async (): Promise<number> => {
    const [row] = await asOwner<{ count: string }[]>('SELECT count(*) FROM audit_outbox');
    return Number(row?.count);
  };
  const changes = () => asOwner<{ what: string }[]>('SELECT what FROM change_made');
  const recorded = () => audit.events.map(({ justification, outcome }) => [justification, outcome]);

  it('are at the audit subgraph before the answer leaves, and nothing stays in the outbox', async () => {
    const { change } = await openIdleCopy();
    await change('hid it');
    expect(recorded()).toEqual([['hid it', 'OK']]);
    await until(async () => (await waiting()) === 0);
    expect(await changes()).toEqual([{ what: 'hid it' }]);
  });

  it('are there both when the audit subgraph is down and the program is killed right after the commit', async () => {
    const { change, database, trail } = await openIdleCopy();
    audit.state = 'down';
    await change('hid it');
    await database.destroy(); // nothing more comes of this copy
    await trail.close();
    copies.length = 0;
    audit.state = 'up';
    await openCopy();
    await until(async () => (await waiting()) === 0);
    expect(recorded()).toEqual([['hid it', 'OK']]);
    expect(await changes()).toEqual([{ what: 'hid it' }]);
  });

  it('are neither there when the record cannot be kept: AUDIT_UNAVAILABLE', async () => {
    const { change } = await openIdleCopy();
    await asOwner('ALTER TABLE audit_outbox ADD CONSTRAINT no_room CHECK (false)');
    await expect(change('hid it')).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    expect([await changes(), recorded()]).toEqual([[], []]);
  });

  it('are neither there when the step is undone; that it was refused is', async () => {
    const { change } = await openIdleCopy();
    const refuse = (record: { add(happening: Happening): void }): void => {
      record.add({ ...HIDDEN, outcome: 'REFUSED', reason: 'ACCESS_REFUSED', justification: 'refused' });
      throw new DomainError('ACCESS_REFUSED');
    };
    await expect(change('hid it', refuse)).rejects.toMatchObject({ code: 'ACCESS_REFUSED' });
    expect([await changes(), recorded()]).toEqual([[], [['refused', 'REFUSED']]]);
  });

  it('are told once by two copies, in the order in which one caller made them', async () => {
    const [one, other] = [await openIdleCopy(), await openIdleCopy()];
    audit.state = 'down';
    const made = Array.from({ length: 10 }, (_, index) => `change ${index}`);
    for (const what of made.slice(0, 5)) await one.change(what);
    audit.state = 'up';
    await Promise.all([
      made.slice(5).reduce((before, what) => before.then(() => one.change(what)), Promise.resolve()),
      other.change('by another'),
    ]);
    await until(async () => (await waiting()) === 0);
    expect(
      recorded()
        .filter(([what]) => what !== 'by another')
        .map(([what]) => what),
    ).toEqual(made);
    expect(recorded()).toHaveLength(made.length + 1);
  });
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}
