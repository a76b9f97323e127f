/** Operations with all that the language has: every overlap of types, every form of argument, names that mislead. */
import {
  doTypesOverlap,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import type { Chance } from '../differential/chance.js';
import { MadeUpOperation } from '../differential/made-up-operation.js';

const NAMES = [
  'id',
  'name',
  'sku',
  'owner',
  'w',
  'stars',
  'email',
  'x',
  'price',
  'by',
  'id__as',
  '__proto__',
  'constructor',
  'z',
];

/** What may be written for an argument, by its name or else its type. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  currency: ['EUR', 'USD', '$cur'],
  kind: ['ONE', 'TWO', '$kind', 'null'],
  like: ['$filter', '{min: 1}', '{kinds: [TWO]}', '{kinds: ONE, deep: {min: $first}}', 'null'],
  JSON: ['$raw', '{a: [1, "x", $lang], b: ONE}', '5', 'null', '[[]]'],
  id: ['$one', '"P2"', '5'],
  who: ['$some', '"H1"', '7', 'null'],
  ids: ['$many', '["a"]', '"b"', '[$one]', 'null'],
  lang: ['"en"', '$lang', 'null', '"""bl"ock"""'],
  Int: ['1', '-2', '$first', '$zone', '$representations', 'null'],
  String: ['"x"', '$lang', 'null'],
};

/** What a variable is given, if it is. */
const GIVEN: Readonly<Record<string, readonly unknown[]>> = {
  yes: [true, false],
  maybe: [true, false],
  one: ['P1', 7],
  some: ['F2', null],
  first: [0, 4, null],
  cur: ['EUR'],
  lang: ['de "x"', null],
  zone: [9, null],
  many: [['a', 3], 'single', null],
  kind: ['TWO', null],
  filter: [{ min: 2 }, { kinds: 'TWO', deep: { min: null } }, null],
  raw: [{ b: [null, { __proto: 1 }] }, 'text', 0, null],
  representations: [3],
};

export class OddOperation extends MadeUpOperation {
  protected override readonly variables = {
    $yes: 'Boolean! = true',
    $no: 'Boolean!',
    $maybe: 'Boolean! = false',
    $one: 'ID! = "P1"',
    $some: 'ID',
    $first: 'Int',
    $cur: 'Currency! = USD',
    $lang: 'String = "en"',
    $zone: 'Int = 4',
    $many: '[ID!]',
    $kind: 'Kind',
    $filter: 'Filter',
    $raw: 'JSON',
    $representations: 'Int',
  };
  protected override readonly conditions = [
    '@skip(if: $yes)',
    '@include(if: $no)',
    '@include(if: $yes)',
    '@skip(if: $no)',
    '@skip(if: false)',
    '@include(if: false)',
    '@include(if: $maybe) @skip(if: $no)',
  ];
  protected override readonly most = 4;
  /** What each response name says, where it stands. */
  private meanings = new Map<string, string>();
  /** What it is of, wherever it stands: one name is never of two types (GraphQL, 5.3.2). */
  private readonly types = new Map<string, string>();
  private readonly composites: readonly GraphQLCompositeType[];

  constructor(schema: GraphQLSchema, chance: Chance) {
    super(schema, chance);
    const roots = [schema.getQueryType(), schema.getMutationType()];
    this.composites = Object.values(schema.getTypeMap())
      .filter(isCompositeType)
      .filter((type) => !type.name.startsWith('__') && roots.every((root) => root?.name !== type.name));
  }

  given(): Record<string, unknown> {
    const values: [string, unknown][] = [['no', this.happens(0.5)]];
    for (const [name, from] of Object.entries(GIVEN)) if (this.happens(0.5)) values.push([name, this.pick(from)]);
    return Object.fromEntries(values);
  }

  protected override fragmentOn(type: GraphQLCompositeType): GraphQLCompositeType | null {
    if (!this.happens(isAbstractType(type) ? 0.5 : 0.08)) return null;
    const fitting = this.composites.filter((each) => doTypesOverlap(this.schema, each, type));
    return fitting.length === 0 ? null : this.pick(fitting);
  }

  /** What a name says of one type of object it need not say of another. */
  protected override inFragment(on: GraphQLCompositeType, written: () => string): string {
    const outside = this.meanings;
    if (isObjectType(on)) this.meanings = new Map(outside);
    const text = written();
    this.meanings = outside;
    return text;
  }

  protected override typeName(): string {
    const alias = this.happens(0.4) ? this.free(this.pick(NAMES), '__typename', 'String!') : '__typename';
    return alias === '__typename' ? alias : `${alias}: __typename`;
  }

  protected override argumentsOf({ args }: GraphQLField<unknown, unknown>): string[] {
    const given = args.filter((each) => isRequiredArgument(each) || this.happens(0.5));
    return given.map((each) => `${each.name}: ${this.written(each)}`);
  }

  protected override aliasOf({ name, type }: GraphQLField<unknown, unknown>, given: readonly string[]): string {
    const odd = this.happens(given.length > 0 ? 0.4 : 0.08);
    const alias = this.free(odd ? this.pick(NAMES) : name, `${name}(${given.join()})`, String(type));
    return alias === name ? '' : `${alias}: `;
  }

  /** A name that says one thing in all of the operation; now and then also one that says two, which may be valid. */
  private free(name: string, meaning: string, type: string): string {
    let free = name;
    const isTaken = (): boolean =>
      (this.meanings.get(free) ?? meaning) !== meaning || (this.types.get(free) ?? type) !== type;
    for (let number = 1; isTaken(); number++) {
      if (this.happens(0.02)) break;
      free = `${name}${number}`;
    }
    this.meanings.set(free, meaning);
    this.types.set(free, type);
    return free;
  }

  private written({ name, type }: GraphQLArgument): string {
    return this.pick(VALUES[name] ?? VALUES[getNamedType(type).name] ?? ['null']);
  }
}
