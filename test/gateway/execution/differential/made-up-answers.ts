/**
 * What subgraphs answer, made from the question alone: the same field of the same object is always the same, whoever
 * asks for it and beside what. Some of it is broken in every way that a program or a person can break it.
 */
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  getArgumentValues,
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { collectFields, type Reading } from '../../../../gateway/execution/answer/collect-fields.js';
import type { Chance } from './chance.js';

/** The text of an answer; null: none comes. */
export type MadeUpAnswer = string | null;

interface Breaking {
  readonly chance: Chance;
  readonly name: string;
  /** How often a value is not what it should be. */
  readonly broken: number;
}

interface Asking extends Reading {
  readonly variables: Record<string, unknown>;
}

/** Values of the wrong kind, and of the right kind as nobody expects them. */
const ODD = [
  'null',
  '{}',
  '[]',
  '[null]',
  '"x"',
  '""',
  'true',
  '7',
  '7.5',
  '-0',
  '1e400',
  '1E2',
  '12345678901234567890',
  '{"__proto__":{"a":1}}',
  '[[1]]',
  '"\\u0041\\/\\"\\ud83d"',
  '"ONE"',
  '3000000000',
];
const STRINGS = [
  '"a"',
  '"Rustige nacht"',
  '"é€ 漢"',
  '"\\n\\"\\\\"',
  '"\\u00e9"',
  '"{\\"a\\":[]}"',
  '""',
  '"__proto__"',
];
const SCALARS = [...STRINGS, '1', 'true', '{"__proto__":1,"b":[{}, null]}', '{"a":{"a":[1.50,-2e3]}}', '[]'];
const FLOATS = ['1', '0.5', '-3.25', '1e3', '0', '100000000000000000000'];

export class MadeUpAnswers {
  private readonly schemas = new Map<string, GraphQLSchema>();

  constructor(services: Readonly<Record<string, { sdl: string }>>, link: string) {
    for (const [name, { sdl }] of Object.entries(services)) {
      this.schemas.set(name, buildSubgraphSchema({ typeDefs: parse(`${link}\n${sdl}`) }));
    }
  }

  /** @param broken how often a value is not what it should be. */
  answer(subgraph: string, body: string, chance: Chance, broken: number): MadeUpAnswer {
    const { query, variables = {} } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
    const schema = this.schemas.get(subgraph);
    if (schema === undefined) throw new Error(`no such subgraph: ${subgraph}`);
    const document = parse(query);
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const each of document.definitions)
      if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
    const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
    const root = operation && schema.getRootType(operation.operation);
    if (operation === undefined || root == null) throw new Error('no operation');
    const conditions = new Map(
      Object.entries(variables).filter((each): each is [string, boolean] => typeof each[1] === 'boolean'),
    );
    const maker = new AnswerMaker({ schema, fragments, conditions, variables }, chance, broken);
    const data = maker.object(root, root.name, [operation.selectionSet], {});
    const refused = maker.refused.map((each) => JSON.stringify(each)).join();
    return asAWhole(data, refused, { chance, name: `${subgraph} whole`, broken });
  }
}

function asAWhole(data: string, refused: string, { chance, name, broken }: Breaking): MadeUpAnswer {
  const whole = refused === '' ? `{"data":${data}}` : `{"data":${data},"errors":[${refused}]}`;
  if (chance.of(name) >= broken * 4) return chance.of(`${name} end`) < 0.3 ? `${whole}\n` : whole;
  const error = '{"message":"refused by a subgraph","extensions":{"code":"REFUSED"}}';
  return chance.pick(`${name} how`, [
    null,
    whole.slice(0, -3),
    `{"data":null,"errors":[${error}]}`,
    `{"errors":[${error}],"data":${data}}`,
    `{"data":${data},"extensions":{"a":1}}`,
    ` { "data" : ${data} } `,
    `{"data":null}`,
    'nothing',
    `${whole}${whole}`,
    whole.replace(/"[a-z]+":/, (key) => `${key}\u0001`),
  ]);
}

interface Refusal {
  readonly message: string;
  readonly path: readonly (string | number)[];
}

class AnswerMaker {
  /** What was left null with an error. */
  readonly refused: Refusal[] = [];
  private readonly path: (string | number)[] = [];

  constructor(
    private readonly asking: Asking,
    private readonly chance: Chance,
    private readonly broken: number,
  ) {}

