/** Rows of the demo ECD for who the client is: person profile, life story, well-being activities. */
import type { ClientContent } from './content.js';
import type { Writing } from './writing.js';

const LAST_TOUCHED = 40;

export function lifeRows({ book, nextId, calendar }: Writing, client: ClientContent, id: number): void {
  // written down some time after moving in, and looked at again since
  const lastTouched = Math.max(client.since + 1, -LAST_TOUCHED);
  const updated = { bijgewerkt_op: calendar.date(lastTouched), gewijzigd_op: calendar.moment(lastTouched, '16:00') };
  for (const [position, { topic, text }] of client.profile.entries()) {
    book.add('persoonsbeeld', {
      id: nextId('persoonsbeeld'),
      client_id: id,
      onderwerp: topic,
      tekst: text,
      volgorde: position,
      ...updated,
    });
  }
  for (const [place, { chapter, answers }] of client.life.entries()) {
    for (const [position, [question, answer]] of answers.entries()) {
      book.add('levensverhaal_antwoorden', {
        id: nextId('levensverhaal_antwoorden'),
        client_id: id,
        hoofdstuk: chapter,
        hoofdstuk_volgorde: place,
        vraag: question,
        antwoord: answer,
        volgorde: position,
        ...updated,
      });
    }
  }
  for (const { area, topic, what, day, at, with: company, how } of client.activities) {
    book.add('leefplezier_activiteiten', {
      id: nextId('leefplezier_activiteiten'),
      client_id: id,
      levensgebied: area,
      onderwerp: topic,
      activiteit: what,
      tijdstip: calendar.moment(day, at),
      gewijzigd_op: calendar.moment(day, at),
      met_wie: company,
      verloop: how,
    });
  }
}
