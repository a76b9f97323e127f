import { toPage, type Page, type PageRequest } from '../../connection.js';
import { DomainError } from '../../domain-error.js';
import type { AuditLog, AuditRecord, Selection } from './audit-log.js';

const SEQUENCE = /^[0-9]{1,18}$/;
const MOMENT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{3}Z$/;

/**
 * A page of records, newest first; of the same moment the last recorded first.
 * @throws DomainError BAD_CURSOR.
 */
export async function pageOfRecords(
  log: AuditLog,
  selection: Selection,
  page: PageRequest,
): Promise<Page<AuditRecord>> {
  const { after } = page;
  if (after !== null && !(SEQUENCE.test(after.id) && MOMENT.test(after.time))) throw new DomainError('BAD_CURSOR');
  const records = await log.find(selection, page);
  return toPage(records, page.first, ({ occurredAt, sequence }) => ({ time: occurredAt.toISOString(), id: sequence }));
}
