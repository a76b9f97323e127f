/** A batch of the volume as rows: of the demo ECD, and of identity. */
import { clientReports } from '../client-reports.js';
import type { Observations, OrganisationContent, VolumeContent } from '../content.js';
import { dossierRows, type WrittenDossier } from '../dossier-rows.js';
import { clientIdentityRow, personRows, type IdentityWriting } from '../identity-rows.js';
import { numberingFrom } from '../numbering.js';
import type { Place } from '../place-rows.js';
import { seededRandom, type Random } from '../random.js';
import { RowBook } from '../row-book.js';
import type { ToldReport } from '../told-report.js';
import { volumeClient } from './volume-client.js';
import { isHeld, volumePerson } from './volume-person.js';

/** The clients of one organisation that belong to one seed number. */
export interface Series {
  seed: number;
  organisation: OrganisationContent;
  place: Place;
  /** Below it lie the ids of no other series, up to the next. */
  firstId: number;
  pool: VolumeContent;
  observations: Observations;
  identity: Omit<IdentityWriting, 'book'>;
}

/** Room for so many rows of each table about one client, and for so many clients in a series. */
const IDS_PER_CLIENT = 1_000;
const IDS_PER_SERIES = 1_000_000 * IDS_PER_CLIENT;
const MOST_ORGANISATIONS = 10;

const FLAGGED = 0.04;
const CONFIDENTIAL = 0.02;
const HIDDEN = 0.01;

/** Above the world's own ids, and apart for each seed number and organisation. */
export function firstIdOf(seed: number, organisation: number): number {
  return (1 + seed * MOST_ORGANISATIONS + organisation) * IDS_PER_SERIES;
}

export function volumeKey(seed: number, number: number): string {
  return `volume-${seed}-${number}`;
}

/** @param last is not part of the batch. */
export function batchRows(
  series: Series,
  first: number,
  last: number,
  passwordHash: string,
): { ecd: RowBook; identity: RowBook } {
  const ecd = new RowBook();
  const identity = new RowBook();
  for (let number = first; number < last; number += 1) clientRows(series, number, { ecd, identity }, passwordHash);
  return { ecd, identity };
}

function clientRows(
  series: Series,
  number: number,
  books: { ecd: RowBook; identity: RowBook },
  passwordHash: string,
): void {
  const { seed, organisation, place, observations, pool } = series;
  const random = seededRandom(`${seed}/${organisation.organisation}/${number}`);
  const client = volumeClient(volumeKey(seed, number), organisation, pool, random, !isHeld(number));
  const reports = clientReports(client, organisation, observations, random).map((report) => marked(report, random));
  const writing = {
    book: books.ecd,
    nextId: numberingFrom(series.firstId + number * IDS_PER_CLIENT),
    place,
    calendar: series.identity.calendar,
  };
  const dossier: WrittenDossier = dossierRows(writing, client, reports);
  const identity = { ...series.identity, book: books.identity };
  clientIdentityRow(identity, client, dossier.client);
  const person = volumePerson(seed, number, client);
  if (person !== null) personRows(identity, person, passwordHash, () => dossier);
}

/** Some are flagged, and a few are not for every eye. */
function marked(report: ToldReport, random: Random): ToldReport {
  return {
    ...report,
    flagged: random() < FLAGGED,
    confidential: random() < CONFIDENTIAL,
    hidden: random() < HIDDEN ? 'Dubbel ingevoerd' : null,
  };
}
