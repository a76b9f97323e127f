/** What of an answer of ours is not as the plain gateway has it: the same data, and the same errors at the same places. */
import { isDeepStrictEqual } from 'node:util';
import type { Completed } from '../../../../gateway/execution/answer/complete.js';
import type { PlainAnswer } from './plain-gateway.js';

type Place = readonly (string | number)[];
type Errors = PlainAnswer['errors'];

/** Of these our answers say more than the plain gateway's: they are on record. */
const CORRECTIONS = /^a value that is not of its type$|^a null where none may stand$| answered /;
const REFUSED = 'refused by a subgraph';
const OTHER_VALUE = /^a value that is not of its type$/;

export function fromPlain({ data, errors }: Completed, plain: PlainAnswer): string[] {
  // it gives up the whole answer over one value that is no object or no list
  const same =
    plain.data === undefined ? errors.length > 0 : sameData(data, errors, plain) && sameErrors(data, errors, plain);
  return same ? [] : [`plain ${JSON.stringify(plain)}\nours ${JSON.stringify({ data, errors })}`];
}

function sameData(data: unknown, errors: Errors, plain: PlainAnswer): boolean {
  return corrected(errors) || sorted(plain.data) === sorted(data);
}

function sameErrors(data: unknown, errors: Errors, plain: PlainAnswer): boolean {
  if (plain.errors.length === 0) return errors.every(({ message }) => CORRECTIONS.test(message));
  const [theirs, ours] = [refusalsIn(plain.errors), refusalsIn(errors)];
  if (corrected(errors)) return isDeepStrictEqual(messages(theirs), messages(ours));
  const holesTold = holesIn(plain.errors).every((hole) =>
    errors.some(({ path = [] }) => startsWith(path, present(hole, data))),
  );
  const theirsTold = theirs.every((their) =>
    ours.some((our) => isSame(our, their, valueAt(their.path, data) === null)),
  );
  const oursTold = ours.every((our) => theirs.some((their) => isSame(our, their, valueAt(our.path, data) === null)));
  return holesTold && theirsTold && oursTold;
}

function corrected(errors: Errors): boolean {
  return errors.some(({ message }) => OTHER_VALUE.test(message));
}

/** Where it says that no null may stand. */
function holesIn(errors: Errors): Place[] {
  return errors.flatMap(({ message, path = [] }) => (message.startsWith('Cannot return null') ? [path] : []));
}

function startsWith(path: Place, above: Place): boolean {
  return above.every((key, index) => path[index] === key);
}

interface Refusal {
  message: string;
  path: Place;
}

/** What subgraphs said, and where. */
function refusalsIn(errors: Errors): Refusal[] {
  return errors.flatMap(({ message, path = [] }) => (message.startsWith(REFUSED) ? [{ message, path }] : []));
}

function messages(refusals: readonly Refusal[]): string[] {
  return [...new Set(refusals.map(({ message }) => message))].sort();
}

/**
 * Ours are told as far as the answer goes, theirs also of fields that nobody asked for there. Numbers of entries are left
 * out: theirs count only those of which something was asked. What was said of no place has one in our answers alone.
 *
 * @param shows it is seen in the answer.
 */
function isSame(our: Refusal, their: Refusal, shows: boolean): boolean {
  if (our.message !== their.message) return false;
  if (our.message === REFUSED) return true;
  const [ours, theirs] = [names(our.path), names(their.path)];
  return startsWith(theirs, ours) && (!shows || ours.length === theirs.length);
}

function names(path: Place): Place {
  return path.filter((key) => typeof key === 'string');
}

/** The part of a path that leads somewhere. */
function present(path: Place, data: unknown): Place {
  const absent = path.findIndex((_, index) => valueAt(path.slice(0, index + 1), data) === undefined);
  return absent === -1 ? path : path.slice(0, absent);
}

function valueAt(path: Place, data: unknown): unknown {
  return path.reduce((value: unknown, key) => {
    const entry = Object.entries(value ?? {}).find(([name]) => name === String(key));
    return entry?.[1] as unknown;
  }, data);
}

/** The order of fields that stand in several fragments is the specification's with us (GraphQL, 6.3.2), not with it. */
function sorted(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}
