import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { createLog } from '../../program/log.js';

/** What is written of an error. */
function written(error: unknown): Record<string, unknown> | undefined {
  const lines: string[] = [];
  createLog('identity', 'info', { write: (line) => void lines.push(line) }).error({ err: error }, 'it failed');
  expect(lines).toHaveLength(1);
  return (JSON.parse(lines[0] ?? '') as { err?: Record<string, unknown> }).err;
}

function databaseError(): QueryFailedError {
  const refused = Object.assign(new Error('invalid input syntax for type uuid: "anja@voorbeeld.example"'), {
    code: '22P02',
    severity: 'ERROR',
    detail: 'Key (email)=(anja@voorbeeld.example) already exists.',
  });
  return new QueryFailedError('SELECT 1 FROM account WHERE email = $1', ['anja@voorbeeld.example'], refused);
}

describe('the log of a failed statement', () => {
  it('says which kind it was and where, and no value that was asked for', () => {
    expect(written(databaseError())).toMatchObject({
      type: 'QueryFailedError 22P02',
      stack: expect.arrayContaining([expect.stringContaining('log.test')]),
    });
    expect(JSON.stringify(written(databaseError()))).not.toContain('anja');
  });

  it('says none either when it is the cause of something else', () => {
    const error = new Error('AUDIT_UNAVAILABLE', { cause: databaseError() });
    expect(written(error)).toMatchObject({ message: 'AUDIT_UNAVAILABLE', cause: { type: 'QueryFailedError 22P02' } });
    expect(JSON.stringify(written(error))).not.toContain('anja');
  });
});

describe('the log of another error', () => {
  it('has its words, and nothing that hangs on it', () => {
    const error = Object.assign(new TypeError('x is not a function'), { body: 'mevrouw De Graaf' });
    expect(written(error)).toMatchObject({ type: 'TypeError', message: 'x is not a function' });
    expect(JSON.stringify(written(error))).not.toContain('De Graaf');
  });

  it.each([null, undefined, 'De Graaf'])('takes what is no error: %s', (thrown) => {
    expect(JSON.stringify(written(thrown) ?? null)).not.toContain('De Graaf');
  });
});
