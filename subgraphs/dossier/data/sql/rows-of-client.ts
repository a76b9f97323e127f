/** The two ways into the contract views: by the client whose record it is, or by rows of that client's already read. */
import type { DataSource } from 'typeorm';
import { servedRows, type ServedRows } from './served-rows.js';
import type { SQL_VIEW_CONTRACT, ViewName, ViewRow } from './view-contract.js';

/** A client as an ECD knows one. Both are asked for, so that an ECD shared by organisations never answers for the other. */
export interface EcdClient {
  organisation: string;
  client: string;
}

type ClientView = {
  [V in ViewName]: (typeof SQL_VIEW_CONTRACT)[V] extends { organisation: unknown; client_id: unknown } ? V : never;
}[ViewName];
type ChildView = Exclude<ViewName, ClientView | 'client'>;

export function rowsOfClient<V extends ClientView>(
  database: DataSource,
  view: V,
  { organisation, client }: EcdClient,
): ServedRows<V> {
  const rows = servedRows(database, view);
  rows.query.andWhere(`${view}.organisation = :organisation AND ${view}.client_id = :client`, { organisation, client });
  return rows;
}

/** The rows under all the parents at once, each parent's in their order. */
export async function rowsOfParents<V extends ChildView>(
  database: DataSource,
  view: V,
  parentColumn: keyof ViewRow<V> & string,
  parents: string[],
): Promise<ViewRow<V>[]> {
  if (parents.length === 0) return [];
  const rows = servedRows(database, view);
  rows.query.andWhere(`${view}.${parentColumn} = ANY(:parents)`, { parents });
  if (view !== 'goal') rows.query.orderBy(`${view}.position`);
  rows.query.addOrderBy(`${view}.id`);
  return rows.read();
}

export function idsOf(rows: { id: string }[]): string[] {
  return rows.map(({ id }) => id);
}
