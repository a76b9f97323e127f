import type { Stage } from '../programs/stage.js';

/** Where a contestant stands. */
export interface Place {
  port: number;
  /** File with the supergraph. */
  supergraph: string;
  /** Urls of identity, dossier and audit. */
  subgraphs: readonly string[];
  /** File with the answer to the question. */
  answer: string;
  /** What of our gateway is switched off. */
  without?: readonly Stage[];
  /** File for a profile. */
  profile?: string;
}
