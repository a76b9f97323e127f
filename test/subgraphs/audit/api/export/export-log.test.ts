/** A copy of the log from the audit subgraph itself, page by page, as the gateway asks for it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { AuditEvent } from '../../../../../schema/audit-event.js';
import { CALLS } from '../../../../../schema/calls.js';
import type { Caller, StaffAssignment } from '../../../../../schema/caller.js';
import type { LogExportOpening, LogExportPage, LogExportRequest } from '../../../../../schema/log-export.js';
import {
  exportStatement,
  type ExportEnd,
  type ExportHeader,
  type ExportLine,
} from '../../../../../subgraphs/audit/domain/export/export-lines.js';
import { leafHashOf } from '../../../../../subgraphs/audit/domain/record/leaf.js';
import { Frontier } from '../../../../../subgraphs/audit/domain/tree/frontier.js';
import { NoteSigner, openNote } from '../../../../../subgraphs/audit/domain/tree/signed-note.js';
import { verifyExport } from '../../../../../subgraphs/audit/domain/verify/verify-export.js';
import { anEvent } from '../../audit-test.js';
import { aCaller, CLIENT, runAudit, type RunningAudit } from '../../running-audit.js';

const ACCOUNT = '0190a000-0000-7000-8000-0000000000c1';
const at = (organisation: string): StaffAssignment => ({ organisation, role: 'AUDITOR' });
const AUDITOR = aCaller({ staff: [at('vivium')], account: 'auditor-1' });
const ALL: LogExportRequest = {
  ...{ format: 'NDJSON', organisation: null, from: null, until: null, client: null, account: null },
  ...{ kinds: null, outcome: null, after: 0, upTo: null },
};
/** What happened in the tests, not this very reading of it. */
const LOOKS: Partial<LogExportRequest> = { kinds: ['DOSSIER_READ'] };

