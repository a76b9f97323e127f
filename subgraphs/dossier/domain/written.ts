/** What people write themselves, and that staff can hide it (R27). */
import type { Author } from './author.js';

/** Who hides it, when, and why. */
export interface Hiding {
  reason: string;
  by: string;
  at: Date;
}

export interface Written {
  author: Author;
  text: string;
  /** Staff has hidden it, for this reason. */
  hidden: Pick<Hiding, 'reason'> | null;
}
