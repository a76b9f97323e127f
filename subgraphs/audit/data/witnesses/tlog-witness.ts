/** A witness over HTTP: C2SP tlog-witness. */
import { request } from 'undici';
import type { KeptCheckpoint } from '../../domain/checkpoints/kept-checkpoints.js';
import { WitnessRefused, type Witness } from '../../domain/checkpoints/witness.js';
import { cosignedAt } from '../../domain/tree/cosignature.js';
import { parseNote, parseSignatures, signatureLine, type VerifierKey } from '../../domain/tree/signed-note.js';

export interface WitnessOptions {
  /** What `/add-checkpoint` comes behind. */
  url: string;
  key: VerifierKey;
}

type ProofFrom = (size: number) => Promise<Buffer[]>;
type Told = Pick<KeptCheckpoint, 'size' | 'note'>;

const MOST_BYTES = 16_384;

export class TlogWitness implements Witness {
  readonly name: string;

  constructor(private readonly options: WitnessOptions) {
    this.name = options.key.name;
  }

  async cosign(checkpoint: Told, known: number, proofFrom: ProofFrom, signal: AbortSignal): Promise<string> {
    const first = await this.tell(checkpoint, known, proofFrom, signal);
    if (first.status !== 409) return this.checked(checkpoint, first);
    // it saw another size last, and says which
    const seen = /^(0|[1-9][0-9]{0,15})\n$/.exec(first.body)?.[1];
    if (seen === undefined || Number(seen) > checkpoint.size) {
      throw new WitnessRefused(`${this.name} saw another log`);
    }
    return this.checked(checkpoint, await this.tell(checkpoint, Number(seen), proofFrom, signal));
  }

  private async tell({ note }: Told, known: number, proofFrom: ProofFrom, signal: AbortSignal) {
    const proof = (await proofFrom(known)).map((hash) => `${hash.toString('base64')}\n`).join('');
    const { statusCode: status, body } = await request(`${this.options.url.replace(/\/$/, '')}/add-checkpoint`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: `old ${known}\n${proof}\n${note}`,
      signal,
    });
    return { status, body: await textOf(body) };
  }

  private checked({ note }: Told, { status, body }: { status: number; body: string }): string {
    if (status !== 200) throw new WitnessRefused(`${this.name} answered ${status}`);
    const { text } = parseNote(note);
    const lines = parseSignatures(body).filter((line) => cosignedAt(text, line, this.options.key) !== undefined);
    if (lines.length === 0) throw new WitnessRefused(`${this.name} did not cosign this checkpoint`);
    return lines.map(signatureLine).join('');
  }
}

async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > MOST_BYTES) throw new WitnessRefused('a witness says too much');
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
