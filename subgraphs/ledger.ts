import { randomUUID } from 'node:crypto';
import { ACCESS_MATRIX_VERSION } from '../schema/access-matrix.js';
import { NOTHING_CONDITIONAL, onlyOrganisationOf, type AuditEvent } from '../schema/audit-event.js';
import { isAttempt } from '../program/prying.js';
import { namesOnly } from '../schema/audit-catalogue.js';
import { conditionsOf } from '../schema/audit-conditions.js';
import type { Caller, CallerRelation, Program } from '../schema/caller.js';
import type { ErrorCode } from '../schema/error-codes.js';
import { DomainError } from './domain-error.js';
import { OwedEvents } from './owed-events.js';
import { isUuid } from './uuid.js';

/** Takes audit events and resolves once they are committed for good; rejects when they could not be. */
export interface AuditTrail {
  record(events: AuditEvent[]): Promise<void>;
}

/** What the guard saw: a look into a client's data, or a refusal. */
export interface Look {
  organisation: string | null;
  client: string | null;
  relation: CallerRelation | null;
  refusal: ErrorCode | null;
  /** Data categories; of a refusal also the field. */
  categories: string[];
}

/** What a use case says of an event; the ledger knows the rest. */
export type Happening = Pick<AuditEvent, 'kind' | 'action'> & Partial<Omit<AuditEvent, 'id' | 'source' | 'trace'>>;

/** Where a use case puts what it does on record. */
export interface Recorder {
  add(happening: Happening): void;
}

/** What is put on record in a step that changes something: committed with the change, or gone with it. */
export interface StepRecord extends Recorder {
  readonly events: readonly AuditEvent[];
}

/**
 * The audit events of one operation. Looks and refusals are sent off as soon as access is decided, beside the work
 * itself, one event per client and outcome; what is changed is on record in the step of the change. `settled` is awaited
 * before the answer leaves (design: no answer without its record).
 */
export class Ledger implements Recorder {
  readonly owed = new OwedEvents();
  private readonly open = new Map<string, AuditEvent>();
  private readonly noted = new Set<string>();
  private readonly sent: Promise<void>[] = [];
  /** One after the other, so that the log tells what one caller did in the order in which it was done. */
  private last: Promise<void> = Promise.resolve();
  private readonly strangers = new Set<string>();
  private scheduled = false;

  constructor(
    private readonly trail: AuditTrail,
    private readonly source: Program,
    private readonly caller: Caller,
    private readonly now: Date,
  ) {}

  /** Notes a look; the same look is noted once. */
  look({ organisation, client, relation, refusal, categories }: Look): void {
    const group = JSON.stringify([client, relation?.id, refusal]);
    const fresh = categories.filter((category) => !this.noted.has(`${group} ${category}`));
    if (fresh.length === 0) return;
    for (const category of fresh) this.noted.add(`${group} ${category}`);
    const event = this.open.get(group);
    if (event !== undefined) {
      event.categories.push(...fresh);
      Object.assign(event, conditionsOf(event, this.caller.facts, this.now));
      return;
    }
    this.put(group, {
      kind: 'DOSSIER_READ',
      action: 'R',
      outcome: refusal === null ? 'OK' : 'REFUSED',
      reason: refusal,
      organisation,
      client,
      relation: relation?.id ?? null,
      role: relation?.role ?? null,
      categories: fresh,
    });
  }

  /** Adds an event that a use case reports: a sign-in, a search, a change. */
  add(happening: Happening): void {
    this.put(randomUUID(), happening);
  }

  /** R29: of how many others whoever asks tried to reach something in this operation. */
  get attempts(): number {
    return this.strangers.size;
  }

