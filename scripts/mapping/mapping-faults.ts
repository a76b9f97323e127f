/** What keeps the mapping table from being whole: every field of the port, every element that is read, every column of the views. */
import { SQL_VIEW_CONTRACT } from '../../subgraphs/dossier/data/sql/view-contract.js';
import type { PortFields } from './port-fields.js';
import { columnsOf, nameOf, type TypeTable } from './type-table.js';
import { COLUMNS_WITHOUT_FIELD, columnsIn } from './view-columns.js';

export function mappingFaults(tables: readonly TypeTable[], port: PortFields): string[] {
  const described = new Map(tables.map((table) => [table.type, table]));
  return [
    ...[...port].flatMap(([type, fields]) => {
      const table = described.get(type);
      return table === undefined ? [`${type} has no section`] : fieldFaults(table, fields);
    }),
    ...tables.filter(({ type }) => !port.has(type)).map(({ type }) => `${type} is no type of the port`),
    ...tables.flatMap(elementFaults),
    ...columnFaults(tables),
  ];
}

function fieldFaults({ type, fields }: TypeTable, ofPort: readonly string[]): string[] {
  return [
    ...ofPort.filter((field) => fields[field] === undefined).map((field) => `${type}.${field} is not in the table`),
    ...Object.keys(fields)
      .filter((field) => !ofPort.includes(field))
      .map((field) => `${type}.${field} is no field of the port`),
  ];
}

function elementFaults({ type, sources, fields, beside = {} }: TypeTable): string[] {
  const wanted = Object.entries(fields).flatMap(([field, { elements, like, idOf, everywhere }]) => [
    ...(elements ?? (idOf === undefined && everywhere === undefined ? [field] : [])),
    ...(like?.elements ?? []),
  ]);
  const known = new Set([...wanted, ...Object.keys(beside)]);
  const read = sources.flatMap((source) => Object.keys(source.mapping.elements).map((name) => ({ source, name })));
  return [
    ...read
      .filter(({ name }) => !known.has(name))
      .map(({ source, name }) => `${type}: "${name}" of ${nameOf(source)} is read, and nothing says for what`),
    ...[...known]
      .filter((name) => !read.some((one) => one.name === name))
      .map((name) => `${type}: nothing reads "${name}"`),
  ];
}

function columnFaults(tables: readonly TypeTable[]): string[] {
  const views = Object.keys(SQL_VIEW_CONTRACT);
  const shown = new Set<string>(tables.flatMap((table) => table.views));
  const all = new Set(columnsIn(views));
  return [
    ...views.filter((view) => !shown.has(view)).map((view) => `the view ${view} is in no section`),
    ...tables.flatMap(({ type, fields, sources }) =>
      Object.entries(fields)
        .flatMap(([field, row]) => columnsOf(field, row, sources))
        .filter((column) => !column.startsWith('*.') && !all.has(column))
        .map((column) => `${type}: there is no column ${column}`),
    ),
    ...tables
      .flatMap((table) => columnsWithoutField(tables, table))
      .filter((column) => COLUMNS_WITHOUT_FIELD[column.slice(column.indexOf('.') + 1)] === undefined)
      .map((column) => `${column} is in no field's row`),
  ];
}

/** Columns of a section's views that stand in no row of any section. */
export function columnsWithoutField(tables: readonly TypeTable[], { views }: TypeTable): string[] {
  const mapped = new Set(tables.flatMap(columnsOfTable));
  return columnsIn(views).filter((column) => !mapped.has(column));
}

function columnsOfTable({ fields, sources, beside = {} }: TypeTable): string[] {
  return [
    ...Object.entries(fields).flatMap(([field, row]) => columnsOf(field, row, sources)),
    ...Object.keys(beside).flatMap((name) => sources.flatMap(({ mapping }) => mapping.elements[name]?.column ?? [])),
  ];
}
