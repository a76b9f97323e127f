/** The page of the mapping table: for the owner of an ECD, section by section. */
import { columnsWithoutField } from './mapping-faults.js';
import { code, tableOf } from './markdown.js';
import { columnsOf, elementsOf, isResource, nameOf, type Field, type Source, type TypeTable } from './type-table.js';
import { COLUMNS_WITHOUT_FIELD, columnNamed, rulesOfView } from './view-columns.js';

const SAME = 'the same';

export function mappingPage(intro: string, tables: readonly TypeTable[]): string {
  return `${intro}\n${tables.map((table) => sectionOf(tables, table)).join('\n')}`;
}

function sectionOf(tables: readonly TypeTable[], table: TypeTable): string {
  const { type, term, sources } = table;
  return (
    [
      `## ${type} (nl: ${term})`,
      ...(sources.length === 0 ? [] : ['### What is served', servedTable(sources)]),
      ...rulesOf(table),
      '### Fields',
      tableOf(
        ['Field', 'nl', 'FHIR', 'STU3', 'R4', 'SQL', 'Remark'],
        Object.entries(table.fields).flatMap((row) => rowsOf(table, ...row)),
      ),
      ...besideOf(table),
      ...missingIn(tables, table),
    ].join('\n\n') + '\n'
  );
}

function servedTable(sources: readonly Source[]): string {
  return tableOf(
    ['FHIR', 'Which', 'STU3: served when', 'R4: served when', 'Without a label', 'The client'],
    sources.map((source) => {
      const { mapping, which = 'all of the client' } = source;
      if (!isResource(mapping)) return [nameOf(source), which, 'as what it stands in', '', '', ''];
      const { servedWhen, needsLabel, client, zib } = mapping;
      return [
        zib === null ? nameOf(source) : `${nameOf(source)} (zib ${zib})`,
        which,
        ...pathCells(servedWhen),
        needsLabel ? 'withheld' : 'served',
        client === null
          ? 'reached through the client’s own'
          : [...new Set(Object.values(client))].map(code).join('<br>'),
      ];
    }),
  );
}

function rulesOf({ views }: TypeTable): string[] {
  const rules = views.flatMap(rulesOfView);
  return rules.length === 0 ? [] : [`A row of ${views.map(code).join(', ')} is served when ${rules.join('; ')}.`];
}

function rowsOf({ sources }: TypeTable, field: string, row: Field): string[][] {
  const cells = foundIn(field, row, sources);
  const columns = columnsOf(field, row, sources).map((column) =>
    columnNamed(column)?.rule === 'optional' || column.startsWith('*.') ? code(column) : `${code(column)} ✱`,
  );
  const [first = ['', '', ''], ...rest] = cells;
  return [
    [code(field), row.term, ...first, columns.join('<br>') || '–', row.note ?? ''],
    ...rest.map((cell) => ['', '', ...cell, '', '']),
  ];
}

/** FHIR, STU3, R4. */
function foundIn(field: string, row: Field, sources: readonly Source[]): string[][] {
  const { like, everywhere } = row;
  if (everywhere !== undefined) return [['every resource', code(everywhere), SAME]];
  if (row.elements?.length === 0 && like === undefined) return [];
  return sources.flatMap((source) => {
    if (row.idOf?.includes(source.mapping)) return [[nameOf(source), code('id'), SAME]];
    if (like?.elements.every((name) => name in source.mapping.elements))
      return [[nameOf(source), `as ${code(like.of)}`, SAME]];
    const elements = elementsOf(field, row, source);
    if (elements.length === 0) return source.whole ? [[nameOf(source), '–', '–']] : [];
    const cell = (version: 'STU3' | 'R4') =>
      elements.map(({ element }) => `${code(element.paths[version])}${element.required ? ' ✱' : ''}`).join('<br>');
    return [[nameOf(source), ...whereSaid(cell('STU3'), cell('R4'))]];
  });
}

function besideOf({ sources, beside = {} }: TypeTable): string[] {
  const rows = sources.flatMap((source) =>
    Object.entries(beside).flatMap(([name, end]) => {
      const element = source.mapping.elements[name];
      return element === undefined
        ? []
        : [[nameOf(source), ...pathCells(element.paths), element.column === null ? '–' : code(element.column), end]];
    }),
  );
  return rows.length === 0 ? [] : ['### Read beside it', tableOf(['FHIR', 'STU3', 'R4', 'SQL', 'What for'], rows)];
}

function missingIn(tables: readonly TypeTable[], table: TypeTable): string[] {
  const fields = Object.entries(table.fields).filter(([, { elements }]) => elements?.length !== 0);
  const inFhir = table.sources
    .filter(({ whole }) => whole)
    .flatMap((source) => {
      const missing = fields.filter(
        ([name, row]) => elementsOf(name, row, source).length === 0 && !row.idOf?.includes(source.mapping),
      );
      return missing.length === 0
        ? []
        : [`- ${nameOf(source)} has no ${missing.map(([name]) => code(name)).join(', ')}.`];
    });
  const inSql = fields.filter(([name, row]) => columnsOf(name, row, table.sources).length === 0);
  const only = columnsWithoutField(tables, table).map(
    (column) =>
      `- Only the views have ${code(column)}; in FHIR: ${COLUMNS_WITHOUT_FIELD[column.split('.')[1] ?? ''] ?? ''}.`,
  );
  const lines = [
    ...inFhir,
    ...(inSql.length === 0 ? [] : [`- The views have no ${inSql.map(([name]) => code(name)).join(', ')}.`]),
    ...only,
  ];
  return lines.length === 0 ? [] : ['### What one has and another has not', lines.join('\n')];
}

function pathCells({ STU3, R4 }: Readonly<Record<'STU3' | 'R4', string>>): string[] {
  return whereSaid(code(STU3), code(R4));
}

/** Where both versions are alike it is said once. */
function whereSaid(stu3: string, r4: string): string[] {
  return [stu3, stu3 === r4 ? SAME : r4];
}
