/** Rows of the demo ECD about an organisation itself: its locations, teams and staff. */
import type { OrganisationContent } from './content.js';
import type { Numbering } from './numbering.js';
import type { RowBook } from './row-book.js';

/** Ids in the ECD, by key of the content. */
export interface Place {
  organisation: string;
  locations: Record<string, { id: number; team: number }>;
  staff: Record<string, number>;
}

export function placeRows(book: RowBook, content: OrganisationContent, nextId: Numbering): Place {
  const { organisation } = content;
  const place: Place = { organisation, locations: {}, staff: {} };
  for (const [key, { name, psychogeriatric, street, number, postcode, town, team }] of Object.entries(
    content.locations,
  )) {
    const id = nextId('locaties');
    const teamId = nextId('teams');
    place.locations[key] = { id, team: teamId };
    book.add('locaties', {
      id,
      instelling: organisation,
      naam: name,
      straat: street,
      huisnummer: number,
      postcode,
      plaats: town,
      psychogeriatrisch: psychogeriatric,
    });
    book.add('teams', {
      id: teamId,
      locatie_id: id,
      naam: team.name,
      telefoon: team.telephone,
      email: team.email,
      bereikbaarheid: team.availability,
    });
  }
  for (const [key, { name, discipline }] of Object.entries(content.staff)) {
    const id = nextId('medewerkers');
    place.staff[key] = id;
    book.add('medewerkers', {
      id,
      instelling: organisation,
      naam: name,
      discipline,
      telefoon: null,
      email: null,
      bereikbaarheid: null,
    });
  }
  return place;
}
