/** Reading a whole dossier without being in a hurry: page by page, with pauses, and again when the ECD fails. */
import { LARGEST_PAGE, type Keyset, type PageRequest } from '../../../connection.js';
import { DomainError } from '../../../domain-error.js';
import type { ClientRecord, Ecd } from '../ecd.js';
import { requestRecord, type RequestRecordOptions } from '../request-record.js';

/** More than any dossier that is known of; what lies beyond is said to be missing. */
const MOST_ENTRIES = 20_000;
const TRIES = 3;
const RETRY_MS = 1_000;
/** Between pages, so that people who look into their dossier meanwhile come first. */
const PAUSE_MS = 20;

export interface ReadingOptions {
  ecd: Ecd;
  ecdClient: string;
  timeLimitMs: number;
  signal: AbortSignal;
  wait: (ms: number) => Promise<unknown>;
  /** After each page. */
  alive: () => Promise<void>;
  onFailure: RequestRecordOptions['onFailure'];
}

export class PatientReading {
  constructor(private readonly options: ReadingOptions) {}

  /** Within the time limit; tried again twice. @throws DomainError ECD_UNAVAILABLE, or as the read. */
  async read<T>(read: (record: ClientRecord) => Promise<T>): Promise<T> {
    const { signal, wait, alive } = this.options;
    for (let tried = 1; ; tried += 1) {
      signal.throwIfAborted();
      try {
        const answer = await read(this.record());
        await alive();
        return answer;
      } catch (error) {
        const mayMend = error instanceof DomainError && error.code === 'ECD_UNAVAILABLE';
        if (!mayMend || signal.aborted || tried === TRIES) throw error;
        await wait(RETRY_MS * tried);
      }
    }
  }

  /** A list from its newest entry to its oldest. */
  async list<T extends { keyset: Keyset }>(
    read: (record: ClientRecord, page: PageRequest) => Promise<T[]>,
  ): Promise<{ entries: T[]; isWhole: boolean }> {
    const entries: T[] = [];
    let after: Keyset | null = null;
    while (entries.length < MOST_ENTRIES) {
      const page: PageRequest = { first: LARGEST_PAGE, after };
      const found: T[] = await this.read((record) => read(record, page));
      entries.push(...found.slice(0, LARGEST_PAGE));
      if (found.length <= LARGEST_PAGE) return { entries, isWhole: true };
      after = entries.at(-1)?.keyset ?? null;
      await this.options.wait(PAUSE_MS);
    }
    return { entries, isWhole: false };
  }

  private record(): ClientRecord {
    const { ecd, ecdClient, signal, timeLimitMs, onFailure } = this.options;
    return requestRecord({
      recordUntil: (end) => ecd.recordOf(ecdClient, end),
      signal,
      timeLimitMs,
      onFailure,
    });
  }
}
