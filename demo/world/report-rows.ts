/** Rows of the demo ECD for reports and their SOEP lines, numbered as they were written: oldest first. */
import type { ToldReport } from './told-report.js';
import { staffId, type Writing } from './writing.js';

/** @param entries ids of the active care plan's entries, by key. */
export function reportRows(
  writing: Writing,
  reports: ToldReport[],
  client: number,
  entries: Record<string, number>,
): void {
  const { book, nextId, place, calendar } = writing;
  const byTime = reports
    .map((report) => ({ ...report, time: calendar.moment(report.day, report.at) }))
    .sort((a, b) => a.time.getTime() - b.time.getTime());
  const named = new Map<string, number>();
  for (const report of byTime) {
    const id = nextId('rapportages');
    if (report.key !== undefined) named.set(report.key, id);
    book.add('rapportages', {
      id,
      client_id: client,
      medewerker_id: staffId(place, report.by),
      tijdstip: report.time,
      soort: report.kind,
      tekst: report.text ?? null,
      gemarkeerd: report.flagged,
      vertrouwelijk: report.confidential,
      verborgen: report.hidden !== null,
      verborgen_reden: report.hidden,
      reactie_op_id: known(named, report.reply),
      zorgplan_regel_id: known(new Map(Object.entries(entries)), report.entry),
      gewijzigd_op: report.time,
    });
    lineRows(writing, report, id);
  }
}

function lineRows({ book, nextId }: Writing, { lines = [], time }: ToldReport & { time: Date }, report: number): void {
  for (const [position, { kind, text, confidential }] of lines.entries()) {
    book.add('rapportage_regels', {
      id: nextId('rapportage_regels'),
      rapportage_id: report,
      soort: kind,
      tekst: text,
      vertrouwelijk: confidential,
      volgorde: position,
      gewijzigd_op: time,
    });
  }
}

function known(ids: ReadonlyMap<string, number>, key: string | undefined): number | null {
  if (key === undefined) return null;
  const id = ids.get(key);
  if (id === undefined) throw new Error(`a report refers to ${key}, which is not told before it`);
  return id;
}
