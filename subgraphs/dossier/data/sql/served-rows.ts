/** Reads rows of the contract views, and only those that may be served: the contract itself is the filter. */
import type { DataSource, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Column, View } from './contract-column.js';
import { CONTRACT_SCHEMA, SQL_VIEW_CONTRACT, type ViewName, type ViewRow } from './view-contract.js';

export interface ServedRows<V extends ViewName> {
  /** To be narrowed, ordered and limited; columns are named `view.column`. */
  query: SelectQueryBuilder<ObjectLiteral>;
  read: () => Promise<ViewRow<V>[]>;
}

export function servedRows<V extends ViewName>(database: DataSource, view: V): ServedRows<V> {
  const query = database.createQueryBuilder().select([]).from(`${CONTRACT_SCHEMA}.${view}`, view);
  const columns: View = SQL_VIEW_CONTRACT[view];
  for (const [name, column] of Object.entries(columns)) {
    if (column.rule !== 'false') query.addSelect(expressionOf(`${view}.${name}`, column), name);
  }
  query.where(servedCondition(view));
  return { query, read: () => query.getRawMany<ViewRow<V>>() };
}

/**
 * What makes a row of the view one that may be served; "infinity" is no moment and no day.
 * @param alias under which the statement knows the view.
 */
export function servedCondition(view: ViewName, alias: string = view): string {
  const columns: View = SQL_VIEW_CONTRACT[view];
  return Object.entries(columns)
    .flatMap(([name, column]) => conditionOf(`${alias}.${name}`, column))
    .join(' AND ');
}

/** Empty where the column lets every row be served. */
export function conditionOf(name: string, { kind, rule, words }: Column): string[] {
  if (rule === 'optional') return [];
  if (rule === 'false') return [`${name} IS FALSE`];
  if (kind === 'time' || kind === 'date') return [`isfinite(${name})`];
  if (words === undefined) return [`${name} IS NOT NULL`];
  return [`${name} IN (${words.map((word) => `'${word}'`).join(', ')})`];
}

/** A moment in ISO 8601, whatever the ECD's own style of writing one. */
export function momentText(moment: string): string {
  return `to_char(${moment} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

function expressionOf(name: string, { kind }: Column): string {
  switch (kind) {
    case 'time':
      return momentText(name);
    case 'date':
      return `to_char(${name}, 'YYYY-MM-DD')`; // as text it would be written as the ECD's DateStyle says
    case 'id':
    case 'text':
      return `CAST(${name} AS text)`; // a `character` is filled up with spaces
    case 'texts':
      return `array_remove(${name}, NULL)`;
    default:
      return name;
  }
}
