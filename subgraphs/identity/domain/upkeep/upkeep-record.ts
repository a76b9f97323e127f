import type { Happening } from '../../../ledger.js';

/** Puts on record what was done with nobody asking for it; resolves once it is there for good. */
export type RecordUpkeep = (happening: Happening, now: Date) => Promise<void>;
