/** What a witness puts under a checkpoint: that it saw it, when, and that the log only grew. C2SP tlog-cosignature, v1. */
import { COSIGNATURE_KEY, signatureLine, type NoteSignature, type VerifierKey } from './signed-note.js';

const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** What the witness signs. @param at seconds since 1970. */
export function cosignedMessage(text: string, at: number): string {
  return `cosignature/v1\ntime ${at}\n${text}`;
}

/** The line of a cosignature. @param signature over `cosignedMessage`. */
export function cosignatureLine({ name, keyId }: VerifierKey, at: number, signature: Buffer): string {
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(BigInt(at));
  return signatureLine({ name, keyId, signature: Buffer.concat([time, signature]) });
}

/** When this witness cosigned the text; undefined when this is not its cosignature, or a wrong one. */
export function cosignedAt(text: string, line: NoteSignature, witness: VerifierKey): Date | undefined {
  if (witness.type !== COSIGNATURE_KEY || !witness.isOf(line)) return undefined;
  if (line.signature.length !== TIME_BYTES + SIGNATURE_BYTES) return undefined;
  const at = Number(line.signature.readBigUInt64BE());
  const signature = line.signature.subarray(TIME_BYTES);
  return witness.verifies(cosignedMessage(text, at), signature) ? new Date(at * 1_000) : undefined;
}
