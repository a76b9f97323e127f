/** An object of the world: its id says all that it is, and its keys say its id. */
export interface Thing {
  readonly __typename: string;
  readonly id: string;
}

/** What a service was sent of an object, or an object itself. */
export type Reference = Readonly<Record<string, unknown>>;

/** Types with keys, each with the letter that its ids begin with. */
export const IDENTITIES: ReadonlyMap<string, string> = new Map([
  ['Product', 'P'],
  ['Person', 'H'],
  ['Film', 'F'],
  ['Book', 'B'],
  ['Cell', 'C'],
  ['Review', 'R'],
  ['House', 'W'],
  ['Room', 'O'],
]);

const TYPES = new Map([...IDENTITIES].map(([type, letter]) => [letter, type]));

/** A room is of a floor of a house. */
export function identified(letter: string, which: number, floor: number): Thing {
  return named(letter === 'O' ? `O${floor}-W${which}` : `${letter}${which}`);
}

/** The value of a field that is part of a key; undefined for any other. */
export function keyOf({ __typename: type, id }: Thing, field: string): unknown {
  switch (`${IDENTITIES.has(type) ? type : ''}.${field}`) {
    case 'Product.sku':
      return `sku-${id}`;
    case 'Person.email':
      return `mail-${id}`;
    case 'House.code':
      return id;
    case 'Room.floor':
      return Number(id[1]);
    case 'Room.house':
      return named(id.slice(3));
    default:
      return field === 'id' ? id : undefined;
  }
}

/** Whom a reference is to, by whichever of its keys. */
export function thingOf(reference: Reference): Thing {
  const { id, sku, email, code, floor, house } = reference;
  // what has no key is never referred to
  if (typeof id === 'string') return TYPES.has(id.charAt(0)) ? named(id) : (reference as unknown as Thing);
  for (const key of [sku, email]) if (typeof key === 'string') return named(key.replace(/^\w+-/, ''));
  if (typeof code === 'string') return named(code);
  const { code: street } = (house ?? {}) as Reference;
  if (typeof floor !== 'number' || typeof street !== 'string') throw new Error('a reference without a key');
  return named(`O${floor}-${street}`);
}

function named(id: string): Thing {
  const type = TYPES.get(id.charAt(0));
  if (type === undefined) throw new Error(`nobody has the id ${id}`);
  return { __typename: type, id };
}
