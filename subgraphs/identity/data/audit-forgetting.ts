import { CALL_HEADER, type CallSigner } from '../../../program/signed-call.js';
import type { Transport } from '../../../program/transport.js';
import { CALLS } from '../../../schema/calls.js';
import type { ForgetPerson } from '../domain/upkeep/forward-forgetting.js';

const LIMIT_MS = 3_000;

/** Tells the audit subgraph by a signed call. */
export function forgetPersonBy(transport: Transport, signer: CallSigner): ForgetPerson {
  return async (account) => {
    const path = CALLS.forgetPerson;
    const body = JSON.stringify({ account });
    const signature = await signer.sign({ audience: 'audit', path, body });
    const headers = { 'content-type': 'application/json', [CALL_HEADER]: signature };
    const { status } = await transport({ path, headers, body, signal: AbortSignal.timeout(LIMIT_MS) });
    if (status !== 200) throw new Error(`the audit subgraph answered ${status}`);
  };
}
