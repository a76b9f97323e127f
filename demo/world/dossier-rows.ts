/** Rows of the demo ECD about one client: the whole dossier. */
import { appointmentRows } from './appointment-rows.js';
import { carePlanRows } from './care-plan-rows.js';
import type { ClientContent } from './content.js';
import { lifeRows } from './life-rows.js';
import { reportRows } from './report-rows.js';
import type { ToldReport } from './told-report.js';
import { staffId, type Writing } from './writing.js';

/** Comes after every role. */
const NO_ROLE = 99;

/** What identity refers to by the ECD's own ids. */
export interface WrittenDossier {
  client: number;
  /** By key. */
  contacts: Record<string, number>;
}

export function dossierRows(writing: Writing, client: ClientContent, reports: ToldReport[]): WrittenDossier {
  const id = clientRow(writing, client);
  careTeamRows(writing, client, id);
  const contacts = contactRows(writing, client, id);
  legalRows(writing, client, id);
  const entries = carePlanRows(writing, client, id);
  reportRows(writing, reports, id, entries);
  appointmentRows(writing, client, id);
  lifeRows(writing, client, id);
  return { client: id, contacts };
}

function clientRow({ book, nextId, place }: Writing, { person, location }: ClientContent): number {
  const id = nextId('clienten');
  const home = place.locations[location];
  if (home === undefined) throw new Error(`${person.family} lives at ${location}, which is not there`);
  book.add('clienten', {
    id,
    instelling: place.organisation,
    // the vendor's column; the BSN is never written down, identity keeps its hash
    bsn: null,
    roepnaam: person.given,
    tussenvoegsel: person.prefix,
    achternaam: person.family,
    geboortedatum: person.born,
    locatie_id: home.id,
    team_id: home.team,
  });
  return id;
}

function careTeamRows({ book, place }: Writing, { careTeam }: ClientContent, client: number): void {
  for (const [position, key] of careTeam.entries()) {
    book.add('zorgteam_leden', {
      client_id: client,
      medewerker_id: staffId(place, key),
      evv: position === 0,
      volgorde: position,
    });
  }
}

function contactRows({ book, nextId }: Writing, { contacts }: ClientContent, client: number): Record<string, number> {
  // by role, which is the only order that FHIR knows
  const inOrder = [...contacts].sort((one, other) => Number(one.code ?? NO_ROLE) - Number(other.code ?? NO_ROLE));
  return Object.fromEntries(
    contacts.map((contact) => {
      const { key, name, relation, code, telephone } = contact;
      const id = nextId('contactpersonen');
      book.add('contactpersonen', {
        id,
        client_id: client,
        naam: name,
        relatie: relation,
        rolcode: code,
        telefoon: telephone,
        volgorde: inOrder.indexOf(contact),
      });
      return [key, id];
    }),
  );
}

function legalRows({ book, nextId, calendar }: Writing, { legal }: ClientContent, client: number): void {
  for (const { kind, from, until } of legal) {
    book.add('juridische_situaties', {
      id: nextId('juridische_situaties'),
      client_id: client,
      soort: kind,
      begindatum: calendar.date(from),
      einddatum: until === undefined ? null : calendar.date(until),
    });
  }
}
