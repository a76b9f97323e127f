import { describe, expect, it } from '@jest/globals';
import { BadArguments, readVolumeOptions } from '../../../../demo/world/volume/volume-options.js';

const TODAY = new Date('2026-03-11T09:30:00Z');
const read = (line: string) => readVolumeOptions(line.split(' ').filter(Boolean), ['rozelaar', 'vivium'], TODAY);

describe('what seeding is asked for', () => {
  it('has sensible answers for what is left out', () => {
    expect(read('')).toEqual({ clients: 1000, seed: 42, organisation: null, now: TODAY, urls: null });
  });

  it('is read whole', () => {
    const line =
      '--clients 10000 --seed=7 --organisation vivium --day 2026-07-01 --ecd-url postgres://a@b/ecd --identity-url postgresql://a@b/identity';
    expect(read(line)).toEqual({
      clients: 10_000,
      seed: 7,
      organisation: 'vivium',
      now: new Date('2026-07-01T10:00:00Z'),
      urls: { ecd: 'postgres://a@b/ecd', identity: 'postgresql://a@b/identity' },
    });
  });

  it('may be help', () => {
    expect(read('--help')).toBeNull();
  });

  it.each([
    ['--clients 0', '--clients: "0" is not a whole number from 1 to 1000000'],
    ['--clients 1e3', '--clients: "1e3" is not a whole number from 1 to 1000000'],
    ['--seed ten', '--seed: "ten" is not a whole number from 0 to 9999'],
    ['--organisation elders', '--organisation: there is no elders, only rozelaar and vivium'],
    ['--day 2026-02-30', '--day: "2026-02-30" is not a day such as 2026-03-11'],
    ['--ecd-url postgres://a/b', '--ecd-url and --identity-url go together'],
    ['--ecd-url http://a/b --identity-url postgres://a/b', '--ecd-url: is not a postgres:// address'],
    ['--cliënts 3', "Unknown option '--cliënts'"],
    ['3', "Unexpected argument '3'"],
  ])('is refused in one line: %s', (line, message) => {
    expect(() => read(line)).toThrow(new BadArguments(message));
  });
});
