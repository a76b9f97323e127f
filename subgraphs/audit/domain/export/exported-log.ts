/** The log as an export reads it: in its own order, a stretch at a time. */
import type { LogRecord } from '../record/log-record.js';
import type { Span } from '../period.js';
import type { ExportFilter } from './export-lines.js';

export interface ExportSelection extends Span {
  organisation: string;
  filter: ExportFilter;
}

/** Sequence numbers behind `after`, up to and with `upTo`. */
export interface Stretch {
  after: number;
  upTo: number;
}

export interface StoredRecord {
  sequence: number;
  leaf: Buffer;
  record: LogRecord;
  name: string | null;
}

export interface RecordCount {
  records: number;
  /** To count them would have taken too long. */
  isEstimate: boolean;
}

export interface ExportedLog {
  /** The number of records that there are. */
  size(): Promise<number>;
  /** In order of sequence, no more than `most`. */
  page(selection: ExportSelection, stretch: Stretch, most: number): Promise<StoredRecord[]>;
  count(selection: ExportSelection, stretch: Stretch): Promise<RecordCount>;
  /** The signed note; null when none was signed yet. */
  latestCheckpoint(): Promise<string | null>;
}

/** Signs in the name of the log. */
export interface LogSigner {
  /** Of the log, as its checkpoints name it. */
  origin: string;
  /** A signed note of the text. */
  sign(text: string): string;
}
