/** A line from one program to another: every call over it is signed, and a key is agreed on along the way. */
import type { Program } from '../../schema/caller.js';
import type { Answer, Transport } from '../transport.js';
import type { CallSigner } from './signer.js';
import { CALL_HEADER, OFFER_HEADER, type CallToSign } from './terms.js';
import { isUnderKey } from './under-key.js';

export interface OutgoingCall extends Omit<CallToSign, 'audience'> {
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  limitMs?: number | undefined;
}

/** Sends a call and gives the answer; rejects when there is none. */
export type Line = (call: OutgoingCall) => Promise<Answer>;

export function lineTo(audience: Program, transport: Transport, signer: CallSigner): Line {
  const send = ({ path, body, headers, signal, limitMs }: OutgoingCall, signature: string): Promise<Answer> => {
    const signed = { 'content-type': 'application/json', ...headers, [CALL_HEADER]: signature };
    return transport({ path, headers: signed, body, signal, limitMs });
  };
  return async (call) => {
    const signature = await signer.sign({ audience, ...call });
    let answer = await send(call, signature);
    if (isUnderKey(signature)) {
      if (answer.status !== 401) return answer;
      // the key was replaced there: the call did nothing, and is made again under our own signature
      signer.forget(audience);
      answer = await send(call, await signer.sign({ audience, ...call }));
    }
    const offer = answer.headers[OFFER_HEADER];
    if (offer !== undefined) await signer.hear(audience, offer);
    return answer;
  };
}
