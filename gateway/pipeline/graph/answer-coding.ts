/** Zips an answer where it pays. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Below this an answer fits in one or two packets whatever is done to it. */
export const SMALLEST_ZIPPED_BYTES = 2_048;

const CODINGS = ['br', 'gzip'] as const;
export type Coding = (typeof CODINGS)[number];

const zipGzip = promisify(gzip);
const zipBrotli = promisify(brotliCompress);

/** Both off the main thread. Levels at which the time is about that of one call to a subgraph. */
const ZIP: Record<Coding, (text: string) => Promise<Buffer>> = {
  br: (text) => zipBrotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (text) => zipGzip(text, { level: 5 }),
};

export function zip(coding: Coding, text: string): Promise<Buffer> {
  return ZIP[coding](text);
}

/** The coding that is liked best (RFC 9110, 12.5.3); null: as it is. */
export function codingOf(accepted: string | undefined): Coding | null {
  if (accepted === undefined) return null;
  const qualities = new Map(accepted.split(',').map(readCoding));
  const quality = (coding: string): number => qualities.get(coding) ?? qualities.get('*') ?? 0;
  const best = CODINGS.reduce((one, other) => (quality(other) > quality(one) ? other : one));
  const asItIs = qualities.get('identity') ?? 0;
  return quality(best) > 0 && quality(best) >= asItIs ? best : null;
}

function readCoding(text: string): [string, number] {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const said = parameters.find((parameter) => parameter.startsWith('q='));
  return [name === 'x-gzip' ? 'gzip' : name, said === undefined ? 1 : Number(said.slice(2)) || 0];
}
