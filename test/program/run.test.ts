import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const RUN = resolve('dist/program/run.js');

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs a program whose start is the given text; sends the signals once it says that it runs. */
async function runProgram(start: string, signals: NodeJS.Signals[] = []): Promise<Ended> {
  const text = `import { run } from ${JSON.stringify(RUN)};
    const running = setInterval(() => {}, 1000);
    await run('sample', async () => { ${start} });
    console.log('running');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', text], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended: Ended = { code: null, out: '', err: '' };
  child.stderr.on('data', (chunk: Buffer) => (ended.err += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    ended.out += chunk.toString();
    if (ended.out.includes('running')) for (const signal of signals.splice(0)) child.kill(signal);
  });
  await once(child, 'close');
  ended.code = child.exitCode;
  return ended;
}

const STOPS = `return { stop: async () => { await new Promise((done) => setTimeout(done, 100)); console.log('stopped'); } };`;

describe('running a program', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('stops in order on %s', async (signal) => {
    expect(await runProgram(STOPS, [signal])).toEqual({ code: 0, out: 'running\nstopped\n', err: '' });
  });

  it('stops in order when it is asked twice', async () => {
    expect(await runProgram(STOPS, ['SIGINT', 'SIGINT', 'SIGTERM'])).toMatchObject({
      code: 0,
      out: 'running\nstopped\n',
    });
  });

  it.each([
    [
      `throw Object.assign(new Error('a\\nb'), { faults: ['PORT: is missing', 'REDIS_URL: is missing'] });`,
      'sample could not start: \n  PORT: is missing\n  REDIS_URL: is missing\n',
    ],
    [
      `throw Object.assign(new Error('listen'), { code: 'EADDRINUSE', port: 4000 });`,
      'sample could not start: port 4000 is taken; choose another\n',
    ],
    [`throw Object.assign(new Error('write'), { code: 'ENOSPC' });`, 'sample could not start: the disk is full\n'],
    [
      `throw new AggregateError([new Error('connect ECONNREFUSED ::1:5432'), new Error('other')]);`,
      'sample could not start: connect ECONNREFUSED ::1:5432\n',
    ],
    [`throw new Error('no such folder');`, 'sample could not start: no such folder\n'],
  ])('says in plain words why it could not start: %s', async (start, err) => {
    expect(await runProgram(start)).toEqual({ code: 1, out: '', err });
  });

  it('ends with 1 when it could not stop in order', async () => {
    const ended = await runProgram(`return { stop: async () => { throw new Error('the log is gone'); } };`, [
      'SIGTERM',
    ]);
    expect(ended).toMatchObject({ code: 1, err: 'sample could not stop: the log is gone\n' });
  });
});
