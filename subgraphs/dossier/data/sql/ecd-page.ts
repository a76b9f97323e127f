/** Pages of a list in an ECD: newest first by time and then id, from a keyset, so that equal times neither repeat nor vanish. */
import { QueryFailedError, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import type { PageRequest } from '../../../connection.js';
import { DomainError } from '../../../domain-error.js';
import type { Period } from '../../domain/ecd.js';

/** SQLSTATE class 22: a value that its column's type cannot hold. Of all that we send, only a cursor's can be such. */
const DATA_EXCEPTION = /^22/;

type Query = SelectQueryBuilder<ObjectLiteral>;

/** One row more than the page holds, so that the page knows whether there is a next one. */
export function newestFirst(query: Query, view: string, timeColumn: string, { first, after }: PageRequest): void {
  const time = `${view}.${timeColumn}`;
  if (after !== null) query.andWhere(`(${time}, ${view}.id) < (:afterTime, :afterId)`, keysetParameters(after));
  query
    .orderBy(time, 'DESC')
    .addOrderBy(`${view}.id`, 'DESC')
    .limit(first + 1);
}

export function within(query: Query, time: string, { start, end }: Period): void {
  if (start !== null) query.andWhere(`${time} >= :start`, { start });
  if (end !== null) query.andWhere(`${time} < :end`, { end });
}

/** @throws DomainError BAD_CURSOR when the ECD cannot make sense of the place that the page follows. */
export async function readPage<T>({ after }: PageRequest, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (after !== null && DATA_EXCEPTION.test(stateOf(error))) {
      throw new DomainError('BAD_CURSOR');
    }
    throw error;
  }
}

function keysetParameters({ time, id }: NonNullable<PageRequest['after']>) {
  return { afterTime: time, afterId: id };
}

function stateOf(error: unknown): string {
  if (!(error instanceof QueryFailedError)) return '';
  return String((error.driverError as { code?: unknown }).code);
}