describe('a copy of the log', () => {
  let audit: RunningAudit;
  beforeAll(async () => {
    audit = await runAudit();
  });
  beforeEach(() => audit.empty());
  afterAll(() => audit.stop());

  async function step<T>(caller: Caller, asked: object): Promise<T & { code?: string }> {
    return JSON.parse((await audit.call('gateway', CALLS.exportLog, asked, caller)).body) as T & { code?: string };
  }

  const begin = (request: Partial<LogExportRequest> = {}, caller = AUDITOR) =>
    step<LogExportOpening>(caller, { begin: { ...ALL, ...request } });

  /** All of its text, and how many pages it took. */
  async function copy(request: Partial<LogExportRequest> = LOOKS, caller = AUDITOR) {
    const opening = await begin(request, caller);
    let { head: text, next }: { head: string; next: string | null } = opening;
    let pages = 0;
    while (next !== null) {
      const page: LogExportPage = await step<LogExportPage>(caller, { next });
      text += page.text;
      next = page.next;
      pages += 1;
    }
    return { opening, text, pages };
  }

  async function linesOf(request?: Partial<LogExportRequest>, caller?: Caller) {
    const { text, opening } = await copy(request, caller);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    const records = lines.slice(1, -1) as ExportLine[];
    return { opening, header: lines[0] as ExportHeader, records, end: lines.at(-1) as ExportEnd };
  }

  async function idsOf(request: Partial<LogExportRequest>, caller?: Caller): Promise<string[]> {
    const { records } = await linesOf({ ...LOOKS, ...request }, caller);
    return records.map(({ record }) => record.id);
  }

  const append = async (...events: AuditEvent[]) => {
    await audit.append('dossier', events);
    return events.map(({ id }) => id);
  };

  it('has every record in the order of the log, with its leaf, the opened name and what is signed for (NEN 7513)', async () => {
    const ids = await append(
      anEvent({ account: ACCOUNT, accountName: 'Joke Vos', occurredAt: '2025-12-03T10:00:00.000Z', client: CLIENT }),
      anEvent({ organisation: 'rozelaar' }),
      anEvent({ occurredAt: '2025-10-03T10:00:00.000Z', search: { types: ['MEDICAL'], text: true } }),
      anEvent(),
    );
    await audit.sign();
    const { opening, header, records, end } = await linesOf();
    expect(records.map(({ record }) => record.id)).toEqual([ids[0], ids[2], ids[3]]);
    expect(records.map(({ sequence, previous }) => [sequence, previous])).toEqual([
      [1, 0],
      [3, 1],
      [4, 3],
    ]);
    expect(records.map(({ name }) => name)).toEqual(['Joke Vos', null, null]);
    for (const { record, leaf } of records) expect(leafHashOf(record).toString('base64')).toBe(leaf);
    expect(header).toEqual({
      ...{ log: audit.checkpoints.origin, organisation: 'vivium', from: null, until: null },
      ...{ filter: LOOKS, after: 0, size: 4 },
    });
    expect([opening.total, opening.isEstimate, opening.size]).toEqual([3, false, 4]);
    const tree = Frontier.empty();
    for (const { leaf } of records) tree.append(Buffer.from(leaf, 'base64'));
    const { verifierKey } = new NoteSigner(audit.checkpoints.origin, audit.checkpoints.key);
    expect(openNote(end.note, [verifierKey]).text).toBe(exportStatement(header, end, tree.root));
    expect([end.count, end.last]).toEqual([3, 4]);
    expect(openNote(end.checkpoint ?? '', [verifierKey]).text).toMatch(/\n4\n/);
  });

  it('holds before who verifies it offline, whole and resumed (attack 8)', async () => {
    await append(...Array.from({ length: 501 }, () => anEvent()));
    const { origin, key } = audit.checkpoints;
    const trust = { origin, logKeys: [new NoteSigner(origin, key).verifierKey], witnessKeys: [] };
    const whole = (await copy()).text.trimEnd().split('\n');
    const brokenOff = whole.slice(0, 300);
    const { text } = await copy({ ...LOOKS, after: 299, upTo: 501 });
    const parts = [...brokenOff, ...text.trimEnd().split('\n')];
    for (const lines of [whole, parts]) {
      expect(await verifyExport(Readable.from(lines), trust, null)).toMatchObject({ findings: [], records: 501 });
    }
    const less = whole.toSpliced(200, 1);
    expect((await verifyExport(Readable.from(less), trust, null)).findings).toMatchObject([
      { what: 'REMOVED', sequence: 200 },
    ]);
  });

  it('comes in pages; what is recorded meanwhile is not in it, and what is resumed is the rest of the same', async () => {
    for (let batch = 0; batch < 3; batch += 1) {
      await append(...Array.from({ length: 400 }, (_, index) => anEvent({ occurredAt: dayOf(index) })));
    }
    const opening = await begin(LOOKS);
    const first = await step<LogExportPage>(AUDITOR, { next: opening.next });
    await append(anEvent());
    const second = await step<LogExportPage>(AUDITOR, { next: first.next });
    const third = await step<LogExportPage>(AUDITOR, { next: second.next });
    expect(third.next).toBeNull();
    const whole = [first, second, third].flatMap(({ text }) => text.trimEnd().split('\n')).slice(0, -1);
    expect(whole).toHaveLength(1200);
    expect(opening.total).toBe(1200);
    const { sequence } = JSON.parse(whole[499] ?? '') as ExportLine;
    const rest = await linesOf({ ...LOOKS, after: sequence, upTo: opening.size });
    expect(rest.records.map((line) => JSON.stringify(line))).toEqual(whole.slice(500));
    expect([rest.opening.total, rest.end.count]).toEqual([700, 700]);
  });

  it('is what was asked for: a client, an account, kinds, an outcome, days of the organisation', async () => {
    const [client] = await append(anEvent({ client: CLIENT }));
    const [account] = await append(anEvent({ account: ACCOUNT }));
    const [refused] = await append(anEvent({ outcome: 'REFUSED' }));
    // a quarter to one on the first of October in Amsterdam
    const [early] = await append(anEvent({ occurredAt: '2025-09-30T22:45:00.000Z' }));
    const [signIn] = await append(anEvent({ kind: 'SIGN_IN', action: 'E' }));
    expect(await idsOf({ client: CLIENT.toUpperCase() })).toEqual([client]);
    expect(await idsOf({ account: ACCOUNT })).toEqual([account]);
    expect(await idsOf({ outcome: 'REFUSED' })).toEqual([refused]);
    expect(await idsOf({ from: '2025-10-01', until: '2025-10-01' })).toEqual([early]);
    expect(await idsOf({ kinds: ['SIGN_IN', 'SIGN_OUT'] })).toEqual([signIn]);
    expect(await idsOf({ client: randomUUID() })).toEqual([]);
  });

  it('can be had as CSV and as FHIR, of the same records', async () => {
    await append(anEvent(), anEvent({ client: CLIENT }));
    const csv = await copy({ ...LOOKS, format: 'CSV', from: '2025-01-01' });
    expect(csv.text.split('\r\n')).toHaveLength(4);
    expect(csv.opening).toMatchObject({ name: 'log-vivium-2025-01-01.csv', total: 2 });
    const fhir = await copy({ ...LOOKS, format: 'FHIR', after: 1 });
    expect(fhir.text.trimEnd().split('\n')).toHaveLength(1);
    expect(fhir.opening).toMatchObject({ name: 'log-vivium-after-1.fhir.ndjson', total: 1 });
  });

  it('is on the log itself: that it began, with what was asked, and how many were given (NEN 7513)', async () => {
    await append(anEvent());
    await copy({ ...LOOKS, client: null, from: '2025-11-01' });
    const [began, ended, ...others] = await audit.records(`kind = 'LOG_EXPORTED'`);
    const common = { action: 'E', outcome: 'OK', account: 'auditor-1', role: 'AUDITOR', organisation: 'vivium' };
    expect(began).toMatchObject({
      ...common,
      categories: ['ACCESS_LOG'],
      object: expect.stringMatching(/^LogExport\/[0-9a-f-]{36}$/),
      search: { format: 'NDJSON', from: '2025-10-31T23:00:00.000Z', kinds: ['DOSSIER_READ'], after: 0, size: 1 },
    });
    expect(ended).toMatchObject({ ...common, object: began?.['object'], search: { records: 1, last: 1, whole: true } });
    expect(others).toEqual([]);
  });

  it('that broke off is on the log as such, with how many were given', async () => {
    await append(...Array.from({ length: 600 }, () => anEvent()));
    const { next } = await begin(LOOKS);
    const page = await step<LogExportPage>(AUDITOR, { next });
    expect(await step(AUDITOR, { brokenOff: page.next })).toBeNull();
    const [, ended] = await audit.records(`kind = 'LOG_EXPORTED'`);
    expect(ended).toMatchObject({ outcome: 'ERROR', search: { records: 500, last: 500, whole: false } });
  });

  it('is of one organisation, where the caller is log manager; another one is refused, on the record', async () => {
    const both = aCaller({ staff: [at('vivium'), at('rozelaar')], account: 'auditor-1' });
    const [, theirs] = await append(anEvent(), anEvent({ organisation: 'rozelaar' }));
    expect((await begin({}, both)).code).toBe('BAD_INPUT');
    expect(await idsOf({ organisation: 'rozelaar' }, both)).toEqual([theirs]);
    expect((await begin({ organisation: 'rozelaar' })).code).toBe('ACCESS_REFUSED');
    const reporter = aCaller({ staff: [{ organisation: 'vivium', role: 'REPORTER' }], account: 'reporter-1' });
    expect((await begin({}, reporter)).code).toBe('ACCESS_REFUSED');
    expect(await audit.records(`outcome = 'REFUSED'`)).toMatchObject([
      { kind: 'LOG_EXPORTED', action: 'E', organisation: 'rozelaar', account: 'auditor-1' },
      { kind: 'LOG_EXPORTED', action: 'E', account: 'reporter-1' },
    ]);
  });

  it('stops when the caller is log manager no more, and is nobody else’s to go on with', async () => {
    await append(anEvent());
    const { next } = await begin();
    expect((await step(aCaller({ staff: [], account: 'auditor-1' }), { next })).code).toBe('ACCESS_REFUSED');
    expect((await step(aCaller({ staff: [at('vivium')], account: 'auditor-2' }), { next })).code).toBe('BAD_INPUT');
    expect((await step(AUDITOR, { next: `${next.slice(0, -8)}AAAAAAA=` })).code).toBe('BAD_INPUT');
  });

  it('cannot begin behind the end of the log, nor end there', async () => {
    await append(anEvent());
    expect((await begin({ upTo: 1_000 })).code).toBe('BAD_INPUT');
    expect((await begin({ after: 1_000 })).code).toBe('BAD_INPUT');
    expect((await begin({ from: '2025-02-01', until: '2025-01-01' })).code).toBe('BAD_INPUT');
  });
});

/** In one of a few months, so that records next to each other lie in different rooms. */
function dayOf(index: number): string {
  return new Date(Date.UTC(2025, index % 5, 1 + (index % 20))).toISOString();
}
