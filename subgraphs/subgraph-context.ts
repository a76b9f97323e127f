import type { Caller } from '../schema/caller.js';
import type { Ledger } from './ledger.js';

/** What every resolver of every subgraph gets. A subgraph adds its own per-request parts (loaders). */
export interface SubgraphContext {
  caller: Caller;
  ledger: Ledger;
  /** The moment at which this operation is judged; one for the whole operation. */
  now: Date;
  /** Fires when the caller has gone: whatever is still being read for this operation is read for nobody. */
  signal: AbortSignal;
}
