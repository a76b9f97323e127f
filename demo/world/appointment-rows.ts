/** Rows of the demo ECD for the client's agenda. A weekly appointment is a row for each week. */
import type { ClientContent } from './content.js';
import type { Writing } from './writing.js';

const WEEK = 7;
/** An appointment is made so long before. */
const MADE_BEFORE_MS = 14 * 24 * 60 * 60_000;
/** A weekly appointment is in the agenda for so many weeks ahead. */
const WEEKS_AHEAD = 4;

export function appointmentRows({ book, nextId, calendar }: Writing, client: ClientContent, id: number): void {
  const end = client.departed ?? client.died;
  for (const { title, note, day, at, minutes, repeat, place, with: participants, cancelled } of client.appointments) {
    const first = calendar.workday(day);
    const last = repeat === undefined ? first : Math.min(end ?? Infinity, WEEKS_AHEAD * WEEK);
    for (let occurrence = first; occurrence <= last; occurrence += WEEK) {
      const start = calendar.moment(occurrence, at);
      const finish = new Date(start.getTime() + minutes * 60_000);
      const isPast = finish < calendar.now;
      const made = new Date(Math.min(start.getTime() - MADE_BEFORE_MS, calendar.now.getTime()));
      book.add('agenda_afspraken', {
        id: nextId('agenda_afspraken'),
        client_id: id,
        titel: title,
        toelichting: note,
        begin_tijd: start,
        eind_tijd: finish,
        herhaling: repeat === undefined ? null : `wekelijks op ${calendar.weekday(first)}`,
        plaats: place,
        deelnemers: participants,
        status: cancelled ? 'AFGEZEGD' : isPast ? 'GEWEEST' : 'GEPLAND',
        vertrouwelijk: false,
        gewijzigd_op: isPast ? finish : made,
      });
    }
  }
}
