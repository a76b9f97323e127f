/** A way into an ECD, of whichever kind; behind it the ECD has shown that it keeps to what we need of it. */
import type { Ecd } from '../../domain/ecd.js';

export interface OpenedEcd {
  ecd: Ecd;
  /** What it can do without, but says that it has not: a line each. */
  shortcomings: string[];
  close: () => Promise<void>;
}

/**
 * @throws EcdContractBroken when it answers, and cannot be relied on as it is; anything else when it does not answer, or
 * not to us.
 */
export type EcdDoor = () => Promise<OpenedEcd>;

/** What the ECD's owner or we have to mend before anything is served. */
export class EcdContractBroken extends Error {
  override readonly name = 'EcdContractBroken';

  constructor(readonly faults: string[]) {
    super(faults.join('\n'));
  }
}

/** A code where there is one: a message can hold the address, and that a password. */
export function reasonOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return String(code ?? name);
}
