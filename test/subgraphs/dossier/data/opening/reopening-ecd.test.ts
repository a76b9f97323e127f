import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import { EcdContractBroken, type OpenedEcd } from '../../../../../subgraphs/dossier/data/opening/ecd-door.js';
import { ReopeningEcd, type Patience } from '../../../../../subgraphs/dossier/data/opening/reopening-ecd.js';
import { StubEcd } from '../../api/stub-ecd.js';

const UNENDING = new AbortController().signal;
/** Not in the background within a test. */
const ONLY_WHEN_ASKED: Patience = { firstMs: 60_000, mostMs: 60_000, leastMs: 0 };
const down = () => Promise.reject(Object.assign(new Error('at a secret address'), { code: 'ECONNREFUSED' }));

describe('an ECD that need not be there', () => {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line) as never) });
  const stub = new StubEcd();
  const closed: string[] = [];
  const up = async (): Promise<OpenedEcd> => ({
    ecd: stub,
    shortcomings: ['Procedure cannot be searched by based-on'],
    close: async () => void closed.push('closed'),
  });
  let attempts = 0;
  let behind: () => Promise<OpenedEcd> = up;
  let ecd: ReopeningEcd;

  function stand(patience: Patience) {
    attempts = 0;
    const door = () => {
      attempts += 1;
      return behind();
    };
    ecd = new ReopeningEcd(door, { organisation: 'vivium', log, patience });
  }
  const name = async () => (await ecd.recordOf('anna', UNENDING).person())?.name.given;
  const reasons = () => lines.flatMap(({ reason }) => (reason === undefined ? [] : [reason]));

  afterEach(async () => {
    await ecd.close();
    lines.length = 0;
    closed.length = 0;
    stub.lacks = new Set();
  });

  it('is opened when it is asked, once for all who ask, and its lacks are known from then on', async () => {
    stub.lacks = new Set(['LIFE_STORY']);
    behind = down;
    stand(ONLY_WHEN_ASKED);
    await ecd.open();
    expect([...ecd.lacks]).toEqual([]);
    behind = () => setTimeout(20).then(up);
    expect(await Promise.all([name(), name(), name()])).toEqual(['Anna', 'Anna', 'Anna']);
    expect(attempts).toBe(2);
    expect([...ecd.lacks]).toEqual(['LIFE_STORY']);
    expect(lines).toContainEqual(
      expect.objectContaining({ lacks: ['LIFE_STORY'], shortcomings: ['Procedure cannot be searched by based-on'] }),
    );
    await ecd.close();
    expect(closed).toEqual(['closed']);
  });

  it('is opened in the background when nobody asks', async () => {
    behind = down;
    stand({ firstMs: 5, mostMs: 10, leastMs: 0 });
    await ecd.open();
    while (attempts < 4) await setTimeout(5);
    behind = up;
    while (!lines.some(({ msg }) => msg === 'the ECD can be read now')) await setTimeout(5);
    const sofar = attempts;
    expect(await name()).toBe('Anna');
    expect(attempts).toBe(sofar);
  });

  it('is not tried again at once for each who asks', async () => {
    behind = down;
    stand({ ...ONLY_WHEN_ASKED, leastMs: 60_000 });
    await ecd.open();
    await expect(Promise.all([name(), name()])).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(attempts).toBe(1);
  });

  it('stays closed while its contract is broken, which is logged in full and once', async () => {
    behind = down;
    stand(ONLY_WHEN_ASKED);
    await ecd.open();
    behind = async () => {
      throw new EcdContractBroken(['inzage.goal is missing', 'the role can write']);
    };
    for (let asked = 0; asked < 3; asked += 1) await expect(name()).rejects.toThrow(EcdContractBroken);
    expect(reasons()).toEqual(['ECONNREFUSED', 'inzage.goal is missing', 'the role can write']);
  });

  it('is a fault when it is there at start and its contract is broken', async () => {
    behind = async () => {
      throw new EcdContractBroken(['inzage.goal is missing']);
    };
    stand(ONLY_WHEN_ASKED);
    await expect(ecd.open()).rejects.toMatchObject({ faults: ['inzage.goal is missing'] });
  });

  it('has nothing of its address said in the log', async () => {
    behind = down;
    stand(ONLY_WHEN_ASKED);
    await ecd.open();
    expect(JSON.stringify(lines)).not.toMatch(/secret/);
  });
});
