/** The log as evidence: each record as it was put there, with its leaf, and at the end what the log signs for. */
import { headerText } from '../../domain/export/export-lines.js';
import type { LogFormat } from '../../domain/export/export-format.js';

export const NDJSON: LogFormat = {
  type: 'application/x-ndjson; charset=utf-8',
  extension: 'ndjson',
  head: (header) => `${headerText(header)}\n`,
  line: (line) => `${JSON.stringify(line)}\n`,
  end: (end) => `${JSON.stringify(end)}\n`,
};
