import { CALL_HEADER, type CallSigner } from '../../../program/signed-call.js';
import type { Transport } from '../../../program/transport.js';
import type { Program } from '../../../schema/caller.js';

const LIMIT_MS = 3_000;

/** Asks another program something of `CALLS`; rejects when it was not answered. */
export type Call = (path: string, payload: unknown) => Promise<unknown>;

export function callsTo(audience: Program, transport: Transport, signer: CallSigner): Call {
  return async (path, payload) => {
    const body = JSON.stringify(payload);
    const signature = await signer.sign({ audience, path, body });
    const headers = { 'content-type': 'application/json', [CALL_HEADER]: signature };
    const answer = await transport({ path, headers, body, signal: AbortSignal.timeout(LIMIT_MS) });
    if (answer.status !== 200) throw new Error(`${audience} answered ${answer.status} to ${path}`);
    return JSON.parse(answer.body) as unknown;
  };
}
