/** What there is to tell, whoever tells it: a field depends on its object, its name and its arguments alone. */
import {
  getNullableType,
  GraphQLError,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLOutputType,
} from 'graphql';
import type { Chance } from '../differential/chance.js';
import { identified, IDENTITIES, keyOf, type Thing } from './thing.js';

export type Arguments = Readonly<Record<string, unknown>>;

export interface Troubles {
  /** How often there is nothing where there may be nothing. */
  readonly nulls: number;
  /** How often a field has no value but an error, or nothing where something must be. */
  readonly failures: number;
}

/**
 * What is sent on to have more resolved, and what must be there of objects that are asked at one path for several types,
 * or of an interface object for all of its types. A failure in these takes more along than what was asked (decision 47).
 */
const NEVER_FAILS = new Set([
  'Box.w',
  'Unit.code',
  'Film.minutes',
  'Film.reviews',
  'Book.reviews',
  'Book.author',
  'Person.name',
  'Person.friends',
  'Product.title',
  'Product.related',
]);

export class World {
  /** Mutations in the order in which they were done. */
  readonly done: string[] = [];

  /** @param possible the types that an abstract type can be of, whoever tells it. */
  constructor(
    private readonly chance: Chance,
    private readonly troubles: Troubles,
    private readonly possible: ReadonlyMap<string, readonly string[]>,
  ) {}

  /** @throws GraphQLError where the field has an error. */
  field(type: GraphQLOutputType, of: Thing, name: string, args: Arguments): unknown {
    if (of.__typename === 'Mutation') this.done.push(name);
    const key = keyOf(of, name);
    if (key !== undefined) return key;
    const place = `${of.id}.${name}(${JSON.stringify(sorted(args))})`;
    const troubled = !NEVER_FAILS.has(`${of.__typename}.${name}`);
    if (troubled && this.fails(place)) {
      if (this.chance.of(`${place} how`) < 0.5) return null;
      throw new GraphQLError(`no ${place}`);
    }
    return this.value(type, place, troubled);
  }

  private fails(place: string): boolean {
    return this.chance.of(`${place} fails`) < this.troubles.failures;
  }

  /** @param troubled whether something may be missing in it that must be there. */
  private value(type: GraphQLOutputType, place: string, troubled: boolean): unknown {
    if (!isNonNullType(type) && this.chance.of(`${place} null`) < this.troubles.nulls) return null;
    const inner = getNullableType(type);
    if (isListType(inner)) {
      const entries = Array.from({ length: this.chance.below(`${place} many`, 4) });
      const missing = troubled && isNonNullType(inner.ofType) && this.fails(`${place}[]`) ? 0 : null;
      return entries.map((_, index) =>
        index === missing ? null : this.value(inner.ofType, `${place}[${index}]`, troubled),
      );
    }
    if (isEnumType(inner)) return this.chance.pick(place, inner.getValues()).name;
    if (isObjectType(inner)) return this.thing(inner.name, place);
    if (isAbstractType(inner)) return this.thing(this.chance.pick(place, this.possible.get(inner.name) ?? []), place);
    return this.scalar(inner.name, place);
  }

  private thing(type: string, place: string): Thing {
    const identity = IDENTITIES.get(type);
    const which = this.chance.below(`${place} id`, 5);
    return identity === undefined
      ? { __typename: type, id: `V${this.chance.of(place)}` }
      : identified(identity, which, this.chance.below(`${place} floor`, 3));
  }

  private scalar(type: string, place: string): unknown {
    const chance = this.chance.of(place);
    switch (type) {
      case 'Int':
        return Math.floor(chance * 2_000) - 500;
      case 'Float':
        return chance < 0.3 ? Math.floor(chance * 100) : chance * 1_000;
      case 'Boolean':
        return chance < 0.5;
      case 'JSON':
        return chance < 0.4 ? { z: [1, { a: null }], 'k"': '\\u' } : chance < 0.7 ? [place] : `é${place}`;
      default:
        return chance < 0.2 ? `q"\\\n\u2028é${place}` : place;
    }
  }
}

function sorted(args: Arguments): Arguments {
  return Object.fromEntries(Object.entries(args).sort(([one], [other]) => (one < other ? -1 : 1)));
}
