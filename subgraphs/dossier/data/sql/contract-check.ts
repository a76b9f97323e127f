/** Whether an ECD lays down what the view contract asks, and lets us do nothing but read; said in full before anything is served. */
import type { DataSource } from 'typeorm';
import type { Section } from '../../../../schema/caller.js';
import { COLUMN_TYPES, type View } from './contract-column.js';
import {
  CONTRACT_SCHEMA,
  SQL_VIEW_CONTRACT,
  VIEWS_OF_EVERY_DOSSIER,
  VIEWS_OF_SECTION,
  type ViewName,
} from './view-contract.js';

/** @returns a line for every view, column or type that is missing or wrong, and for every way in which the role can write. */
export async function findEcdFaults(database: DataSource, offered: readonly Section[]): Promise<string[]> {
  const views = new Set([...VIEWS_OF_EVERY_DOSSIER, ...offered.flatMap((section) => VIEWS_OF_SECTION[section])]);
  return [...(await findViewFaults(database, [...views])), ...(await findWriteAccess(database))];
}

export async function findViewFaults(database: DataSource, views: readonly ViewName[]): Promise<string[]> {
  // information_schema shows a role the columns that it may read, and no others
  const found = await database.query<{ view: string; column: string; type: string }[]>(
    `SELECT table_name AS view, column_name AS "column", data_type AS type
     FROM information_schema.columns c
     WHERE table_schema = $1
       AND has_column_privilege(format('%I.%I', table_schema, table_name), column_name::text, 'SELECT')`,
    [CONTRACT_SCHEMA],
  );
  return views.flatMap((view) =>
    faultsOfView(
      view,
      new Map(found.filter((column) => column.view === view).map(({ column, type }) => [column, type])),
    ),
  );
}

function faultsOfView(view: ViewName, found: ReadonlyMap<string, string>): string[] {
  if (found.size === 0) return [`${CONTRACT_SCHEMA}.${view} is missing, or may not be read`];
  const columns: View = SQL_VIEW_CONTRACT[view];
  return Object.entries(columns).flatMap(([name, { kind, meaning }]) => {
    const types: readonly string[] = COLUMN_TYPES[kind];
    const type = found.get(name);
    if (type === undefined) return [`${CONTRACT_SCHEMA}.${view}.${name} is missing: ${types.join(' or ')}, ${meaning}`];
    if (!types.includes(type)) return [`${CONTRACT_SCHEMA}.${view}.${name} is ${type}, not ${types.join(' or ')}`];
    return [];
  });
}

/** V38: the dossier is read-only, also if our own code were to go astray. */
export async function findWriteAccess(database: DataSource): Promise<string[]> {
  const [role] = await database.query<{ name: string; superuser: boolean }[]>(
    'SELECT rolname AS name, rolsuper AS superuser FROM pg_roles WHERE rolname = current_user',
  );
  if (role?.superuser !== false) return [`the role ${role?.name ?? ''} is a superuser; it may only read`];
  const writable = await database.query<{ name: string }[]>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
       AND (has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
            OR has_any_column_privilege(c.oid, 'INSERT, UPDATE'))
     UNION ALL
     SELECT format('schema %I', nspname) FROM pg_namespace
     WHERE nspname !~ '^pg_' AND has_schema_privilege(oid, 'CREATE')
     ORDER BY 1`,
  );
  return writable.map(({ name }) => `the role ${role.name} can write in ${name}; it may only read`);
}
