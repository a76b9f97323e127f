/** The fields of everything that an ECD hands over, as they stand in the source of the port. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** Field names of each type, dots between the parts of one: `location.name`. */
export type PortFields = ReadonlyMap<string, readonly string[]>;

const RECORD = 'ClientRecord';

/**
 * @param sources of the port, the record of a client among them.
 * @param described the types that have a section of their own; others are written out where they are used.
 */
export function portFields(sources: readonly string[], described: readonly string[]): PortFields {
  const interfaces = interfacesIn(sources);
  const fields = new Map<string, string[]>();

  function addType(name: string): void {
    if (fields.has(name)) return;
    const found: string[] = [];
    fields.set(name, found);
    for (const member of membersOf(name)) found.push(...fieldsOf(member, ''));
  }

  function membersOf(name: string): readonly ts.TypeElement[] {
    const declaration = interfaces.get(name);
    if (declaration === undefined) return [];
    const inherited = (declaration.heritageClauses ?? []).flatMap(({ types }) =>
      types.flatMap(({ expression }) => (ts.isIdentifier(expression) ? membersOf(expression.text) : [])),
    );
    return [...inherited, ...declaration.members];
  }

  function fieldsOf(member: ts.TypeElement, prefix: string): string[] {
    if (!ts.isPropertySignature(member) || !ts.isIdentifier(member.name) || member.type === undefined) return [];
    const name = `${prefix}${member.name.text}`;
    const within = nestedIn(member.type).flatMap((nested) => fieldsOf(nested, `${name}.`));
    return within.length === 0 ? [name] : within;
  }

  function nestedIn(type: ts.TypeNode): readonly ts.TypeElement[] {
    if (ts.isTypeLiteralNode(type)) return type.members;
    if (ts.isArrayTypeNode(type)) return nestedIn(type.elementType);
    if (ts.isUnionTypeNode(type)) return type.types.flatMap(nestedIn);
    const name = nameIn(type);
    if (name === null || !interfaces.has(name)) return [];
    if (!described.includes(name)) return membersOf(name);
    addType(name);
    return [];
  }

  for (const method of membersOf(RECORD)) {
    if (ts.isMethodSignature(method) && method.type !== undefined) namesIn(method.type).forEach(addType);
  }

  function namesIn(type: ts.TypeNode): string[] {
    const names: string[] = [];
    const visit = (node: ts.Node): void => {
      const name = ts.isTypeReferenceNode(node) ? nameIn(node) : null;
      if (name !== null && interfaces.has(name)) names.push(name);
      ts.forEachChild(node, visit);
    };
    visit(type);
    return names;
  }

  return fields;
}

export function portSources(): string[] {
  return ['ecd', 'report'].map((file) => readFileSync(`subgraphs/dossier/domain/${file}.ts`, 'utf8'));
}

function interfacesIn(sources: readonly string[]): Map<string, ts.InterfaceDeclaration> {
  const statements = sources.flatMap((source) => [
    ...ts.createSourceFile('port.ts', source, ts.ScriptTarget.Latest).statements,
  ]);
  return new Map(
    statements.filter(ts.isInterfaceDeclaration).map((declaration) => [declaration.name.text, declaration]),
  );
}

function nameIn(type: ts.TypeNode): string | null {
  return ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? type.typeName.text : null;
}
