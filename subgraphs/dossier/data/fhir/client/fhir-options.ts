/** How a FHIR server is asked: who we are to it, and how much it is asked to bear. */
import { setTimeout } from 'node:timers/promises';
import type { EcdAddress } from '../../../ecd-address.js';
import type { FhirVersion } from '../fhir-source.js';
import type { FhirFault } from './fhir-fault.js';
import type { KeptAnswers } from './kept-answers.js';

/** What whoever keeps the log is told. */
export interface FhirTidings {
  retried: (cause: FhirFault) => void;
  /** It failed too often, and is not asked for a while. */
  opened: (cause: FhirFault) => void;
  /** It works again. */
  closed: () => void;
}

export interface FhirOptions extends EcdAddress {
  version: FhirVersion;
  /** For a question and its repetitions. */
  timeLimitMs: number;
  told: FhirTidings;
  /** Where answers are kept to be asked after again; without it each is sent anew. */
  kept?: KeptAnswers | undefined;
  turns: { atOnce: number; waiting: number };
  breaker: { failures: number; restMs: number };
  retries: { attempts: number; baseMs: number; mostMs: number };
  /** So many resources are asked for at once when the reader does not say. */
  pageSize: number;
  /** A list that goes on longer is not read further. */
  mostPages: number;
  bodyLimitBytes: number;
  clock: () => number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  random: () => number;
}

/** What has to be said; the rest can. */
export type FhirAddress = EcdAddress & Pick<FhirOptions, 'version' | 'timeLimitMs'> & Partial<FhirOptions>;

/** One dossier asks for about ten things at once. */
const USUAL = {
  told: { retried: () => undefined, opened: () => undefined, closed: () => undefined },
  turns: { atOnce: 16, waiting: 256 },
  breaker: { failures: 10, restMs: 10_000 },
  retries: { attempts: 3, baseMs: 100, mostMs: 1_000 },
  pageSize: 50,
  mostPages: 200,
  bodyLimitBytes: 20_000_000,
  clock: Date.now,
  sleep: (ms: number, signal: AbortSignal) => setTimeout(ms, undefined, { signal }),
  random: Math.random,
};

export function fhirOptions(address: FhirAddress): FhirOptions {
  return { ...USUAL, ...address };
}
