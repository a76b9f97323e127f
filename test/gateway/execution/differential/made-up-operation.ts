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

/** `$yes` and `$no` decide, `$id` and `$first` are arguments. */
const VARIABLES = { $yes: 'Boolean! = true', $no: 'Boolean!', $id: 'ID! = "e1"', $first: 'Int' };
const CONDITIONS = ['@skip(if: $yes)', '@include(if: $no)', '@include(if: $yes)', '@skip(if: $no)', '@skip(if: false)'];

export class MadeUpOperation {
  private readonly fragments: string[] = [];
  private step = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly chance: Chance,
  ) {}

  text(): string {
    const kind = this.happens(0.1) ? 'mutation' : 'query';
    const root = kind === 'query' ? this.schema.getQueryType() : this.schema.getMutationType();
    if (root == null) throw new Error(`no ${kind}`);
    const selections = this.selections(root, 0);
    const body = [selections, ...this.fragments].join('\n');
    const used = Object.entries(VARIABLES).filter(([name]) => body.includes(name));
    const defined = used.map(([name, type]) => `${name}: ${type}`).join(', ');
    return `${kind} Made${defined === '' ? '' : `(${defined})`} ${body}`;
  }

  private selections(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + this.below(depth === 0 ? 3 : 5);
    return `{ ${Array.from({ length: count }, () => this.selection(type, depth)).join(' ')} }`;
  }

  private selection(type: GraphQLCompositeType, depth: number): string {
    if (isAbstractType(type) && this.happens(0.6)) {
      const possible = this.schema.getPossibleTypes(type);
      const object = possible[this.below(possible.length)];
      if (object !== undefined) return `... on ${object.name} ${this.condition()} ${this.selections(object, depth)}`;
    }
    if (this.happens(0.06)) return `... ${this.condition()} ${this.selections(type, depth)}`;
    if (this.happens(0.06)) return this.spread(type, depth);
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const fitting = fields.filter((field) => depth < DEEPEST || !isCompositeType(getNamedType(field.type)));
    const field = fitting[this.below(fitting.length)];
    if (field === undefined || this.happens(0.08)) return this.happens(0.3) ? 't1: __typename' : '__typename';
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
    const given = field.args.map(({ name, type }) => `${name}: ${this.argument(name, getNamedType(type))}`);
    // one name per field and arguments: names that say two things do not validate
    const alias =
      given.length > 0
        ? `${field.name}_${given.join('_').replace(/\W/g, '')}: `
        : this.happens(0.1)
          ? this.alias(field.name)
          : '';
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
    return this.happens(0.12) ? (CONDITIONS[this.below(CONDITIONS.length)] ?? '') : '';
  }

  private happens(chance: number): boolean {
    return this.chance.of(`operation ${(this.step += 1)}`) < chance;
  }

  private below(limit: number): number {
    return this.chance.below(`operation ${(this.step += 1)}`, limit);
  }
}
