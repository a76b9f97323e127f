import { CALL_HEADER, type CallSigner } from '../../../program/signed-call.js';
import type { Transport } from '../../../program/transport.js';
import type { Caller, Program } from '../../../schema/caller.js';

/** Longer than the dossier waits for an ECD. */
const LIMIT_MS = 6_000;

/** Asks another program something of `CALLS`; rejects when it was not answered. @param caller on whose behalf. */
export type Call = (path: string, payload: unknown, caller?: Caller) => Promise<unknown>;

export function callsTo(audience: Program, transport: Transport, signer: CallSigner): Call {
  return async (path, payload, caller) => {
    const body = JSON.stringify(payload);
    const signature = await signer.sign({ audience, path, body, ...(caller && { caller }) });
    const headers = { 'content-type': 'application/json', [CALL_HEADER]: signature };
    const answer = await transport({ path, headers, body, signal: AbortSignal.timeout(LIMIT_MS) });
    if (answer.status !== 200) throw new Error(`${audience} answered ${answer.status} to ${path}`);
    return JSON.parse(answer.body) as unknown;
  };
}
