import { DateTime } from 'luxon';
import type { Language } from '../../../../schema/caller.js';

interface Times {
  firstAt: Date;
  lastAt: Date;
  count: number;
}

/** "op 20 november 2025 tussen 9.00 en 11.30 uur (3 keer)", by the clock of the organisation. */
export function timeWords(
  { firstAt, lastAt, count }: Times,
  { language, timeZone: zone }: { language: Language; timeZone: string },
): string {
  const clock = (moment: Date): string =>
    DateTime.fromJSDate(moment, { zone }).toFormat(language === 'nl' ? 'H.mm' : 'HH:mm');
  const day = DateTime.fromJSDate(lastAt, { zone }).setLocale(language).toFormat('d LLLL yyyy');
  const [from, to] = [clock(firstAt), clock(lastAt)];
  if (language === 'nl') {
    const hours = from === to ? `om ${to} uur` : `tussen ${from} en ${to} uur`;
    return `op ${day} ${hours}${count === 1 ? '' : ` (${count} keer)`}`;
  }
  const hours = from === to ? `at ${to}` : `between ${from} and ${to}`;
  return `on ${day} ${hours}${count === 1 ? '' : ` (${count} times)`}`;
}
