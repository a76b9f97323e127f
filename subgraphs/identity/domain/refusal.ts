import type { ErrorCode } from '../../../schema/error-codes.js';
import { DomainError } from '../../domain-error.js';
import type { Happening } from '../../ledger.js';
import type { Recording } from './occasion.js';

/** Puts what was tried on record as refused, and refuses it. */
export function refuse({ ledger }: Recording, tried: Happening, code: ErrorCode): never {
  ledger.add({ ...tried, outcome: 'REFUSED', reason: code });
  throw new DomainError(code);
}
