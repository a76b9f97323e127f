/** A report as the world tells it, from the client's own story or from everyday life, before it becomes rows of the ECD. */
import type { ReportContent } from './content.js';

export interface ToldReport {
  /** A name for what another report reacts to. */
  key?: string;
  reply?: string;
  day: number;
  /** HH:MM. */
  at: string;
  /** Key of a member of staff. */
  by: string;
  kind: ReportContent['kind'];
  text?: string;
  lines?: { kind: 'S' | 'O' | 'E' | 'P'; text: string; confidential: boolean }[];
  /** Key of an entry of the active care plan. */
  entry?: string;
  flagged: boolean;
  confidential: boolean;
  /** The reason. */
  hidden: string | null;
}

export function toldReport({ lines, flagged, confidential, hidden, ...report }: ReportContent): ToldReport {
  return {
    ...report,
    ...(lines && { lines: lines.map(soepLine) }),
    flagged: flagged ?? false,
    confidential: confidential ?? false,
    hidden: hidden ?? null,
  };
}

function soepLine(line: NonNullable<ReportContent['lines']>[number]): NonNullable<ToldReport['lines']>[number] {
  const kind = (['S', 'O', 'E', 'P'] as const).find((letter) => line[letter] !== undefined) ?? 'S';
  return { kind, text: line[kind] ?? '', confidential: line.confidential ?? false };
}
