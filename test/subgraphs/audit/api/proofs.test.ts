import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SessionFacts } from '../../../../schema/caller.js';
import { checkpointPath } from '../../../../subgraphs/audit/domain/places.js';
import { parseCheckpoint } from '../../../../subgraphs/audit/domain/tree/checkpoint.js';
import { verifyConsistency } from '../../../../subgraphs/audit/domain/tree/consistency-proof.js';
import { hashLeaf } from '../../../../subgraphs/audit/domain/tree/hash.js';
import { verifyInclusion } from '../../../../subgraphs/audit/domain/tree/inclusion-proof.js';
import { openNote, VerifierKey } from '../../../../subgraphs/audit/domain/tree/signed-note.js';
import { anEvent } from '../audit-test.js';
import { aCaller, aRelation, CLIENT, codesOf, runAudit, type RunningAudit } from '../running-audit.js';

interface Proof {
  record: string;
  leafIndex: number;
  treeSize: number;
  path: string[];
  checkpoint: string;
}

interface Checkpoint {
  note: string;
  size: number;
  root: string;
  signedAt: string;
  verifierKey: string;
}

interface OwnLog {
  _entities: { accessLog: { edges: { node: { events: { proof: Proof | null }[] } }[] } }[];
}

interface WholeLog {
  auditEvents: { edges: { node: { sequence: string; proof: Proof | null } }[] };
}

interface Growth {
  logConsistency: { path: string[]; fromNote: string; toNote: string };
}

const PROOF = 'proof { record leafIndex treeSize path checkpoint }';
const OWN_LOG = `query ($id: ID!) { _entities(representations: [{ __typename: "Client", id: $id }]) { ... on Client {
  accessLog(first: 5) { edges { node { events(first: 1) { id ${PROOF} } } } } } } }`;
const WHOLE_LOG = `{ auditEvents(first: 50) { edges { node { sequence ${PROOF} } } } }`;
const CHECKPOINT = '{ logCheckpoint { note size root signedAt verifierKey } }';
const GROWTH = `query ($from: SafeInt!, $to: SafeInt!) { logConsistency(from: $from, to: $to) {
  from to path fromNote toNote } }`;

const AUDITOR = { staff: [{ organisation: 'vivium', role: 'AUDITOR' as const }] };
const REPRESENTATIVE = { relations: [aRelation()] };
const bytes = (text: string) => Buffer.from(text, 'base64');

/** The script of the page that tells how to check a proof by hand. */
const SCRIPT = /```js\n([\s\S]*?)```/.exec(readFileSync('docs/audit-log.md', 'utf8'))?.[1] ?? '';

