import type { Report } from '../../../domain/report.js';
import { moment, REPORT_TYPE_NAMES, SOEP_NAMES } from '../dutch.js';
import type { Sheets } from './sheets.js';

export function printReport(report: Report, sheets: Sheets, zone: string): void {
  const { effectiveDateTime, type, author, text, soep, flagged, inReplyTo } = report;
  const mark = flagged ? ' – belangrijk' : '';
  sheets.heading(`${moment(effectiveDateTime, zone)} – ${REPORT_TYPE_NAMES[type]}${mark}`);
  const reaction = inReplyTo === null ? '' : ', als reactie op een eerdere rapportage';
  sheets.note(`${author.discipline === null ? author.name : `${author.name}, ${author.discipline}`}${reaction}`);
  sheets.paragraph(text);
  for (const line of soep) sheets.labelled(SOEP_NAMES[line.kind], line.text);
}
