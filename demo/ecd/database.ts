/** The whole demo ECD, empty: run once as the owner of the database `ecd`; the role `inzage_ecd_reader` exists before. */
import { INDICES } from './indices.js';
import { TABLES } from './tables.js';
import { TRIGGERS } from './triggers.js';
import { VIEWS } from './views.js';

export const ECD_DDL = TABLES + TRIGGERS + INDICES + VIEWS;