describe('proofs of the log', () => {
  let audit: RunningAudit;
  let folder: string;

  beforeAll(async () => {
    audit = await runAudit();
    folder = await mkdtemp(join(tmpdir(), 'inzage-proof-'));
    await writeFile(join(folder, 'check-proof.mjs'), SCRIPT);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await audit.stop();
  });

  async function ask(facts: Partial<SessionFacts> | null, query: string, variables: object = {}) {
    const answer = await audit.ask(aCaller(facts), query, variables);
    return { data: answer.data, codes: codesOf(answer) };
  }

  const append = (count: number, client: string | null = null) =>
    audit.append(
      'dossier',
      Array.from({ length: count }, () => anEvent({ client, account: 'account-9', accountName: 'Joke Vos' })),
    );

  async function checkpoint() {
    const { data } = await ask({}, CHECKPOINT);
    return (data as { logCheckpoint: Checkpoint }).logCheckpoint;
  }

  /** Of the last look into the dossier; that this log is read may stand above it already. */
  async function ownProof(): Promise<Proof | null> {
    const { data, codes } = await ask(REPRESENTATIVE, OWN_LOG, { id: CLIENT });
    expect(codes).toEqual([]);
    const lines = (data as OwnLog)._entities[0]?.accessLog.edges ?? [];
    const proofs = lines.flatMap(({ node }) => node.events[0]?.proof ?? []);
    return proofs.find(({ record }) => (JSON.parse(record) as { kind: string }).kind === 'DOSSIER_READ') ?? null;
  }

  async function checkedByHand(proof: Proof, verifierKey: string): Promise<number | null> {
    const file = join(folder, 'proof.json');
    await writeFile(file, JSON.stringify(proof));
    return spawnSync(process.execPath, [join(folder, 'check-proof.mjs'), file, verifierKey]).status;
  }

  it('come with a record of the client once it was signed for, and hold when checked by hand as the page says', async () => {
    await append(300, CLIENT);
    expect(await ownProof()).toBeNull();
    await audit.sign();
    const proof = (await ownProof()) as Proof;
    const { verifierKey, size } = await checkpoint();
    expect(proof.treeSize).toBe(size);
    expect(JSON.parse(proof.record)).toMatchObject({
      client: CLIENT,
      kind: 'DOSSIER_READ',
      closed: expect.any(String),
    });
    expect(proof.record).not.toContain('account-9');
    expect(await checkedByHand(proof, verifierKey)).toBe(0);
    expect(
      await checkedByHand({ ...proof, record: proof.record.replace('DOSSIER_READ', 'SIGN_IN') }, verifierKey),
    ).toBe(1);
    expect(await checkedByHand({ ...proof, checkpoint: proof.checkpoint.replace('Z\n', 'Z \n') }, verifierKey)).toBe(1);
  });

  it('come with a page of the log for the log manager', async () => {
    await append(60);
    await audit.sign();
    const { data } = await ask(AUDITOR, WHOLE_LOG);
    const signed = await checkpoint();
    const key = VerifierKey.parse(signed.verifierKey);
    const { edges } = (data as WholeLog).auditEvents;
    const holds = edges.map(({ node: { sequence, proof } }) => {
      if (proof === null) return 'no proof';
      const { root, size } = parseCheckpoint(openNote(proof.checkpoint, [key]).text);
      const claim = { leaf: hashLeaf(proof.record), index: Number(sequence) - 1, size, root };
      return verifyInclusion(claim, proof.path.map(bytes));
    });
    // that the log was read is on the log as well, and may be on the page already
    expect(holds).toEqual(edges.map(({ node }) => Number(node.sequence) <= signed.size || 'no proof'));
    expect(holds.filter((each) => each === true).length).toBeGreaterThanOrEqual(49);
  });

  it('show the log manager that the log only grew between two checkpoints', async () => {
    const earlier = await checkpoint();
    await append(700);
    await audit.sign();
    const later = await checkpoint();
    const { data } = await ask(AUDITOR, GROWTH, { from: earlier.size, to: later.size });
    const { path, fromNote, toNote } = (data as Growth).logConsistency;
    const [from, to] = [earlier, later].map(({ size, root }) => ({ size, root: bytes(root) })) as [never, never];
    expect([fromNote, toNote]).toEqual([earlier.note, later.note]);
    expect(verifyConsistency(from, to, path.map(bytes))).toBe(true);
  });

  it('are asked between checkpoints only, the earlier one first', async () => {
    const { size } = await checkpoint();
    for (const [from, to] of [
      [size, size + 1],
      [1, size],
    ]) {
      expect((await ask(AUDITOR, GROWTH, { from, to })).codes).toEqual(['BAD_INPUT']);
    }
  });

  it('are for whoever may read the log; its last checkpoint is for whoever signed in', async () => {
    expect((await ask(REPRESENTATIVE, GROWTH, { from: 1, to: 2 })).codes).toEqual(['ACCESS_REFUSED']);
    expect((await ask(null, CHECKPOINT)).codes).not.toEqual([]);
    const { note, signedAt, size } = await checkpoint();
    expect(note).toContain(`\n${size}\n`);
    expect(note).toContain(`time ${signedAt}`);
    expect(await readFile(join(audit.checkpoints.places.folder, checkpointPath(size)), 'utf8')).toBe(note);
  });

  it('wait while another copy of the program is signing', async () => {
    const { size } = await checkpoint();
    await append(1);
    await audit.sql("SELECT pg_advisory_lock(hashtext('audit-checkpoint signer'))");
    await audit.sign();
    expect((await checkpoint()).size).toBe(size);
    await audit.sql("SELECT pg_advisory_unlock(hashtext('audit-checkpoint signer'))");
    await audit.sign();
    expect((await checkpoint()).size).toBeGreaterThan(size);
  });

  it('are made no more once the tree in the database is another than what was signed; the program goes on recording', async () => {
    const { size } = await checkpoint();
    await audit.sql(
      `UPDATE audit_batch SET leaves = set_byte(leaves, 0, 255 - get_byte(leaves, 0)) WHERE last = ${size}`,
    );
    await append(1);
    await audit.sign();
    expect(await audit.notReady()).toEqual([]);
    expect((await checkpoint()).size).toBe(size);
  });
});
