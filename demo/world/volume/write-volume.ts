/** Writes clients in volume, a batch at a time and each batch whole: run it again and it goes on where it stopped. */
import type { ClientBase } from 'pg';
import type { Organisations } from '../../../organisations/policy.js';
import type { PasswordHasher } from '../../../subgraphs/identity/domain/sign-in/password-hasher.js';
import { calendarFrom } from '../calendar.js';
import { readContent, readVolumeContent } from '../content.js';
import { clientId } from '../identity-rows.js';
import { ensureEcd } from '../load-world.js';
import type { Place } from '../place-rows.js';
import { RowBook } from '../row-book.js';
import { inTransaction } from '../transaction.js';
import { writePlaces } from '../world-rows.js';
import type { VolumeOptions } from './volume-options.js';
import { VOLUME_PASSWORD } from './volume-person.js';
import { batchRows, firstIdOf, volumeKey, type Series } from './volume-rows.js';

export interface VolumeTarget {
  /** Both as the owner. */
  ecd: ClientBase;
  identity: ClientBase;
  organisations: Organisations;
  passwords: PasswordHasher;
  bsnHashKey: Buffer;
}

export interface VolumeResult {
  /** Clients that were not there before. */
  added: number;
  /** Everything asked for is there. */
  complete: boolean;
}

/** @param onProgress is told how many clients are there so far, of those asked for. */
export async function writeVolume(
  options: VolumeOptions,
  target: VolumeTarget,
  onProgress: (clients: number) => void,
  signal: AbortSignal,
): Promise<VolumeResult> {
  const passwordHash = await target.passwords.hash(VOLUME_PASSWORD);
  let added = 0;
  let done = 0;
  for (const { series, clients } of await seriesOf(options, target)) {
    for (const batch of batchesOf(clients)) {
      if (signal.aborted) return { added, complete: false };
      if (!(await isWritten(target, series, batch))) added += await writeBatch(target, series, batch, passwordHash);
      done += batch.last - batch.first;
      onProgress(done);
    }
  }
  return { added, complete: true };
}

interface Batch {
  first: number;
  /** Not part of it. */
  last: number;
}

const BATCH_SIZE = 250;

function batchesOf(clients: number): Batch[] {
  return Array.from({ length: Math.ceil(clients / BATCH_SIZE) }, (_, index) => ({
    first: index * BATCH_SIZE,
    last: Math.min(clients, (index + 1) * BATCH_SIZE),
  }));
}

/** A batch is committed to the ECD first and to identity last, so what identity has is whole. */
async function isWritten({ identity }: VolumeTarget, { seed, organisation }: Series, batch: Batch): Promise<boolean> {
  const id = clientId(organisation.organisation, volumeKey(seed, batch.last - 1));
  const { rowCount } = await identity.query('SELECT 1 FROM client WHERE id = $1', [id]);
  return rowCount === 1;
}

/** @returns how many clients are new: a batch that was half written to the two databases is completed. */
async function writeBatch(
  { ecd, identity }: VolumeTarget,
  series: Series,
  { first, last }: Batch,
  passwordHash: string,
): Promise<number> {
  const rows = batchRows(series, first, last, passwordHash);
  await inTransaction(ecd, () => rows.ecd.write(ecd, 'zorgdossier'));
  const written = await inTransaction(identity, () => rows.identity.write(identity, 'public'));
  return written.get('client') ?? 0;
}

async function seriesOf(
  { seed, organisation: only, clients, now }: VolumeOptions,
  { ecd, organisations, bsnHashKey }: VolumeTarget,
): Promise<{ series: Series; clients: number }[]> {
  const content = readContent();
  const places = await ensurePlaces(ecd);
  const shared = {
    seed,
    pool: readVolumeContent(),
    observations: content.observations,
    identity: { organisations, bsnHashKey, calendar: calendarFrom(now) },
  };
  const series = content.organisations.flatMap((organisation, index): Series[] => {
    const place = places.get(organisation.organisation);
    if (place === undefined || (only !== null && only !== organisation.organisation)) return [];
    return [{ ...shared, organisation, place, firstId: firstIdOf(seed, index) }];
  });
  // the first ones take what does not divide
  return series.map((one, index) => ({
    series: one,
    clients: Math.floor(clients / series.length) + (index < clients % series.length ? 1 : 0),
  }));
}

/** The organisations' locations and staff, which the world may have brought already. */
async function ensurePlaces(ecd: ClientBase): Promise<Map<string, Place>> {
  const book = new RowBook();
  const places = writePlaces(readContent(), book);
  await inTransaction(ecd, async () => {
    await ensureEcd(ecd);
    await book.write(ecd, 'zorgdossier');
  });
  return places;
}
