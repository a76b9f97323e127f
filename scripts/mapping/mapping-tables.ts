import { CARE_PLANS } from './care-plan-tables.js';
import { LIFE } from './life-tables.js';
import { PEOPLE } from './people-tables.js';
import { REPORTS } from './report-tables.js';
import type { TypeTable } from './type-table.js';

/** In the order of the dossier. */
export const MAPPING_TABLES: readonly TypeTable[] = [...PEOPLE, ...REPORTS, ...CARE_PLANS, ...LIFE];
