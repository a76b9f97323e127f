/** Objects of an answer while its parts come in, subgraph by subgraph. */
import { SURPRISE } from './surprise.js';

/** A finished piece of JSON text, or what is still gathered: an object, or a list of either. */
export type Kept = string | Gathered | Kept[];

/** How the objects of one place and one type in the answer are gathered and written. */
export class Frame {
  /** How many pieces one of them is made of. */
  slots = 0;
  /** What is written: text as it stands, and the pieces by their slots. */
  parts: readonly (string | number)[] = [];
  /** The slots of fields that are kept by themselves, by response name. */
  readonly fields = new Map<string, number>();

  constructor(readonly type: string) {}

  addSlot(): number {
    return this.slots++;
  }
}

export class Gathered {
  readonly slots: (Kept | undefined)[];

  constructor(readonly frame: Frame) {
    this.slots = new Array<Kept | undefined>(frame.slots);
  }

  /** What two subgraphs say of the same field must be the same. */
  put(slot: number, kept: Kept): void {
    const before = this.slots[slot];
    if (before !== undefined && before !== kept) throw SURPRISE;
    this.slots[slot] = kept;
  }
}

/** The JSON text of what has been gathered; a surprise when a piece did not come. */
export function write(kept: Kept | undefined): string {
  if (typeof kept === 'string') return kept;
  if (kept === undefined) throw SURPRISE;
  return Array.isArray(kept) ? writeList(kept) : writeObject(kept);
}

function writeList(entries: readonly Kept[]): string {
  let text = '[';
  for (let index = 0; index < entries.length; index++) text += (index === 0 ? '' : ',') + write(entries[index]);
  return text + ']';
}

function writeObject({ frame, slots }: Gathered): string {
  let text = '';
  for (const part of frame.parts) text += typeof part === 'string' ? part : write(slots[part]);
  return text;
}
