import { afterEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { loadOrganisations } from '../../../../../organisations/policy.js';
import { InProcessStore } from '../../../../../program/in-process-store.js';
import { REPORT_TYPES } from '../../../../../schema/report-type.js';
import { keepReads } from '../../../../../subgraphs/dossier/data/keeping/kept-reads.js';
import { Seal } from '../../../../../subgraphs/sealing.js';
import { StubEcd } from '../../api/stub-ecd.js';

const UNENDING = new AbortController().signal;
const QUERY = {
  first: 20,
  after: null,
  types: REPORT_TYPES,
  openTypes: REPORT_TYPES,
  carePlanOpen: true,
  period: { start: new Date('2026-03-01'), end: null },
  text: null,
};

describe('what was read of a dossier', () => {
  const written: [string, string][] = [];
  let now = 0;
  const store = new InProcessStore(() => now);
  const set = store.set.bind(store);
  store.set = (key, value, ttlMs) => {
    written.push([key, value]);
    return set(key, value, ttlMs);
  };
  const policy = [...loadOrganisations('organisations').values()][0];
  const parts = { store, sealingKey: randomBytes(32), log: pino({ level: 'silent' }) };
  const policyOf = (cacheSeconds: number, id = 'vivium') => {
    if (policy === undefined) throw new Error('no policy');
    return { ...policy, id, ecd: { ...policy.ecd, cacheSeconds } };
  };
  const ecdOf = (stub: StubEcd, cacheSeconds = 30, id = 'vivium') => keepReads(stub, policyOf(cacheSeconds, id), parts);

  afterEach(() => {
    now += 3_600_000;
    written.length = 0;
  });

  it('is not asked for again while it is kept, by any copy of the program', async () => {
    const stub = new StubEcd();
    const first = await ecdOf(stub).recordOf('anna', UNENDING).reports(QUERY);
    expect(
      await ecdOf(stub)
        .recordOf('anna', UNENDING)
        .reports({ ...QUERY }),
    ).toEqual(first);
    expect(first[0]?.effectiveDateTime).toBeInstanceOf(Date);
    expect(stub.reads()).toEqual(['reports']);
  });

  it('is asked for again when its time is up', async () => {
    const stub = new StubEcd();
    await ecdOf(stub).recordOf('anna', UNENDING).person();
    now += 30_001;
    await ecdOf(stub).recordOf('anna', UNENDING).person();
    expect(stub.reads()).toEqual(['person', 'person']);
  });

  it('may be nothing, which is kept as well', async () => {
    const stub = new StubEcd();
    stub.replies = { carePlan: async () => null };
    for (let look = 0; look < 2; look++) expect(await ecdOf(stub).recordOf('anna', UNENDING).carePlan()).toBeNull();
    expect(stub.reads()).toEqual(['carePlan']);
  });

  it('is never taken for another client’s, organisation’s or question’s', async () => {
    const stub = new StubEcd();
    await ecdOf(stub).recordOf('anna', UNENDING).reports(QUERY);
    await ecdOf(stub).recordOf('piet', UNENDING).reports(QUERY);
    await ecdOf(stub, 30, 'rozelaar').recordOf('anna', UNENDING).reports(QUERY);
    await ecdOf(stub)
      .recordOf('anna', UNENDING)
      .reports({ ...QUERY, types: ['GENERAL'] });
    await ecdOf(stub)
      .recordOf('anna', UNENDING)
      .reports({ ...QUERY, carePlanOpen: false });
    expect(stub.reads()).toHaveLength(5);
  });

  it('is asked for again when the policy says that codes mean something else', async () => {
    const stub = new StubEcd();
    await ecdOf(stub).recordOf('anna', UNENDING).person();
    await keepReads(stub, { ...policyOf(30), ecd: { adapter: 'FHIR_R4', cacheSeconds: 30 } }, parts)
      .recordOf('anna', UNENDING)
      .person();
    expect(stub.reads()).toEqual(['person', 'person']);
  });

  it('is read anew when somebody gives back what was kept before', async () => {
    const stub = new StubEcd();
    let time = 0;
    const ecd = keepReads(stub, policyOf(30), { ...parts, clock: () => time });
    await ecd.recordOf('anna', UNENDING).person();
    time = 30_001; // the store's own clock stands still
    await ecd.recordOf('anna', UNENDING).person();
    expect(stub.reads()).toEqual(['person', 'person']);
  });

  it('is read anew when another program wrote it in a way that this one cannot read', async () => {
    const stub = new StubEcd();
    await ecdOf(stub).recordOf('anna', UNENDING).person();
    const [key = '', value = ''] = written[0] ?? [];
    const seal = new Seal(parts.sealingKey, `what was read of ${JSON.stringify(['vivium', 'anna'])}`);
    expect(() => seal.openBytes(key, Buffer.from(value, 'base64'))).not.toThrow();
    await store.set(key, seal.close(key, 'geen v8').toString('base64'), 30_000);
    expect((await ecdOf(stub).recordOf('anna', UNENDING).person())?.name.given).toBe('Anna');
  });

  it('is not kept where the organisation does not allow it', async () => {
    const stub = new StubEcd();
    expect(ecdOf(stub, 0)).toBe(stub);
  });

  it('is not kept when it was searched for, or when it is what is new', async () => {
    const stub = new StubEcd();
    const record = ecdOf(stub).recordOf('anna', UNENDING);
    await record.reports({ ...QUERY, text: 'benauwd' });
    await record.changes({ since: new Date(0), sections: ['REPORTS'] });
    expect(written).toEqual([]);
  });

  it('is not kept when it could not be read', async () => {
    const stub = new StubEcd();
    stub.replies = { person: () => Promise.reject(new Error('away')) };
    await expect(ecdOf(stub).recordOf('anna', UNENDING).person()).rejects.toThrow('away');
    expect(written).toEqual([]);
  });

  it('is unreadable in the store, key and value', async () => {
    const stub = new StubEcd();
    await ecdOf(stub).recordOf('anna', UNENDING).person();
    expect(written).toHaveLength(1);
    const [key, value] = written[0] ?? ['', ''];
    expect(`${key} ${Buffer.from(value, 'base64').toString('latin1')}`).not.toMatch(/anna|meulen|person/i);
  });

  it('is read anew when what is kept was changed or moved by somebody', async () => {
    const stub = new StubEcd();
    await ecdOf(stub).recordOf('anna', UNENDING).person();
    const [key = '', value = ''] = written[0] ?? [];
    const forged = Buffer.from(value, 'base64');
    forged.writeUInt8(forged.readUInt8(40) ^ 1, 40);
    await store.set(key, forged.toString('base64'), 30_000);
    expect((await ecdOf(stub).recordOf('anna', UNENDING).person())?.name.given).toBe('Anna');
    expect(stub.reads()).toEqual(['person', 'person']);
  });
});
