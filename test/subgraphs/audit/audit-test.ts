/** Keys and events for tests around the audit log. */
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { CallSigner } from '../../../program/calls/signer.js';
import type { CallKeys } from '../../../program/calls/verifier.js';
import { NOTHING_CONDITIONAL, type AuditEvent } from '../../../schema/audit-event.js';
import type { Program } from '../../../schema/caller.js';

export const SEALING_KEY = Buffer.alloc(32, 7);

/** By the owner of the database. Keys of persons stay: the writer remembers what it sealed with them. */
export const EMPTY_LOG = `TRUNCATE audit_figure_progress, audit_figure, audit_figure_member,
  audit_event, audit_batch, audit_node, audit_checkpoint`;

const keys = new Map<Program, Promise<{ privateJwk: JWK; publicJwk: JWK }>>();

/** The key pair of a program; the same one through all of a test file. */
export function keysOf(program: Program) {
  const known = keys.get(program) ?? newKeys(program);
  keys.set(program, known);
  return known;
}

export async function newKeys(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return {
    privateJwk: { ...(await exportJWK(privateKey)), kid },
    publicJwk: { ...(await exportJWK(publicKey)), kid },
  };
}

export async function signerOf(program: Program): Promise<CallSigner> {
  return CallSigner.create(program, (await keysOf(program)).privateJwk);
}

/** The public keys of programs, as the called one holds them. */
export async function callKeys(...programs: Program[]): Promise<CallKeys> {
  const entries = programs.map(async (program) => [program, [(await keysOf(program)).publicJwk]] as const);
  return Object.fromEntries(await Promise.all(entries));
}

export function anEvent(facts: Partial<AuditEvent> = {}): AuditEvent {
  return {
    id: randomUUID(),
    kind: 'DOSSIER_READ',
    action: 'R',
    outcome: 'OK',
    reason: null,
    justification: null,
    occurredAt: '2025-11-20T10:00:00.000Z',
    organisation: 'vivium',
    account: null,
    accountName: null,
    role: null,
    relation: null,
    ...NOTHING_CONDITIONAL,
    session: null,
    client: null,
    categories: ['REPORTS'],
    search: null,
    purpose: 'PATRQT',
    policy: 'access-matrix/1',
    source: 'dossier',
    address: '192.0.2.1',
    trace: '0'.repeat(32),
    ...facts,
  };
}
