/** The columns of the SQL views, and what FHIR has in the place of those that are no field of ours. */
import type { Column, View } from '../../subgraphs/dossier/data/sql/contract-column.js';
import { SQL_VIEW_CONTRACT } from '../../subgraphs/dossier/data/sql/view-contract.js';

const VIEWS: Readonly<Record<string, View>> = SQL_VIEW_CONTRACT;

/** `view.column`. */
export function columnsIn(views: readonly string[]): string[] {
  return views.flatMap((view) => Object.keys(VIEWS[view] ?? {}).map((name) => `${view}.${name}`));
}

export function columnNamed(column: string): Column | undefined {
  const [view = '', name = ''] = column.split('.');
  return VIEWS[view]?.[name];
}

/** What the rows of a view have to say to be served, beside that every required column has a value. */
export function rulesOfView(view: string): string[] {
  return Object.entries(VIEWS[view] ?? {}).flatMap(([name, { rule, words }]) => {
    if (rule === 'false') return [`\`${name}\` is FALSE`];
    return words === undefined ? [] : [`\`${name}\` is ${words.map((word) => `\`${word}\``).join(', ')}`];
  });
}

export const COLUMNS_WITHOUT_FIELD: Readonly<Record<string, string>> = {
  organisation: 'the base address: each organisation has its own',
  client_id: 'the reference to the client',
  id: 'the `id` of the resource, where it is one',
  position: 'the order in the resource that refers to it; contacts go by role code and id',
  chapter_position: 'the order of the items',
  last_updated: '`meta.lastUpdated`',
  confidential: 'the label in `meta.security`',
  hidden: 'the label in `meta.security`',
  status: 'the status that it is served by',
};
