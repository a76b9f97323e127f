/** What PostgreSQL says by the code of an error: SQLSTATE. */
import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';

/** Classes 22 and 23, data exception and integrity violation, or a RangeError of our own: these values are at fault. */
export function isAboutValues(error: unknown): boolean {
  return error instanceof RangeError || /^2[23]/.test(codeOf(error));
}

/** 23505, unique violation. */
export function isKnown(error: unknown): boolean {
  return codeOf(error) === '23505';
}

/** 23514, check violation; also what it says when no partition takes a row. */
export function isWithoutRoom(error: unknown): boolean {
  return codeOf(error) === '23514';
}

/** Of our own: the log is not as the writer left it. */
export function hasGoneOn(error: unknown): boolean {
  return codeOf(error) === 'IZ001';
}

/** 42P01, undefined table. */
export function isGone(error: unknown): boolean {
  return codeOf(error) === '42P01';
}

/** 57014, query cancelled: it took longer than a statement may. */
export function isTooLong(error: unknown): boolean {
  return codeOf(error) === '57014';
}

function codeOf(error: unknown): string {
  const fault: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return fault instanceof DatabaseError ? (fault.code ?? '') : '';
}
