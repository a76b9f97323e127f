/** Operations as no front end writes them all: aliases, fragments, conditions, abstract types, variables. */
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isObjectType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import type { Chance } from './chance.js';

const DEEPEST = 4;
/** Fragments within fragments come to an end as well. */
const A_FRAGMENT = 0.25;

/** `$yes` and `$no` decide, `$id` and `$first` are arguments. */
const VARIABLES = { $yes: 'Boolean! = true', $no: 'Boolean!', $id: 'ID! = "e1"', $first: 'Int' };
const CONDITIONS = ['@skip(if: $yes)', '@include(if: $no)', '@include(if: $yes)', '@skip(if: $no)', '@skip(if: false)'];

export class MadeUpOperation {
  protected readonly variables: Readonly<Record<string, string>> = VARIABLES;
  protected readonly conditions: readonly string[] = CONDITIONS;
  /** Selections in one set. */
  protected readonly most: number = 5;
  private readonly fragments: string[] = [];
  private step = 0;

  constructor(
    protected readonly schema: GraphQLSchema,
    private readonly chance: Chance,
  ) {}

  text(): string {
    const kind = this.happens(0.1) ? 'mutation' : 'query';
    const root = kind === 'query' ? this.schema.getQueryType() : this.schema.getMutationType();
    if (root == null) throw new Error(`no ${kind}`);
    const selections = this.selections(root, 0);
    const body = [selections, ...this.fragments].join('\n');
    const used = Object.entries(this.variables).filter(([name]) => body.includes(name));
    const defined = used.map(([name, type]) => `${name}: ${type}`).join(', ');
    return `${kind} Made${defined === '' ? '' : `(${defined})`} ${body}`;
  }

  /** A type to put a fragment on; null for none. */
  protected fragmentOn(type: GraphQLCompositeType): GraphQLCompositeType | null {
    if (!isAbstractType(type) || !this.happens(0.6)) return null;
    const possible = this.schema.getPossibleTypes(type);
    return possible[this.below(possible.length)] ?? null;
  }

  protected inFragment(_on: GraphQLCompositeType, written: () => string): string {
    return written();
  }

  protected typeName(): string {
    return this.happens(0.3) ? 't1: __typename' : '__typename';
  }

  protected argumentsOf({ args }: GraphQLField<unknown, unknown>): string[] {
    return args.map(({ name, type }) => `${name}: ${this.argument(name, getNamedType(type))}`);
  }

  /** One name per field and arguments: names that say two things do not validate. */
  protected aliasOf({ name }: GraphQLField<unknown, unknown>, given: readonly string[]): string {
    if (given.length > 0) return `${name}_${given.join('_').replace(/\W/g, '')}: `;
    return this.happens(0.1) ? this.alias(name) : '';
  }

  private selections(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + this.below(depth === 0 ? 3 : this.most);
    return `{ ${Array.from({ length: count }, () => this.selection(type, depth)).join(' ')} }`;
  }

  private selection(type: GraphQLCompositeType, depth: number): string {
    const inside = depth + A_FRAGMENT;
    const on = inside < DEEPEST + 1 ? this.fragmentOn(type) : null;
    if (on !== null)
      return `... on ${on.name} ${this.condition()} ${this.inFragment(on, () => this.selections(on, inside))}`;
    if (this.happens(0.06)) return `... ${this.condition()} ${this.selections(type, inside)}`;
    if (this.happens(0.06)) return this.spread(this.fragmentOn(type) ?? type, inside);
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const fitting = fields.filter((field) => depth < DEEPEST || !isCompositeType(getNamedType(field.type)));
    const field = fitting[this.below(fitting.length)];
    if (field === undefined || this.happens(0.08)) return this.typeName();
    return this.field(field, depth);
  }

  private spread(type: GraphQLCompositeType, depth: number): string {
    const name = `F${(this.step += 1)}`;
    this.fragments.push(`fragment ${name} on ${type.name} ${this.selections(type, depth)}`);
    return `...${name} ${this.condition()}`;
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const named = getNamedType(field.type);
    const below = isCompositeType(named) ? this.selections(named, depth + 1) : '';
    const given = this.argumentsOf(field);
    const alias = this.aliasOf(field, given);
    return `${alias}${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''} ${this.condition()} ${below}`;
  }

  private alias(name: string): string {
    return `${['my', '__proto__', 'constructor', 'z'][this.below(4)] ?? 'my'}${this.below(2)}_${name}: `;
  }

  private argument(name: string, type: { name: string }): string {
    if (isEnumType(type)) return this.happens(0.5) ? 'ONE' : 'TWO';
    if (name === 'id') return this.happens(0.5) ? '$id' : `"e${this.below(3)}"`;
    if (name === 'first') return this.happens(0.5) ? '$first' : String(this.below(3));
    return isObjectType(type) ? '{}' : '"x"';
  }

  private condition(): string {
    return this.happens(0.12) ? this.pick(this.conditions) : '';
  }

  protected happens(chance: number): boolean {
    return this.chance.of(`operation ${(this.step += 1)}`) < chance;
  }

  protected below(limit: number): number {
    return this.chance.below(`operation ${(this.step += 1)}`, limit);
  }

  protected pick<T>(from: readonly T[]): T {
    return this.chance.pick(`operation ${(this.step += 1)}`, from);
  }
}
