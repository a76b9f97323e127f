import type { ErrorCode } from '../../../schema/error-codes.js';
import { DomainError } from '../../domain-error.js';
import type { Happening } from '../../ledger.js';
import type { Moment } from './occasion.js';

/** Puts what was tried on record as refused, and refuses it. */
export function refuse({ ledger }: Pick<Moment, 'ledger'>, tried: Happening, code: ErrorCode): never {
  ledger.add({ ...tried, outcome: 'REFUSED', reason: code });
  throw new DomainError(code);
}
