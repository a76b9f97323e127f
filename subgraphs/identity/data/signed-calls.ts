import { lineTo } from '../../../program/calls/line.js';
import type { CallSigner } from '../../../program/calls/signer.js';
import type { Transport } from '../../../program/transport.js';
import type { Caller, Program } from '../../../schema/caller.js';

/** Longer than the dossier waits for an ECD. */
const LIMIT_MS = 6_000;

/** Asks another program something of `CALLS`; rejects when it was not answered. @param caller on whose behalf. */
export type Call = (path: string, payload: unknown, caller?: Caller) => Promise<unknown>;

export function callsTo(audience: Program, transport: Transport, signer: CallSigner): Call {
  const line = lineTo(audience, transport, signer);
  return async (path, payload, caller) => {
    const signal = AbortSignal.timeout(LIMIT_MS);
    const answer = await line({ path, body: JSON.stringify(payload), signal, ...(caller && { caller }) });
    if (answer.status !== 200) throw new Error(`${audience} answered ${answer.status} to ${path}`);
    return JSON.parse(answer.body) as unknown;
  };
}
