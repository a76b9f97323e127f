/** Resources held against the types that are made of the base definitions of STU3 (`@types/fhir` 3), by the compiler. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import type { FhirResource } from '../../../../demo/ecd/fhir/resource.js';

const TYPES = createRequire(import.meta.url).resolve('@types/fhir/index.d.ts');
const FILE = join(import.meta.dirname, 'resources-of-stu3.ts');

/** @returns what the compiler says, with the resource that it says it of. */
export function faultsOfStu3(resources: readonly FhirResource[]): string[] {
  const lines = resources.map(
    (resource, index) => `const r${index}: fhir.${resource.resourceType} = ${JSON.stringify(resource)};`,
  );
  const text = lines.join('\n');
  const options: ts.CompilerOptions = { noEmit: true, strict: true, types: [], lib: ['lib.es5.d.ts'] };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...rest) =>
    name === FILE ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);
  const program = ts.createProgram([TYPES, FILE], options, host);
  return program.getSemanticDiagnostics(program.getSourceFile(FILE)).map(({ start = 0, messageText }) => {
    const { line } = ts.getLineAndCharacterOfPosition(ts.createSourceFile(FILE, text, ts.ScriptTarget.ES2022), start);
    const { resourceType = '', id = '' } = resources[line] ?? {};
    return `${resourceType}/${id}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
