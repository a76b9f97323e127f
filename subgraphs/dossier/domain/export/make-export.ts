/** Makes one export in the background: takes it up, reads the dossier, writes the file, and keeps it for who asked. */
import { setImmediate } from 'node:timers/promises';
import type { Organisations } from '../../../../organisations/policy.js';
import type { ErrorCode } from '../../../../schema/error-codes.js';
import { DomainError } from '../../../domain-error.js';
import type { Happening } from '../../../ledger.js';
import type { OwnStep } from '../dossier-tables.js';
import type { Ecd } from '../ecd.js';
import { collectDossier } from './collect-dossier.js';
import {
  EXPORT_LIFETIME_MS,
  placeOfExport,
  type DossierExport,
  type DossierExports,
  type ExportJob,
} from './dossier-export.js';
import type { ExportedDossier, ExportWriters } from './exported-dossier.js';
import { PatientReading } from './patient-reading.js';

export interface MakingNeeds extends OwnStep {
  exports: DossierExports;
  writers: ExportWriters;
  organisations: Organisations;
  ecds: ReadonlyMap<string, Ecd>;
  ecdTimeLimitMs: number;
  clock: () => Date;
  wait: (ms: number) => Promise<unknown>;
  onFailure: (job: ExportJob, cause: unknown) => void;
}

/** After this long without a sign of life another copy of the program takes the job over. */
export const LEASE_MS = 60_000;
/** How often the lease is made to last longer. */
const SIGN_OF_LIFE_MS = 5_000;
/** An export that failed waits this long before it is tried again; after the last it has failed for good. */
const RETRY_MS = [15_000, 60_000, 300_000];
/** An ECD that failed is left alone for so long: each export that waits for it would hold up those of other organisations. */
const LEFT_ALONE_MS = 15_000;
/** What asking again does not change. */
const FINAL: readonly ErrorCode[] = ['NOT_FOUND', 'SECTION_NOT_OFFERED', 'QUERY_TOO_LARGE'];
/** What the way to the gateway takes in the time that there is. */
const LARGEST_BYTES = 25_000_000;
/** The last part of the work is writing. */
const READ_PERCENTAGE = 90;

/** The job is somebody else's by now, or nobody's: it was cancelled. */
class JobLost extends Error {}

/** @param signal of the program, which is stopping. @returns false when there was nothing to do. */
export async function makeNextExport(needs: MakingNeeds, holder: string, signal: AbortSignal): Promise<boolean> {
  const now = needs.clock();
  const job = await needs.exports.claim(holder, now, new Date(now.getTime() + LEASE_MS));
  if (job === null) return false;
  try {
    await make(needs, job, signal);
  } catch (error) {
    if (!(error instanceof JobLost)) await settle(needs, job, error, signal);
  }
  return true;
}

async function make(needs: MakingNeeds, job: ExportJob, signal: AbortSignal): Promise<void> {
  const { writers, clock } = needs;
  const alive = signsOfLife(needs, job, signal);
  const dossier = await readDossier(needs, job, signal, alive);
  const content = await writers[job.format](dossier, () => alive(READ_PERCENTAGE));
  if (content.length > LARGEST_BYTES) throw new DomainError('QUERY_TOO_LARGE');
  const now = clock();
  // no file is there to be taken without its record
  await needs.inOwnStep(now, async ({ exports }, record) => {
    record.add(madeOf(job, null));
    const kept = await exports.finish(job, content, new Date(now.getTime() + EXPORT_LIFETIME_MS));
    if (!kept) throw new JobLost();
  });
}

async function readDossier(
  { organisations, ecds, ecdTimeLimitMs, wait, onFailure, clock }: MakingNeeds,
  job: ExportJob,
  signal: AbortSignal,
  alive: (progress: number) => Promise<void>,
): Promise<ExportedDossier> {
  const organisation = organisations.get(job.organisation);
  const ecd = ecds.get(job.organisation);
  if (organisation === undefined || ecd === undefined) throw new DomainError('SECTION_NOT_OFFERED');
  let progress = 0;
  const reading = new PatientReading({
    ...{ ecd, ecdClient: job.ecdClient, timeLimitMs: ecdTimeLimitMs, signal, wait },
    alive: () => alive(progress),
    onFailure: (_categories, cause) => onFailure(job, cause),
  });
  const about = { policy: organisation, now: clock() };
  const collected = await collectDossier(reading, job.parts, about, (read) => {
    progress = Math.floor((READ_PERCENTAGE * read) / job.parts.length);
    return alive(progress);
  });
  const { IDENTIFICATION: person } = collected.contents;
  if (person === undefined) throw new DomainError('NOT_FOUND');
  return { ...job, ...collected, organisation, person, madeAt: about.now };
}

/** Gives others their turn; makes the lease last and tells the progress, when it has changed or some time has passed. */
function signsOfLife({ exports, clock }: MakingNeeds, job: ExportJob, signal: AbortSignal) {
  let told = { progress: 0, at: clock().getTime() };
  return async (progress: number): Promise<void> => {
    await setImmediate();
    signal.throwIfAborted();
    const at = clock().getTime();
    if (progress === told.progress && at - told.at < SIGN_OF_LIFE_MS) return;
    told = { progress, at };
    if (!(await exports.progressed(job, progress, new Date(at + LEASE_MS)))) throw new JobLost();
  };
}

/** Later again, or not any more. One that the program's own stop broke off was not tried. */
async function settle(needs: MakingNeeds, job: ExportJob, error: unknown, { aborted }: AbortSignal): Promise<void> {
  const { exports, clock, onFailure } = needs;
  const now = clock();
  if (aborted) {
    await exports.putBack(job, now, job.attempts - 1);
    return;
  }
  const code = error instanceof DomainError ? error.code : 'INTERNAL';
  const retryMs = FINAL.includes(code) ? undefined : RETRY_MS[job.attempts - 1];
  if (code === 'ECD_UNAVAILABLE') await exports.postpone(job.organisation, new Date(now.getTime() + LEFT_ALONE_MS));
  else onFailure(job, error); // the ECD's own failures were told one by one
  if (retryMs !== undefined) {
    await exports.putBack(job, new Date(now.getTime() + retryMs), job.attempts);
    return;
  }
  await needs.inOwnStep(now, async (tables, record) => {
    if (await tables.exports.fail(job, code)) record.add(madeOf(job, code));
  });
}

/** NEN 7513: that it was made, or will not be; by the system, on the relation on which it was asked. */
export function madeOf(job: DossierExport, failure: ErrorCode | null): Happening {
  const outcome = failure === null ? ('OK' as const) : ('ERROR' as const);
  const what = { kind: 'EXPORT_CHANGED', action: 'U', ...placeOfExport(job), search: { format: job.format } } as const;
  const asked = { responsible: job.account, responsibleRole: job.role };
  return { ...what, ...asked, outcome, reason: failure };
}
