/** In which form the log leaves: lines of text that follow one another, so that nothing has to be held for the whole. */
import type { LogExportFormat } from '../../../../schema/log-export.js';
import type { ExportEnd, ExportHeader, ExportLine } from './export-lines.js';

/** Each text ends with the end of its line; there may be none. */
export interface LogFormat {
  /** Media type. */
  type: string;
  extension: string;
  head: (header: ExportHeader) => string;
  line: (line: ExportLine) => string;
  end: (end: ExportEnd) => string;
}

export type LogFormats = Readonly<Record<LogExportFormat, LogFormat>>;
