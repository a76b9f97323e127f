import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BucketPlace, StoreRefused } from '../../../../../subgraphs/audit/data/places/bucket-place.js';
import { FolderPlace } from '../../../../../subgraphs/audit/data/places/folder-place.js';
import { checkpointPath, OtherContent, type Place } from '../../../../../subgraphs/audit/domain/places.js';
import { startFakeBucket, type FakeBucket } from '../../../../support/fake-bucket.js';

const NOW = new Date('2025-11-22T10:00:00.000Z');
const OPTIONS = { region: 'eu-central-1', bucket: 'log', retentionYears: 10 };
const CREDENTIALS = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'made-up/secret' };
const ONE = Buffer.from('one\n');

let store: FakeBucket;
let folder: string;
const places = new Map<string, Place>();
const placeNamed = (name: string) => places.get(name) as Place;
const bucketWith = (change: Partial<typeof CREDENTIALS & { endpoint: string }> = {}) =>
  new BucketPlace({ ...OPTIONS, endpoint: store.url, ...CREDENTIALS, ...change }, () => NOW);

beforeAll(async () => {
  store = await startFakeBucket('log', { [CREDENTIALS.accessKeyId]: CREDENTIALS.secretAccessKey });
  folder = await mkdtemp(join(tmpdir(), 'inzage-place-'));
  places.set('a folder', new FolderPlace(join(folder, 'log')));
  places.set('a bucket', bucketWith());
});

afterAll(async () => {
  await store.stop();
  await rm(folder, { recursive: true, force: true });
});

describe.each(['a folder', 'a bucket'])('%s', (name) => {
  it('holds nothing at first', async () => {
    expect(await placeNamed(name).read('checkpoints/1')).toBeNull();
    expect(await placeNamed(name).list('checkpoints/')).toEqual([]);
  });

  it('keeps what is put there, also when the same comes twice', async () => {
    await placeNamed(name).put('checkpoints/1', ONE);
    await placeNamed(name).put('checkpoints/1', ONE);
    expect(await placeNamed(name).read('checkpoints/1')).toEqual(ONE);
  });

  it('never overwrites: something else at the same path is a fork', async () => {
    const other = placeNamed(name).put('checkpoints/1', Buffer.from('two\n'));
    await expect(other).rejects.toThrow(OtherContent);
    expect(await placeNamed(name).read('checkpoints/1')).toEqual(ONE);
  });

  it('has one winner when two come at the same time', async () => {
    const puts = ['a', 'b', 'c', 'd'].map((text) => placeNamed(name).put('leaves/0-1', Buffer.from(text)));
    const outcomes = await Promise.allSettled(puts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('lists in order what comes after a path', async () => {
    for (const path of ['checkpoints/3', 'checkpoints/2']) await placeNamed(name).put(path, ONE);
    store.page = 2;
    expect(await placeNamed(name).list('checkpoints/')).toEqual(['checkpoints/1', 'checkpoints/2', 'checkpoints/3']);
    expect(await placeNamed(name).list('checkpoints/', 'checkpoints/1')).toEqual(['checkpoints/2', 'checkpoints/3']);
  });

  it('lists what lies in folders, in order, from any path on', async () => {
    const paths = [9_999, 10_000, 123_456, 123_457].map((size) =>
      checkpointPath(size).replace(/^checkpoints/, 'signed'),
    );
    for (const path of paths.toReversed()) await placeNamed(name).put(path, ONE);
    for (const [index, path] of [...paths, ''].entries()) {
      expect(await placeNamed(name).list('signed/', path)).toEqual(path === '' ? paths : paths.slice(index + 1));
    }
  });
});

describe('a folder', () => {
  it('holds no unfinished files, and the files in it are not to be written', async () => {
    expect(await readdir(join(folder, 'log/checkpoints'))).toEqual(['1', '2', '3']);
    expect((await stat(join(folder, 'log/checkpoints/1'))).mode & 0o777).toBe(0o400);
  });
});

describe('a bucket', () => {
  it('locks what is put there for as long as was agreed, for everybody (COMPLIANCE)', () => {
    expect(store.objects.get('checkpoints/1')).toEqual({
      content: ONE,
      mode: 'COMPLIANCE',
      retainUntil: '2035-11-22T10:00:00Z',
    });
  });

  it.each([
    ['a wrong secret', { secretAccessKey: 'another' }],
    ['an unknown access key', { accessKeyId: 'AKIAOTHER' }],
  ])('is refused with %s, and says so', async (_, change) => {
    const place = bucketWith(change);
    await expect(place.put('checkpoints/9', ONE)).rejects.toThrow('bucket log: SignatureDoesNotMatch (403)');
    await expect(place.read('checkpoints/1')).rejects.toThrow(StoreRefused);
    await expect(place.list('checkpoints/')).rejects.toThrow(StoreRefused);
    expect(store.objects.has('checkpoints/9')).toBe(false);
  });

  it('that cannot be reached is told too', async () => {
    const place = bucketWith({ endpoint: 'http://127.0.0.1:9' });
    await expect(place.put('checkpoints/9', ONE)).rejects.toThrow('(no answer)');
  });
});