  /**
   * Runs a step whose events are committed with what it changes. What happened before it is on record before it begins.
   * Of a step that is undone the refusals stay: a refused try is a try.
   * @param sendOn takes the events on from where they were committed; it is durable already, so it does not reject.
   * @throws DomainError AUDIT_UNAVAILABLE, and whatever the step throws.
   */
  async inStep<T>(
    step: (record: StepRecord) => Promise<T>,
    sendOn: (events: AuditEvent[]) => Promise<void>,
  ): Promise<T> {
    await this.settled();
    const events: AuditEvent[] = [];
    try {
      const result = await step({ events, add: (happening) => void events.push(this.eventOf(happening)) });
      if (events.length > 0) this.send(() => sendOn(events));
      return result;
    } catch (error) {
      for (const event of events.filter(({ outcome }) => outcome !== 'OK')) this.hold(event.id, event);
      if (error instanceof DomainError && error.code === 'AUDIT_UNAVAILABLE') this.send(() => Promise.reject(error));
      throw error;
    }
  }

  /** @throws DomainError AUDIT_UNAVAILABLE when an event could not be recorded. */
  async settled(): Promise<void> {
    this.flush();
    const results = await Promise.allSettled(this.sent);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw new DomainError('AUDIT_UNAVAILABLE', {}, { cause: failed.reason });
    // what came meanwhile is waited for too, also when it has been sent off by now
    if (this.open.size > 0 || this.sent.length > results.length) await this.settled();
  }

  /** @throws DomainError AUDIT_UNAVAILABLE also when an operation has left no event of its kinds. */
  async complete(): Promise<void> {
    await this.settled();
    const { unpaid } = this.owed;
    if (unpaid.length === 0) return;
    throw new DomainError(
      'AUDIT_UNAVAILABLE',
      {},
      { cause: new Error(`nothing was recorded of ${unpaid.join(', ')}`) },
    );
  }

  private put(group: string, happening: Happening): void {
    this.hold(group, this.eventOf(happening));
  }

  private hold(group: string, event: AuditEvent): void {
    this.open.set(group, event);
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => this.flush());
  }

  private eventOf(happening: Happening): AuditEvent {
    const facts = this.caller.facts;
    this.noteAttempt(happening);
    this.owed.note(happening.kind);
    const event: AuditEvent = {
      outcome: 'OK',
      reason: null,
      justification: null,
      occurredAt: this.now.toISOString(),
      account: facts?.account ?? null,
      accountName: facts?.name ?? null,
      role: null,
      relation: null,
      ...NOTHING_CONDITIONAL,
      session: facts?.session ?? null,
      categories: [],
      search: null,
      purpose: this.caller.purpose,
      policy: ACCESS_MATRIX_VERSION,
      address: this.caller.address,
      ...happening,
      client: clientId(happening.client),
      organisation: happening.organisation ?? onlyOrganisationOf(facts),
      id: randomUUID(),
      source: this.source,
      trace: this.caller.trace,
    };
    return namesOnly({ ...event, ...conditionsOf(event, facts, this.now) });
  }

  private noteAttempt({ reason, kind, categories = [], client, organisation }: Happening): void {
    const { facts } = this.caller;
    if (facts === null || reason !== 'ACCESS_REFUSED') return;
    // a field of what was shown was not asked for by name: only a root field is
    if (kind === 'DOSSIER_READ' && !categories.some((category) => /^(Query|Mutation)\./.test(category))) return;
    const attempt = { client: clientId(client), organisation: organisation ?? null };
    if (isAttempt(facts, attempt)) this.strangers.add(attempt.client ?? `${attempt.organisation}`);
  }

  private flush(): void {
    this.scheduled = false;
    if (this.open.size === 0) return;
    const events = [...this.open.values()];
    this.open.clear();
    this.send(() => this.trail.record(events));
  }

  private send(record: () => Promise<void>): void {
    const recorded = this.last.then(record);
    this.last = recorded.catch(() => undefined); // judged in settled(); here only so that it is never unhandled
    this.sent.push(recorded);
  }
}

/**
 * A client's id as the log keeps it, however it was typed. What is no id of ours could be anything, a BSN or a name, and
 * stays off the log.
 */
function clientId(typed: string | null | undefined): string | null {
  return typed != null && isUuid(typed) ? typed.toLowerCase() : null;
}
