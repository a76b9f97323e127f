/** NEN 7513: an export of the log is on the log, its beginning and its end; whoever only began one may have got it all. */
import type { AuditOutcome } from '../../../../schema/audit-event.js';
import type { StaffRole } from '../../../../schema/caller.js';
import type { Happening } from '../../../ledger.js';
import type { RunningExport } from './running-export.js';

export function beginningOf({ id, format, header }: RunningExport, role: StaffRole): Happening {
  const { organisation, from, until, filter, after, size } = header;
  const criteria = { format, ...(from !== null && { from }), ...(until !== null && { until }), ...filter, after, size };
  return { ...aboutExport(id), organisation, role, client: filter.client ?? null, search: criteria };
}

/** @param whole whether all of it was given. */
export function endingOf(
  { id, format, header, count, last }: RunningExport,
  role: StaffRole,
  whole: boolean,
): Happening {
  const outcome: AuditOutcome = whole ? 'OK' : 'ERROR';
  const { organisation, filter } = header;
  const search = { format, records: count, last, whole };
  return { ...aboutExport(id), organisation, role, client: filter.client ?? null, outcome, search };
}

function aboutExport(id: string): Pick<Happening, 'kind' | 'action' | 'categories' | 'object'> & Happening {
  return { kind: 'LOG_EXPORTED', action: 'E', categories: ['ACCESS_LOG'], object: `LogExport/${id}` };
}
