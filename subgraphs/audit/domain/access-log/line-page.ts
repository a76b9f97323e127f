/**
 * Pages of merged lines. A line belongs where its newest record stands. The first page notes how far the log went; the
 * pages behind it read no further, so that a record that comes in meanwhile moves no line and tears none in two.
 */
import { DateTime } from 'luxon';
import { toPage, type Keyset, type Page, type PageRequest } from '../../../connection.js';
import { DomainError } from '../../../domain-error.js';
import type { AuditLog, AuditRecord, Selection } from '../audit-log.js';
import { before } from '../period.js';
import { dayOf, LinesOfDay, type AccessLogLine } from './access-log-line.js';

/** Records that are read at once. */
const CHUNK = 200;

const PLACE = /^([0-9]{1,18})-([0-9]{1,18})$/;
const MOMENT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{3}Z$/;

/** Behind which line, and of a log of which size. */
interface Place {
  time: Date;
  sequence: bigint;
  size: string;
}

/** @throws DomainError BAD_CURSOR. */
export async function pageOfLines(
  log: AuditLog,
  selection: Selection,
  { first, after }: PageRequest,
  zone: string,
): Promise<Page<AccessLogLine>> {
  const place = after && placeOf(after);
  const size = place?.size ?? (await log.size());
  const narrowed = { ...selection, upTo: size, ...(place && { spans: spansUntil(selection, place.time, zone) }) };
  const lines: AccessLogLine[] = [];
  for await (const day of daysOf(log, narrowed, zone)) {
    lines.push(...day.filter((line) => place === null || isBehind(line, place)));
    if (lines.length > first) break;
  }
  return toPage(lines.slice(0, first + 1), first, ({ records: [{ occurredAt, sequence }] }) => ({
    time: occurredAt.toISOString(),
    id: `${sequence}-${size}`,
  }));
}

/** The lines of each day in which there is a record, from new to old; a day is read to its end. */
async function* daysOf(log: AuditLog, selection: Selection, zone: string): AsyncGenerator<AccessLogLine[]> {
  let lines = new LinesOfDay('');
  let from = Infinity;
  for await (const record of recordsOf(log, selection)) {
    if (record.occurredAt.getTime() < from) {
      yield lines.all();
      lines = new LinesOfDay(dayOf(record.occurredAt, zone));
      from = DateTime.fromJSDate(record.occurredAt, { zone }).startOf('day').toMillis();
    }
    lines.add(record);
  }
  yield lines.all();
}

async function* recordsOf(log: AuditLog, selection: Selection): AsyncGenerator<AuditRecord> {
  let after: Keyset | null = null;
  do {
    const found: AuditRecord[] = await log.find(selection, { first: CHUNK, after });
    const chunk = found.slice(0, CHUNK);
    yield* chunk;
    const last = chunk.at(-1);
    after = found.length > CHUNK && last ? { time: last.occurredAt.toISOString(), id: last.sequence } : null;
  } while (after !== null);
}

function isBehind({ records: [{ occurredAt, sequence }] }: AccessLogLine, place: Place): boolean {
  const later = occurredAt.getTime() - place.time.getTime();
  return later < 0 || (later === 0 && BigInt(sequence) < place.sequence);
}

/** Nothing later than the day of that place: those days were on earlier pages. */
function spansUntil({ spans }: Selection, time: Date, zone: string): Selection['spans'] {
  const end = DateTime.fromJSDate(time, { zone }).startOf('day').plus({ days: 1 }).toJSDate();
  return spans.map((span) => ({ ...span, ...before(end, span) }));
}

function placeOf({ time, id }: Keyset): Place {
  const [, sequence = '', size = ''] = PLACE.exec(id) ?? [];
  if (sequence === '' || !MOMENT.test(time)) throw new DomainError('BAD_CURSOR');
  return { time: new Date(time), sequence: BigInt(sequence), size };
}
