import type { ErrorCode } from '../../../schema/error-codes.js';
import { DomainError } from '../../domain-error.js';
import type { Happening, Ledger } from '../../ledger.js';

const REFUSALS: readonly ErrorCode[] = ['ACCESS_REFUSED', 'SECTION_NOT_OFFERED', 'TOO_MANY_ATTEMPTS'];

/** NEN 7513: what would have been done, when a check that comes after the access matrix refuses it. */
export async function recordingRefusal<T>(ledger: Ledger, event: Happening, check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof DomainError && REFUSALS.includes(error.code)) {
      ledger.add({ ...event, outcome: 'REFUSED', reason: error.code });
    }
    throw error;
  }
}
