import type { PageRequest } from '../../connection.js';
import { DomainError } from '../../domain-error.js';
import { isUuid } from '../../uuid.js';

const MOMENT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]{8}\.[0-9]{3}Z)?$/;

/** The page follows a place that one of our own lists can have given. @throws DomainError BAD_CURSOR. */
export function inOwnList(page: PageRequest): PageRequest {
  const { after } = page;
  if (after !== null && !(isUuid(after.id) && MOMENT.test(after.time))) throw new DomainError('BAD_CURSOR');
  return page;
}
