/** The made-up world as rows: of the demo ECD, and of identity. */
import type { PasswordHasher } from '../../subgraphs/identity/domain/sign-in/password-hasher.js';
import type { Calendar } from './calendar.js';
import { clientReports } from './client-reports.js';
import type { Content } from './content.js';
import { dossierRows, type WrittenDossier } from './dossier-rows.js';
import { clientIdentityRow, personRows, type IdentityWriting } from './identity-rows.js';
import { numberingFrom } from './numbering.js';
import { DEMO_PEOPLE } from './people.js';
import { placeRows, type Place } from './place-rows.js';
import { seededRandom } from './random.js';
import { RowBook } from './row-book.js';

/** Below it PostgreSQL's own numbering has room; far above it lies the generator's. */
const FIRST_ID = 10_001;

export interface EcdWorld {
  book: RowBook;
  places: Map<string, Place>;
  /** By key of the client. */
  dossiers: Map<string, WrittenDossier>;
}

/** Organisations with their locations and staff, and nothing about clients. */
export function writePlaces(content: Content, book: RowBook): Map<string, Place> {
  const nextId = numberingFrom(FIRST_ID);
  return new Map(
    content.organisations.map((organisation) => [organisation.organisation, placeRows(book, organisation, nextId)]),
  );
}

export function writeEcd(content: Content, calendar: Calendar): EcdWorld {
  const book = new RowBook();
  const nextId = numberingFrom(FIRST_ID);
  const places = writePlaces(content, book);
  const dossiers = new Map(
    content.clients.map((client) => {
      const place = found(places, client.organisation);
      const organisation = content.organisations.find((one) => one.organisation === client.organisation);
      if (organisation === undefined) throw new Error(`no content for ${client.organisation}`);
      const reports = clientReports(client, organisation, content.observations, seededRandom(client.key));
      return [client.key, dossierRows({ book, nextId, place, calendar }, client, reports)];
    }),
  );
  return { book, places, dossiers };
}

export function writeClients({ clients }: Content, { dossiers }: EcdWorld, writing: IdentityWriting): void {
  for (const client of clients) clientIdentityRow(writing, client, found(dossiers, client.key).client);
}

export async function writePeople(
  { dossiers }: EcdWorld,
  writing: IdentityWriting,
  passwords: PasswordHasher,
): Promise<void> {
  const hashes = await Promise.all(DEMO_PEOPLE.map(({ password }) => passwords.hash(password)));
  for (const [index, person] of DEMO_PEOPLE.entries()) {
    personRows(writing, person, hashes[index] ?? '', (client) => found(dossiers, client));
  }
}

function found<T>(things: ReadonlyMap<string, T>, key: string): T {
  const thing = things.get(key);
  if (thing === undefined) throw new Error(`the world has no ${key}`);
  return thing;
}
