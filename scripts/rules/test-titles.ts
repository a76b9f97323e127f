/** The titles of all tests, as they stand in the files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface TestTitle {
  /** From the project's folder. */
  file: string;
  title: string;
}

const NAMING = new Set(['describe', 'it']);

/** @param folder of tests, from the project's folder. */
export function testTitles(folder: string): TestTitle[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .flatMap((name) => {
      const file = join(folder, name);
      return titlesIn(readFileSync(file, 'utf8')).map((title) => ({ file, title }));
    });
}

/** Of `it('…')`, `describe('…')` and `it.each(…)('…')`; a test that is skipped shows nothing. */
export function titlesIn(source: string): string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isNaming(node.expression)) {
      const [title] = node.arguments;
      if (title !== undefined && ts.isStringLiteralLike(title)) titles.push(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('test.ts', source, ts.ScriptTarget.Latest));
  return titles;
}

function isNaming(called: ts.Expression): boolean {
  if (ts.isIdentifier(called)) return NAMING.has(called.text);
  if (!ts.isCallExpression(called) || !ts.isPropertyAccessExpression(called.expression)) return false;
  const { expression, name } = called.expression;
  return name.text === 'each' && isNaming(expression);
}
