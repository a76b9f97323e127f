/** What the text of a subgraph's answer must look like, prepared once: every key in its order, every value with its kind. */
import type { LeafKind } from '../answer/projection.js';
import type { Frame } from './gathered.js';

export type Reading = LeafReading | ListReading | ObjectReading | AbstractReading;

export interface LeafReading {
  readonly kind: LeafKind;
  readonly nullable: boolean;
  readonly members: ReadonlySet<string> | null;
}

export interface ListReading {
  readonly kind: 'list';
  readonly nullable: boolean;
  readonly entry: Reading;
}

export interface ObjectReading {
  readonly kind: 'object';
  readonly nullable: boolean;
  readonly fields: readonly FieldReading[];
  /** How its pieces are gathered; null when its text is the caller's as it stands. */
  readonly frame: Frame | null;
}

/** An interface or a union: its first key says what it is. */
export interface AbstractReading {
  readonly kind: 'abstract';
  readonly nullable: boolean;
  readonly types: ReadonlyMap<string, ObjectReading>;
}

export interface FieldReading {
  /** `{"name":` or `,"name":`; for `__typename` with its value, which is known. */
  readonly lead: string;
  /** Null when the lead says it all. */
  readonly value: Reading | null;
  /** Where the value goes; null when it has no place of its own. */
  readonly slot: number | null;
  /** The first field of a run: of neighbours that are the caller's as they stand. */
  readonly opens: boolean;
  /** The last field of a run: where the text of the run goes. */
  readonly closes: number | null;
}