  /** @param identity tells it from every other object; @param known what was sent of it. */
  object(
    type: GraphQLObjectType,
    identity: string,
    sets: readonly SelectionSetNode[],
    known: Readonly<Record<string, unknown>>,
  ): string {
    const fields: string[] = [];
    for (const [name, nodes] of collectFields(this.asking, type, sets)) {
      const value = this.at(name, () => this.field(type, `${identity}.`, nodes, known));
      if (value !== null) fields.push(`${JSON.stringify(name)}:${value}`);
    }
    if (this.fails(`${identity} order`)) fields.reverse();
    if (this.fails(`${identity} more`)) fields.push('"__proto__":{"polluted":true}');
    return `{${fields.join(',')}}`;
  }

  private field(
    type: GraphQLObjectType,
    identity: string,
    nodes: readonly FieldNode[],
    known: Readonly<Record<string, unknown>>,
  ): string | null {
    const [node] = nodes;
    const field = node?.name.value ?? '';
    if (field === '__typename') return JSON.stringify(type.name);
    if (field === '_entities') return this.entities(nodes);
    const definition = type.getFields()[field];
    if (node === undefined || definition === undefined) throw new Error(`no field ${type.name}.${field}`);
    const args = getArgumentValues(definition, node, this.asking.variables);
    const name = `${identity}${field}${JSON.stringify(args)}${JSON.stringify(known[field === 'bmi' ? 'weight' : ''] ?? null)}`;
    if (this.fails(`${name} missing`)) return null;
    if (field === 'id' && isObjectType(type) && isEntity(type)) return JSON.stringify(known['id'] ?? null);
    return this.value(definition.type, name, nodes);
  }

  private entities(nodes: readonly FieldNode[]): string {
    const sent = this.asking.variables['representations'] as Record<string, unknown>[];
    const entities = sent.map((known, index) => this.at(index, () => this.entity(known, below(nodes))));
    if (this.fails('entities too few')) entities.pop();
    return `[${entities.join(',')}]`;
  }

  private entity(known: Record<string, unknown>, sets: readonly SelectionSetNode[]): string {
    const type = this.asking.schema.getType(String(known['__typename']));
    if (!isObjectType(type)) return 'null';
    const identity = `${type.name}:${String(known['id'])}`;
    return this.fails(`${identity} gone`) ? 'null' : this.object(type, identity, sets, known);
  }

  private value(type: GraphQLOutputType, name: string, nodes: readonly FieldNode[]): string {
    if (this.fails(`${name} odd`)) return this.chance.pick(`${name} what`, ODD);
    if (!isNonNullType(type) && this.chance.of(`${name} null`) < 0.1) return 'null';
    if (!isNonNullType(type) && this.fails(`${name} refused`)) return this.refuse(name);
    const inner = getNullableType(type);
    if (isListType(inner)) {
      const entries = Array.from({ length: this.chance.below(`${name} many`, 4) }, (_, index) =>
        this.at(index, () => this.value(inner.ofType, `${name}[${index}]`, nodes)),
      );
      return `[${entries.join(',')}]`;
    }
    if (isObjectType(inner)) return this.composite(inner, name, nodes);
    if (isAbstractType(inner))
      return this.composite(this.chance.pick(`${name} type`, this.asking.schema.getPossibleTypes(inner)), name, nodes);
    if (isEnumType(inner)) return JSON.stringify(this.chance.pick(name, inner.getValues()).name);
    return this.scalar(inner.name, name);
  }

  private composite(type: GraphQLObjectType, name: string, nodes: readonly FieldNode[]): string {
    if (!isEntity(type)) return this.object(type, name, below(nodes), {});
    const id = `e${this.chance.below(`${name} id`, 4)}`;
    return this.object(type, `${type.name}:${id}`, below(nodes), { id });
  }

  private scalar(type: string, name: string): string {
    if (type === 'Int') return String(this.chance.below(name, 2_000) - 1_000);
    if (type === 'Float') return this.chance.pick(name, FLOATS);
    if (type === 'Boolean') return String(this.chance.of(name) < 0.5);
    return this.chance.pick(name, type === 'Raw' ? SCALARS : STRINGS);
  }

  private refuse(name: string): string {
    this.refused.push({ message: `refused by a subgraph: ${name}`, path: [...this.path] });
    return 'null';
  }

  private at<T>(key: string | number, make: () => T): T {
    this.path.push(key);
    const made = make();
    this.path.pop();
    return made;
  }

  private fails(name: string): boolean {
    return this.broken > 0 && this.chance.of(`${name} fails`) < this.broken;
  }
}

function isEntity(type: GraphQLObjectType): boolean {
  return 'id' in type.getFields();
}

function below(nodes: readonly FieldNode[]): SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}
