/**
 * Under which name a field of the caller's is fetched and merged. The planner takes an alias for the field of that
 * name: with `{ person { id: nickname reports } }` it fetches no nickname, or sends the nickname as the id. And it takes a
 * name that says two things, which is allowed where types differ, for one: with
 * `{ pets { ... on Cat { owner { at: plan } } ... on Dog { owner { at: age } } } }` the dog's owner gets his plan as well.
 * Both therefore travel under names of ours.
 */
import {
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  visit,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';

/** What the planner itself puts behind a name to keep two fields apart. */
const OF_THE_PLANNER = /__alias_\d+$/;

/** Of a graph. */
export class DataNames {
  private readonly fields: ReadonlySet<string>;
  private readonly suffix: string;

  /** @param schema all types, hidden ones included: their keys are fetched as well. */
  constructor(schema: GraphQLSchema) {
    this.fields = new Set(['__typename', ...fieldsOf(schema)]);
    this.suffix = freeSuffix([...this.fields]);
  }

  /** @param document an operation as it was asked, with its fragments. */
  within(document: DocumentNode): OperationNames {
    return new OperationNames(document, this.fields, this.suffix);
  }
}

/** Of an operation. */
export class OperationNames {
  /** What each response name says, in the order in which it is asked. */
  private readonly meanings = new Map<string, string[]>();

  constructor(
    document: DocumentNode,
    private readonly fields: ReadonlySet<string>,
    private readonly suffix: string,
  ) {
    visit(document, { Field: (field) => this.note(field) });
  }

  /** Where the value of a field stands in the merged data. */
  of(field: FieldNode): string {
    const name = responseName(field);
    const meanings = this.meanings.get(name) ?? [];
    const meaning = meanings.length < 2 ? 0 : meanings.indexOf(meaningOf(field));
    if (meaning > 0) return `${name}${this.suffix}${meaning + 1}`;
    return name !== field.name.value && this.misleads(name) ? name + this.suffix : name;
  }

  renamed(document: DocumentNode): DocumentNode {
    return visit(document, {
      Field: (field) => {
        const value = this.of(field);
        return value === responseName(field) ? undefined : { ...field, alias: { kind: Kind.NAME, value } };
      },
    });
  }

  private note(field: FieldNode): void {
    const name = responseName(field);
    const meaning = meaningOf(field);
    const known = this.meanings.get(name);
    if (known === undefined) this.meanings.set(name, [meaning]);
    else if (!known.includes(meaning)) known.push(meaning);
  }

  private misleads(alias: string): boolean {
    return this.fields.has(alias) || endsIn(this.suffix).test(alias) || OF_THE_PLANNER.test(alias);
  }
}

function responseName({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

/** The same for fields that may be merged into one (GraphQL, 5.3.2), in whatever order their arguments are written. */
function meaningOf({ name, arguments: given = [] }: FieldNode): string {
  return given.length === 0 ? name.value : `${name.value}(${given.map(writtenInOrder).sort().join()})`;
}

function writtenInOrder(argument: ArgumentNode): string {
  const inOrder = visit(argument, {
    ObjectValue: {
      leave: (value) => ({
        ...value,
        fields: [...value.fields].sort((one, other) => (one.name.value < other.name.value ? -1 : 1)),
      }),
    },
  });
  return print(inOrder);
}

function fieldsOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [],
  );
}

function freeSuffix(names: readonly string[]): string {
  let suffix = '__as';
  while (names.some((name) => endsIn(suffix).test(name))) suffix += '_';
  return suffix;
}

function endsIn(suffix: string): RegExp {
  return new RegExp(`${suffix}\\d*$`);
}
