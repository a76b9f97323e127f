/**
 * An ECD that may be down when we start, as if it were there: it is opened again in the background, further and further
 * apart, and when it is asked. Until it is open, and has shown that it keeps its contract, whoever asks is told that it
 * cannot be reached.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../../../../program/log.js';
import type { ClientRecord, Ecd } from '../../domain/ecd.js';
import { EcdContractBroken, reasonOf, type EcdDoor, type OpenedEcd } from './ecd-door.js';

export interface Patience {
  /** Before the second attempt; each next one waits twice as long, up to the most. */
  firstMs: number;
  mostMs: number;
  /** However often it is asked, it is not tried again sooner. */
  leastMs: number;
}

export const USUAL_PATIENCE: Patience = { firstMs: 1_000, mostMs: 60_000, leastMs: 1_000 };

export interface ReopeningParts {
  organisation: string;
  log: Log;
  patience?: Patience;
}

export class ReopeningEcd implements Ecd {
  private opened: OpenedEcd | null = null;
  private opening: Promise<OpenedEcd> | null = null;
  private failed: { at: number; error: unknown } | null = null;
  private readonly ending = new AbortController();

  constructor(
    private readonly door: EcdDoor,
    private readonly parts: ReopeningParts,
  ) {}

  /** Nothing as long as it is not known. */
  get lacks(): Ecd['lacks'] {
    return this.opened?.ecd.lacks ?? new Set();
  }

  recordOf(client: string, signal: AbortSignal): ClientRecord {
    if (this.opened !== null) return this.opened.ecd.recordOf(client, signal);
    return recordLater(async () => (await this.openWhenAsked()).ecd.recordOf(client, signal));
  }

  /** The first attempt. @throws EcdContractBroken; when there is no answer it goes on in the background. */
  async open(): Promise<void> {
    try {
      await this.attempt();
    } catch (error) {
      if (error instanceof EcdContractBroken) throw error;
      void this.keepTrying();
    }
  }

  async close(): Promise<void> {
    this.ending.abort();
    await this.opening?.catch(() => undefined);
    await this.opened?.close();
  }

  private async openWhenAsked(): Promise<OpenedEcd> {
    const { leastMs } = this.parts.patience ?? USUAL_PATIENCE;
    if (this.opening === null && this.failed !== null && Date.now() - this.failed.at < leastMs) {
      throw this.failed.error;
    }
    return this.attempt();
  }

  /** One at a time, whoever asks. */
  private attempt(): Promise<OpenedEcd> {
    if (this.opened !== null) return Promise.resolve(this.opened);
    this.opening ??= this.door()
      .then(
        (opened) => this.succeed(opened),
        (error: unknown) => this.fail(error),
      )
      .finally(() => (this.opening = null));
    return this.opening;
  }

  private succeed(opened: OpenedEcd): OpenedEcd {
    const { organisation, log } = this.parts;
    this.opened = opened;
    const lacks = [...opened.ecd.lacks];
    if (opened.shortcomings.length > 0 || lacks.length > 0) {
      log.warn({ organisation, lacks, shortcomings: opened.shortcomings }, 'the ECD has not all that is offered');
    }
    if (this.failed !== null) log.info({ organisation }, 'the ECD can be read now');
    this.failed = null;
    return opened;
  }

  /** Said once for as long as nothing about it changes, a contract fault by fault. */
  private fail(error: unknown): never {
    const { organisation, log } = this.parts;
    const faults = faultsOf(error);
    const isNews = this.failed === null || faultsOf(this.failed.error).join() !== faults.join();
    if (isNews) for (const reason of faults) log.error({ organisation, reason }, 'the ECD cannot be read');
    this.failed = { at: Date.now(), error };
    throw error;
  }

  private async keepTrying(): Promise<void> {
    const { firstMs, mostMs } = this.parts.patience ?? USUAL_PATIENCE;
    const { signal } = this.ending;
    for (let pause = firstMs; this.opened === null; pause = Math.min(pause * 2, mostMs)) {
      // not all copies of the program at the same moment
      const waited = wait(pause * (0.5 + Math.random() / 2), undefined, { signal, ref: false });
      if (!(await succeeds(waited))) return;
      await succeeds(this.attempt());
    }
  }
}

function faultsOf(error: unknown): string[] {
  return error instanceof EcdContractBroken ? error.faults : [reasonOf(error)];
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

function recordLater(record: () => Promise<ClientRecord>): ClientRecord {
  return {
    person: async () => (await record()).person(),
    careTeam: async () => (await record()).careTeam(),
    relatedPersons: async () => (await record()).relatedPersons(),
    reports: async (query) => (await record()).reports(query),
    carePlan: async () => (await record()).carePlan(),
    appointments: async (query) => (await record()).appointments(query),
    personProfile: async () => (await record()).personProfile(),
    lifeStory: async () => (await record()).lifeStory(),
    wellbeingActivities: async (query) => (await record()).wellbeingActivities(query),
    legalSituations: async () => (await record()).legalSituations(),
    changes: async (query) => (await record()).changes(query),
  };
}
