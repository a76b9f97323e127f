import { leafHashOf } from '../../domain/record/leaf.js';
import type { Entry } from '../../domain/verify/entry.js';
import { RECORD_COLUMNS, recordOf, type RecordRow } from '../record-columns.js';

/** A row, and what of it a parsed value no longer shows. */
export interface FullRow extends RecordRow {
  /** Its moments are whole milliseconds. */
  whole: boolean;
  listed: boolean;
  checks_text: string | null;
  search_text: string | null;
}

export const FULL_ROW = [
  'sequence',
  ...RECORD_COLUMNS.map(({ column }) => column),
  "(date_trunc('milliseconds', occurred_at), date_trunc('milliseconds', recorded_at)) = (occurred_at, recorded_at) AS whole",
  `client IS NULL OR EXISTS (
    SELECT FROM audit_client_room room
    WHERE room.client = audit_event.client AND room.month = date_trunc('month', audit_event.occurred_at, 'UTC')
      AND room.organisation IS NOT DISTINCT FROM audit_event.organisation
  ) AS listed`,
  'checks::text AS checks_text',
  'search::text AS search_text',
].join(', ');

export function entryOf(row: FullRow): Entry {
  const at = row.occurred_at;
  return {
    sequence: Number(row.sequence),
    id: String(row.id),
    occurredAt: at instanceof Date && !Number.isNaN(at.getTime()) ? at.toISOString() : null,
    organisation: row.organisation as string | null,
    kind: String(row.kind),
    listed: row.listed,
    leaf: leafOf(row),
  };
}

/** Null when the row says something in a way in which the writer never says it. */
function leafOf(row: FullRow): Buffer | null {
  try {
    return isAsWritten(row) ? leafHashOf(recordOf(row)) : null;
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return null; // a value that is none of its kind
    throw error;
  }
}

/** What a leaf does not tell apart: parts of a millisecond, spaces and names in JSON, other letters of the same salt. */
function isAsWritten(row: FullRow): boolean {
  const salt = String(row.salt);
  return (
    row.whole &&
    isPlain(row.checks_text, row.checks) &&
    isPlain(row.search_text, row.search) &&
    (row.checks === null || Object.keys(row.checks as object).length === CHECKS) &&
    Buffer.from(salt, 'base64').toString('base64') === salt
  );
}

const CHECKS = 4;

function isPlain(text: string | null, value: unknown): boolean {
  return text === null || JSON.stringify(value) === text;
}
