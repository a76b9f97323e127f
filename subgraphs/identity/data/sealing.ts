/** Identity's seals. */
import { Seal } from '../../sealing.js';

/** One for each use. */
export interface Seals {
  messages: Seal;
  secondFactors: Seal;
}

export function sealsOf(key: Buffer): Seals {
  return { messages: new Seal(key, 'messages'), secondFactors: new Seal(key, 'second factors') };
}
