/** The access matrix as a page for reviewers: a table per subgraph, the words explained. */
import { ACCESS_MATRIX_VERSION, COLUMNS, type AccessRow, type Column } from '../../schema/access-matrix.js';

const INTRODUCTION = `# Who may see what

Printed from \`schema/access-matrix.ts\` (\`npm run schema\`); do not edit. Version: \`${ACCESS_MATRIX_VERSION}\`.

A row is a field, a column is a role. CLIENT (nl: cliënt), REPRESENTATIVE (nl: vertegenwoordiger) and CONTACT (nl:
contactpersoon) hold per client; the staff roles hold per organisation. \`Type.*\` is every field of a type that has no
row of its own. The category is what the audit log says was looked into.

| word | opens when |
| --- | --- |
| yes | the caller has the role of the column for the client (or organisation) that the object is about |
| shared | yes, and the category has been opened for this contact |
| own | yes, and the object is about the caller |
| entries | yes: the list opens, and each entry in it is judged by its own rows |
| – | never |
| part | a piece of whatever holds it: as open as the field that leads to it |

*anyone*: without sign-in. *account*: whoever has signed in. Where no word opens, the answer is \`null\` and an error.
`;

export function printAccessMatrix(matrix: Readonly<Record<string, readonly AccessRow[]>>): string {
  const tables = Object.entries(matrix).map(([name, rows]) => `## ${name}\n\n${table(rows)}\n`);
  return [INTRODUCTION, ...tables].join('\n');
}

function table(rows: readonly AccessRow[]): string {
  const columns = COLUMNS.filter((column) => rows.some((row) => row.cells[column] !== undefined));
  const header = ['field', 'category', ...columns];
  return [header, header.map(() => '---'), ...rows.map((row) => cells(row, columns))]
    .map((line) => `| ${line.join(' | ')} |`)
    .join('\n');
}

function cells(row: AccessRow, columns: readonly Column[]): string[] {
  const name = `\`${row.type}.${row.field}\``;
  if (row.part) return [name, '*part*', ...columns.map(() => '')];
  const categories = row.categories.length === 0 ? '–' : row.categories.join(', ');
  return [name, categories, ...columns.map((column) => row.cells[column] ?? '–')];
}
