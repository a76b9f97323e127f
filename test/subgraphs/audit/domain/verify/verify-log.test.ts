import { describe, expect, it } from '@jest/globals';
import { checkpointPath, leavesPath } from '../../../../../subgraphs/audit/domain/places.js';
import { hashLeaf } from '../../../../../subgraphs/audit/domain/tree/hash.js';
import { anEntry, aSigner, signedLog, type SignedLog } from './signed-log.js';

const aLog = () => signedLog(30, [10, 20, 25]);
const DROPPED = { organisation: 'vivium', month: '2020-10-01', records: 4, first: 4, last: 7, earlier: 0 };
const namesOf = async (log: SignedLog, how = {}) =>
  (await log.verify(how)).findings.map(({ what, sequence }) => `${what} ${sequence}`);

describe('verifying the log', () => {
  it('finds nothing in a log that is as it was signed', async () => {
    const { findings, records, unsigned, signed, perOrganisation, places } = await aLog().verify();
    expect(findings).toEqual([]);
    expect({ records, unsigned, places }).toEqual({ records: 30, unsigned: 5, places: ['the folder'] });
    expect(perOrganisation).toEqual([{ organisation: 'vivium', records: 30 }]);
    expect(signed).toMatchObject({ checkpoints: 3, size: 25, lastAt: '2025-11-21T12:00:00.000Z' });
  });

  it('finds nothing in an empty log', async () => {
    expect(await signedLog(0, []).verify()).toMatchObject({ findings: [], records: 0, signed: null });
  });

  it('names a record that says something else, by its number and id', async () => {
    const log = aLog();
    log.entries[11] = anEntry(12, 'another story');
    expect((await log.verify()).findings).toEqual([
      {
        what: 'CHANGED',
        sequence: 12,
        id: 'id of another story',
        at: '2025-11-20T10:00:00.000Z',
        says: 'record 12 does not say what was signed (signed 2025-11-21T12:00:00.000Z)',
      },
    ]);
  });

  it('names a record that holds what the log never writes', async () => {
    const log = aLog();
    log.entries[2] = { ...anEntry(3), leaf: null };
    expect(await namesOf(log)).toEqual(['CHANGED 3']);
  });

  it('names a record that is gone', async () => {
    const log = aLog();
    log.entries.splice(14, 1);
    expect(await namesOf(log)).toEqual(['REMOVED 15']);
  });

  it('names the one that is gone, however those after it were renumbered', async () => {
    const log = aLog();
    log.entries.splice(14, 1);
    for (const entry of log.entries.slice(14)) entry.sequence -= 1;
    expect((await namesOf(log))[0]).toBe('REMOVED 15');
  });

  it('names two records that changed places, also over a checkpoint', async () => {
    const log = aLog();
    const [one, other] = [log.entries[4], log.entries[21]];
    if (one && other) [one.sequence, other.sequence] = [22, 5];
    const { findings } = await log.verify();
    expect(findings.map(({ what, sequence }) => [what, sequence])).toEqual([
      ['REORDERED', 5],
      ['REORDERED', 22],
    ]);
    expect(findings[0]?.says).toContain('record 5 now stands at 22; in its place stands record 22');
  });

  it('names a record that was put between others', async () => {
    const log = aLog();
    for (const entry of log.entries.slice(7)) entry.sequence += 1;
    log.entries.push(anEntry(8, 'made up'));
    expect((await namesOf(log))[0]).toBe('ADDED 8');
  });

  it.each([
    ['beside another', 8],
    ['behind all others', 31],
    ['before all others', 0],
  ])('names a record that was put %s', async (_where, sequence) => {
    const log = aLog();
    log.entries.push(anEntry(sequence, 'made up'));
    expect(await namesOf(log)).toEqual([`ADDED ${sequence}`]);
  });

  it('names the first that is gone of a tail that was cut off, also when the tree was cut with it', async () => {
    const log = aLog();
    log.entries.splice(17);
    expect(await namesOf(log)).toEqual(['CUT_OFF 18']);
    log.leaves.splice(17);
    log.checkpoints.delete(20);
    log.checkpoints.delete(25);
    expect((await namesOf(log))[0]).toBe('CUT_OFF 18');
    expect((await log.verify()).findings[0]?.says).toContain('the log ends at 17');
  });

  it('names the first record of a log that was emptied', async () => {
    const log = aLog();
    log.entries.splice(0);
    expect((await log.verify()).findings[0]).toMatchObject({ what: 'CUT_OFF', sequence: 1 });
  });

  it('trusts what was signed and is outside over a database that agrees with itself', async () => {
    const log = aLog();
    log.entries[11] = anEntry(12, 'another story');
    log.leaves[11] = hashLeaf('another story');
    expect(await namesOf(log)).toEqual(['CHANGED 12', 'TREE_CHANGED 12']);
  });

  it('trusts a database that makes the signed root over a place that does not', async () => {
    const log = aLog();
    log.outside.set(leavesPath(10, 20), Buffer.alloc(320));
    log.outside.delete(leavesPath(0, 10));
    expect(await namesOf(log)).toEqual(['PLACE_CHANGED 1', 'PLACE_CHANGED 11']);
  });

  it('takes the leaves of a turn that failed for what they are', async () => {
    const log = aLog();
    log.outside.set(leavesPath(10, 13), Buffer.concat(log.leaves.slice(10, 13)));
    expect(await namesOf(log)).toEqual([]);
    log.outside.set(leavesPath(13, 20), Buffer.concat(log.leaves.slice(13, 20)));
    log.outside.delete(leavesPath(10, 20));
    expect(await namesOf(log)).toEqual([]);
  });

  it('does with the database alone when nothing is kept outside', async () => {
    const log = aLog();
    expect(await namesOf(log, { outside: false })).toEqual([]);
    log.entries.splice(29, 1);
    log.entries[3] = anEntry(4, 'another story');
    expect(await namesOf(log, { outside: false })).toEqual(['CHANGED 4', 'CUT_OFF 30']);
  });

  it('names a fork: two signed checkpoints of one size', async () => {
    const log = aLog();
    log.checkpoints.set(20, log.noteOver([...log.leaves.slice(0, 19), hashLeaf('another story')]));
    expect(await namesOf(log)).toEqual(['FORKED 20']);
  });

  it('names a fork: a log that was rewritten and signed on', async () => {
    const log = aLog();
    const rewritten = log.entries.map((entry) => (entry.sequence > 15 ? anEntry(entry.sequence, 'rewritten') : entry));
    const leaves = rewritten.map(({ leaf }) => leaf as Buffer);
    log.entries.splice(0, 30, ...rewritten);
    log.leaves.splice(0, 30, ...leaves);
    const note = log.noteOver(leaves.slice(0, 25));
    log.checkpoints.set(25, note);
    log.outside.set(checkpointPath(25), Buffer.from(note));
    log.outside.set(leavesPath(20, 25), Buffer.concat(leaves.slice(20, 25)));
    const names = await namesOf(log);
    expect(names[0]).toBe('CHANGED 16');
    expect(names).toContain('FORKED 25');
  });

  it('names a checkpoint that the log did not sign, and trusts none of it', async () => {
    const log = aLog();
    log.checkpoints.set(25, log.noteOver(log.leaves.slice(0, 25), aSigner()));
    log.outside.set(checkpointPath(30), Buffer.from(log.noteOver(log.leaves, aSigner('log.other.example'))));
    expect(await namesOf(log)).toEqual(['BAD_SIGNATURE 25', 'BAD_SIGNATURE 30']);
  });

  it('names a checkpoint that the database or the place outside has lost', async () => {
    const log = aLog();
    log.checkpoints.delete(10);
    log.outside.delete(checkpointPath(20));
    expect(await namesOf(log)).toEqual(['CHECKPOINT_CHANGED 10', 'PLACE_CHANGED 20']);
  });

  it("names a hash of the database's tree that is not that of its leaves", async () => {
    const log = signedLog(600, [600]);
    expect(await namesOf(log)).toEqual([]);
    log.nodes.set('9/0', Buffer.alloc(32));
    expect(await namesOf(log)).toEqual(['TREE_CHANGED 512']);
  });

  it('excuses records that are gone after their retention, and none before it', async () => {
    const log = signedLog(30, [10, 20, 25], new Date('2020-11-21T12:00:00.000Z'));
    log.entries.splice(3, 4);
    log.dropped.push({ ...DROPPED, records: 3 }, { ...DROPPED, records: 4 }); // the first time it did not come off
    expect(await log.verify({ keptYears: 5 })).toMatchObject({ findings: [], noLongerKept: 4 });
    expect((await namesOf(log, { keptYears: 6 }))[0]).toBe('REMOVED 4');
  });

  it('excuses only as many as retention says it dropped, and only from there', async () => {
    const log = signedLog(30, [10, 20, 25], new Date('2020-11-21T12:00:00.000Z'));
    log.entries.splice(3, 4);
    expect((await namesOf(log))[0]).toBe('REMOVED 4');
    log.dropped.push({ ...DROPPED, last: 9 });
    log.entries.splice(4, 1);
    expect(await namesOf(log)).toEqual(['REMOVED 4']);
    log.dropped.push({ ...DROPPED, month: '2020-11-01', first: 20, last: 22, records: 0, earlier: 1 });
    expect(await namesOf(log)).toEqual([]);
    log.entries.splice(-4, 1);
    expect(await namesOf(log)).toEqual(['REMOVED 27']);
  });

  it("names a record that was kept from the client's own log", async () => {
    const log = aLog();
    log.entries[11] = { ...anEntry(12), listed: false };
    expect(await namesOf(log)).toEqual(['HIDDEN 12']);
  });
});
