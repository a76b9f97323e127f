/**
 * The access matrix: the only policy of who may read or do what.
 *
 * A row is a field; a column is a role; a cell is a condition word. An empty cell (–), an unknown word or a missing row
 * means refused. Roles of a person hold per client; staff roles hold per organisation.
 *
 * | word    | opens when                                                                          |
 * | ------- | ----------------------------------------------------------------------------------- |
 * | yes     | the caller has the role of the column for the object's client (or organisation)     |
 * | shared  | yes, and one of the row's categories has been opened for this contact               |
 * | own     | yes, and the object is about the caller                                             |
 * | entries | yes: the list opens, each entry in it is judged by its own rows                     |
 * | –       | never                                                                               |
 *
 * A row `Type.*` serves every field of a type. `part` in the place of all cells: the type is a piece of whatever holds
 * it and is reached through a guarded field only.
 * Columns: anyone = without sign-in; account = a person who signed in.
 * Category: what the audit log says was looked into; categories that are sections can be shared.
 */
import { AUDIT_MATRIX } from './access-matrix/audit.js';
import { DOSSIER_MATRIX } from './access-matrix/dossier.js';
import { IDENTITY_MATRIX } from './access-matrix/identity.js';

export { COLUMNS, CONDITIONS, CATEGORIES, table } from './access-matrix/row.js';
export type { Column, Condition, Category, AccessRow } from './access-matrix/row.js';
export { AUDIT_MATRIX, DOSSIER_MATRIX, IDENTITY_MATRIX };

/** Goes onto every audit record as the authorisation protocol (NEN 7513); raise it with each change of a row. */
export const ACCESS_MATRIX_VERSION = 'access-matrix/4';

/** The matrix of each subgraph. A field that two subgraphs serve has the same row in both. */
export const ACCESS_MATRIX = { identity: IDENTITY_MATRIX, dossier: DOSSIER_MATRIX, audit: AUDIT_MATRIX } as const;
