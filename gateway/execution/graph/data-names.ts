/**
 * Under which name a field of the caller's is fetched and merged. The planner takes an alias for the field of that
 * name: with `{ person { id: nickname reports } }` it fetches no nickname, or sends the nickname as the id. An alias
 * that is also the name of a field therefore travels under a name of ours.
 */
import {
  isInterfaceType,
  isObjectType,
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';

/** What the planner itself puts behind a name to keep two fields apart. */
const OF_THE_PLANNER = /__alias_\d+$/;

export class DataNames {
  private readonly fields: ReadonlySet<string>;
  private readonly suffix: string;

  /** @param schema all types, hidden ones included: their keys are fetched as well. */
  constructor(schema: GraphQLSchema) {
    this.fields = new Set(['__typename', ...fieldsOf(schema)]);
    this.suffix = freeSuffix([...this.fields]);
  }

  /** Where the value of a field stands in the merged data. */
  of(field: FieldNode): string {
    const name = field.alias?.value;
    if (name === undefined || name === field.name.value) return field.name.value;
    return this.fields.has(name) || name.endsWith(this.suffix) || OF_THE_PLANNER.test(name) ? name + this.suffix : name;
  }

  /** What the caller calls it: the other way round, as a subgraph's error has it in its path. */
  asked(name: string): string {
    return name.endsWith(this.suffix) ? name.slice(0, -this.suffix.length) : name;
  }

  renamed(document: DocumentNode): DocumentNode {
    return visit(document, {
      Field: (field) => {
        const value = this.of(field);
        if (value === (field.alias ?? field.name).value) return undefined;
        return { ...field, alias: { kind: Kind.NAME, value } };
      },
    });
  }
}

function fieldsOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [],
  );
}

function freeSuffix(names: readonly string[]): string {
  let suffix = '__as';
  while (names.some((name) => name.endsWith(suffix))) suffix += '_';
  return suffix;
}
