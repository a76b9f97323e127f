/** One client's dossier as one caller may look into it during one operation: the relation that opens it, and what it opens. */
import { decide, type Subject } from '../../../schema/access-decision.js';
import { DOSSIER_MATRIX, type AccessRow, type Category } from '../../../schema/access-matrix.js';
import type { CallerRelation, SessionFacts } from '../../../schema/caller.js';
import type { OrganisationPolicy } from '../../../organisations/policy.js';
import type { Ledger } from '../../ledger.js';
import type { ClientRecord, Ecd } from './ecd.js';

export interface Dossier {
  subject: Subject;
  relation: CallerRelation;
  facts: SessionFacts;
  policy: OrganisationPolicy;
  record: ClientRecord;
  lacks: Ecd['lacks'];
  ledger: Ledger;
  now: Date;
}

/** The field's row opens to the caller for this client, for an object of these categories. */
export function opens(dossier: Dossier, field: string, categories?: readonly Category[]): boolean {
  const subject = categories === undefined ? dossier.subject : { ...dossier.subject, categories };
  return decide(rowNamed(field), dossier.facts, subject, dossier.now).refusal === null;
}

export function rowNamed(name: string): AccessRow {
  const row = DOSSIER_MATRIX.find(({ type, field }) => `${type}.${field}` === name);
  if (row === undefined) throw new Error(`the access matrix has no row ${name}`);
  return row;
}
