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
  if (errors.length === 0) return false;
  const told = holes(plain.errors).every((hole) =>
    errors.some(({ path = [] }) => startsWith(path, present(hole, data))),
  );
  return (told || corrected(errors)) && isDeepStrictEqual(refusals(plain), refusals({ data, errors }));
}

function corrected(errors: Errors): boolean {
  return errors.some(({ message }) => OTHER_VALUE.test(message));
}

/** Where it says that no null may stand. */
function holes(errors: Errors): Place[] {
  return errors.flatMap(({ message, path = [] }) => (message.startsWith('Cannot return null') ? [path] : []));
}

function startsWith(path: Place, above: Place): boolean {
  return above.every((key, index) => path[index] === key);
}

/** What subgraphs said, and where: in our answers as far as the answer goes, and of nothing that was said without a place. */
function refusals({ data, errors }: PlainAnswer): string[] {
  const said = errors.filter(({ message }) => message.startsWith(REFUSED));
  const places = said.map(
    ({ message, path = [] }) => `${message} at ${String(message === REFUSED ? [] : present(path, data))}`,
  );
  return [...new Set(places)].sort();
}

function present(path: Place, data: unknown): Place {
  let value = data;
  const absent = path.findIndex((key) => {
    value = Object.entries(value ?? {}).find(([name]) => name === String(key))?.[1];
    return value === undefined;
  });
  return absent === -1 ? path : path.slice(0, absent);
}

/** The order of fields that stand in several fragments is the specification's with us (GraphQL, 6.3.2), not with it. */
function sorted(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}
