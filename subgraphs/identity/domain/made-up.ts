import { networkOf } from '../../../program/network.js';
import type { ErrorCode } from '../../../schema/error-codes.js';
import { DomainError } from '../../domain-error.js';
import type { Limits } from './limits.js';
import type { Occasion } from './occasion.js';

/**
 * Refuses an id or token that was never given out. So many of an address are recorded, and no more: nobody fills the log
 * with them.
 * @throws DomainError with the code, or TOO_MANY_ATTEMPTS.
 */
export async function refuseMadeUp(
  { limits }: { limits: Limits },
  { caller }: Occasion,
  code: ErrorCode,
  record: () => void,
): Promise<never> {
  await limits.take('madeUpPerAddress', networkOf(caller.address));
  record();
  throw new DomainError(code);
}
