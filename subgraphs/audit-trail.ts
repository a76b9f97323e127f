/**
 * How identity and dossier have their audit events recorded (design: no answer without its record). Of a look: over a
 * signed call to the audit subgraph; if it does not answer in time, durably in the outbox; if that fails too, not at all,
 * and the answer is withheld. Of a change: in the outbox, in the step of the change (recorded-step.ts), and sent on.
 *
 * Order: while the outbox holds events, later ones go behind them; a copy learns of what another copy put there within
 * seconds. Once in effect: the audit subgraph takes an event id once, so an event that is sent again changes nothing.
 */
import type { DataSource } from 'typeorm';
import type { Log } from '../program/log.js';
import { lineTo, type Line } from '../program/calls/line.js';
import type { CallSigner } from '../program/calls/signer.js';
import type { Transport } from '../program/transport.js';
import type { AuditEvent } from '../schema/audit-event.js';
import { CALLS } from '../schema/calls.js';
import type { Program } from '../schema/caller.js';
import { AuditOutbox, EventsRefused, type Delivery } from './audit-outbox.js';
import type { AuditTrail } from './ledger.js';

const APPEND_LIMIT_MS = 300;
const DELIVERY_LIMIT_MS = 3_000;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;
/** How often to look for what another copy left behind. */
const LOOK_EVERY_MS = 5_000;

export interface AuditTrailOptions {
  /** The program whose events these are, for the log. */
  source: Program;
  /** To the audit subgraph. */
  transport: Transport;
  signer: CallSigner;
  /** The caller's own database, with the table of the outbox. */
  database: DataSource;
  log: Log;
}

/** Takes on what a step has committed to the outbox. */
export interface StepTrail {
  /** Tries once, now; what could not be sent is delivered later. Never rejects: it is durable already. */
  sendOn(events: AuditEvent[]): Promise<void>;
}

export type OutboxTrail = AuditTrail & StepTrail & { close(): Promise<void> };

export function createAuditTrail(options: AuditTrailOptions): OutboxTrail {
  const trail = new OutboxedTrail(options, new AuditOutbox(options.database));
  trail.start();
  return trail;
}

class OutboxedTrail implements OutboxTrail {
  /** The outbox may hold events; so it is until a look at it proves otherwise, an earlier run may have left some. */
  private behind = true;
  /** Grows with each put into the outbox, so that a look at it that began earlier is not believed. */
  private puts = 0;
  /** Puts that are under way. */
  private readonly storing = new Set<Promise<void>>();
  /** While the last of the outbox is delivered, new events wait; or under load it would never be empty. */
  private handover: Promise<void> | undefined;
  private retry = FIRST_RETRY_MS;
  private timer: NodeJS.Timeout | undefined;
  private delivering: Promise<void> = Promise.resolve();
  private closed = false;
  /** Sent, and yet to be taken out of the outbox; if the program ends before that, they are sent once more. */
  private readonly sent: string[] = [];
  private forgetting: Promise<void> | undefined;
  private readonly line: Line;

  constructor(
    private readonly options: AuditTrailOptions,
    private readonly outbox: AuditOutbox,
  ) {
    this.line = lineTo('audit', options.transport, options.signer);
  }

  start(): void {
    this.delivering = this.outbox
      .retryRefused()
      .catch((error: unknown) => this.options.log.error({ err: error }, 'the audit outbox cannot be read'))
      .then(() => this.deliver());
  }

  async record(events: AuditEvent[]): Promise<void> {
    await this.handover?.catch(() => undefined); // whether or not it came off, `behind` tells
    if (this.behind) return this.store(events);
    try {
      await this.append(events, APPEND_LIMIT_MS);
    } catch (error) {
      if (error instanceof EventsRefused) throw error;
      this.options.log.warn({ source: this.options.source, reason: reasonOf(error) }, 'audit events go to the outbox');
      await this.store(events);
    }
  }

  async sendOn(events: AuditEvent[]): Promise<void> {
    await this.handover?.catch(() => undefined);
    if (this.behind) return;
    try {
      await this.append(events, APPEND_LIMIT_MS);
    } catch (error) {
      const reason = reasonOf(error);
      this.options.log.warn({ source: this.options.source, reason }, 'audit events stay in the outbox');
      this.fallBehind();
      return;
    }
    this.sent.push(...events.map(({ id }) => id));
    this.forgetting ??= this.forgetSent().finally(() => (this.forgetting = undefined));
  }

  /** What is in the outbox stays there for the next start. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.delivering;
    await this.forgetting;
  }

  /** In the background, many at a time: no answer waits for it. */
  private async forgetSent(): Promise<void> {
    try {
      while (this.sent.length > 0) await this.outbox.forget(this.sent.splice(0));
    } catch (error) {
      this.options.log.warn(
        { source: this.options.source, reason: reasonOf(error) },
        'sent audit events are sent again',
      );
    }
  }

  private store(events: AuditEvent[]): Promise<void> {
    const storing = this.put(events).finally(() => this.storing.delete(storing));
    this.storing.add(storing);
    return storing;
  }

  private async put(events: AuditEvent[]): Promise<void> {
    await this.outbox.put(events);
    this.fallBehind();
  }

  private fallBehind(): void {
    this.puts += 1;
    if (!this.behind && this.timer !== undefined) this.deliverAfter(FIRST_RETRY_MS);
    this.behind = true;
  }

  private deliverAfter(ms: number): void {
    if (this.closed) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.delivering = this.deliver();
    }, ms);
  }

  private async deliver(): Promise<void> {
    try {
      let delivery: Delivery;
      do delivery = await this.deliverOnce(DELIVERY_LIMIT_MS);
      while (delivery === 'some' && !this.closed);
      if (delivery === 'all' && this.behind) {
        this.handover = this.handOver();
        await this.handover.finally(() => (this.handover = undefined));
      }
      this.retry = FIRST_RETRY_MS;
      this.deliverAfter(this.behind ? FIRST_RETRY_MS : LOOK_EVERY_MS);
    } catch (error) {
      this.options.log.warn(
        { source: this.options.source, reason: reasonOf(error) },
        'audit events wait in the outbox',
      );
      this.deliverAfter(this.retry);
      this.retry = Math.min(this.retry * 2, LONGEST_RETRY_MS);
    }
  }

  /** Delivers the last of the outbox; from then on events go to the audit subgraph first. */
  private async handOver(): Promise<void> {
    await Promise.allSettled(this.storing);
    const puts = this.puts;
    const delivery = await this.deliverOnce(APPEND_LIMIT_MS);
    if (delivery === 'all' && puts === this.puts) this.behind = false;
  }

  private deliverOnce(limitMs: number): Promise<Delivery> {
    return this.outbox.deliver((events) => this.append(events, limitMs));
  }

  /** @throws EventsRefused when the events are at fault; another error when they may be recorded later. */
  private async append(events: AuditEvent[], limitMs: number): Promise<void> {
    const body = JSON.stringify(events);
    const { status } = await within(limitMs, (signal) => this.line({ path: CALLS.appendEvents, body, signal }));
    if (status === 422) {
      this.options.log.error({ kinds: events.map(({ kind }) => kind) }, 'audit events were refused');
      throw new EventsRefused('the audit subgraph refused the events');
    }
    if (status !== 200) throw new Error(`the audit subgraph answered ${status}`);
  }
}

/** Waits no longer than the limit, whether or not the work heeds the signal. */
async function within<T>(limitMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${limitMs} ms`));
      ending.abort();
    }, limitMs);
  });
  return Promise.race([work(ending.signal), late]).finally(() => clearTimeout(timer));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
