/**
 * Where in the log the records of a selection stand. A room costs the planner for every column that is asked of it: all
 * rooms of a window are asked for places only, and the records are then read in the few rooms where they are.
 */
import type { Keyset } from '../../connection.js';
import type { OrganisationSpan, Selection } from '../domain/audit-log.js';
import { tableOf, type LogRoom } from './log-rooms.js';
import { RECORD_COLUMNS } from './record-columns.js';
import { SqlConditions } from './sql-conditions.js';

export interface Place {
  /** Of these rooms. */
  room: number;
  sequence: string;
}

export interface Asked {
  text: string;
  values: unknown[];
}

/** Newest first, no more than `most`. */
export function placesIn(rooms: readonly LogRoom[], selection: Selection, after: Keyset | null, most: number): Asked {
  const conditions = new SqlConditions();
  conditions.require(selection.spans.map((span) => withinSpan(conditions, span)).join(' OR '));
  narrow(conditions, selection);
  narrowFurther(conditions, selection);
  if (after !== null) startAfter(conditions, after);
  const newestFirst = `ORDER BY occurred_at DESC, sequence DESC LIMIT ${conditions.value(most)}`;
  // of each room the newest, in the order of an index: for all rooms together the planner sorts all that there is
  const each = rooms.map(
    (room, index) =>
      `(SELECT ${index} AS room, occurred_at, sequence FROM ${tableOf(room)} WHERE ${conditions.text} ${newestFirst})`,
  );
  const text = `SELECT room, sequence FROM (${each.join(' UNION ALL ')}) AS place ${newestFirst}`;
  return { text, values: conditions.values };
}

/** The records at these places, in any order, each with the key that opens its name. */
export function recordsAt(rooms: readonly LogRoom[], places: readonly Place[]): Asked {
  const sequences = new Map<number, string[]>();
  for (const { room, sequence } of places) sequences.set(room, [...(sequences.get(room) ?? []), sequence]);
  const each = [...sequences.keys()].map((index, place) => {
    const room = rooms[index];
    return room === undefined ? [] : `SELECT ${COLUMNS} FROM ${tableOf(room)} WHERE sequence = ANY ($${place + 1})`;
  });
  const text = `SELECT record.*, (SELECT sealed_key FROM audit_person WHERE audit_person.account = record.account) AS sealed_key
    FROM (${each.flat().join(' UNION ALL ')}) AS record`;
  return { text, values: [...sequences.values()] };
}

function withinSpan(conditions: SqlConditions, { organisation, from, until }: OrganisationSpan): string {
  const bounds = [
    organisation === null ? [] : `organisation = ${conditions.value(organisation)}`,
    from === null ? [] : `occurred_at >= ${conditions.value(from)}`,
    until === null ? [] : `occurred_at < ${conditions.value(until)}`,
  ].flat();
  return bounds.length === 0 ? 'TRUE' : bounds.join(' AND ');
}

function narrow(conditions: SqlConditions, { client, account, kinds, outcome, roles }: Selection): void {
  conditions.add('client =', client);
  conditions.add('account =', account);
  anyOf(conditions, 'kind', kinds);
  conditions.add('outcome =', outcome);
  anyOf(conditions, 'role', roles);
}

function narrowFurther(conditions: SqlConditions, selection: Selection): void {
  const { reasons, categories, relation, session, trace, upTo, sequences } = selection;
  // only what was not OK has a reason, and has an index
  if (reasons != null) conditions.require("outcome <> 'OK'");
  anyOf(conditions, 'reason', reasons);
  conditions.add('categories &&', categories);
  conditions.add('relation =', relation);
  conditions.add('session =', session);
  conditions.add('trace =', trace);
  conditions.add('sequence <=', upTo);
  conditions.add('sequence = ANY', sequences);
}

/** Of one value the index gives the records in their order. */
function anyOf(
  conditions: SqlConditions,
  column: 'kind' | 'role' | 'reason',
  values: readonly string[] | null | undefined,
): void {
  if (values?.length === 1) conditions.add(`${column} =`, values[0]);
  else conditions.add(`${column} = ANY`, values);
}

function startAfter(conditions: SqlConditions, { time, id }: Keyset): void {
  const [moment, sequence] = [conditions.value(new Date(time)), conditions.value(id)];
  // the first half says the same, for the index
  conditions.require(`occurred_at <= ${moment} AND (occurred_at, sequence) < (${moment}, ${sequence}::bigint)`);
}

/** Without the salt of its leaf, which is nobody's business here. */
const COLUMNS = [
  'sequence',
  ...RECORD_COLUMNS.map(({ column }) => column).filter((column) => column !== 'salt'),
].join();
