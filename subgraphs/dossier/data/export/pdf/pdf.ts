/** The dossier as a PDF that can be read, printed and kept. */
import type { ExportedDossier } from '../../../domain/export/exported-dossier.js';
import { moment, PART_TITLES, ROLE_NAMES, WITHOUT_ADDITIONS } from '../dutch.js';
import { printPart } from './pdf-parts.js';
import { Sheets } from './sheets.js';

/** V4, R21. */
const CONFIDENTIAL =
  'Dit afschrift is vertrouwelijk. Bewaren, afdrukken en delen is uw eigen verantwoordelijkheid; maak het niet openbaar.';
const MISSING_SIGNS = 'Een teken dat niet kan worden afgedrukt, zoals een emoji, staat als \uFFFD in de tekst.';

export function writePdf(dossier: ExportedDossier): Promise<Buffer> {
  const { organisation, person, madeAt } = dossier;
  const title = `Dossier van ${person.name.text}`;
  const sheets = new Sheets({ title, organisation: organisation.name, madeAt });
  printTitlePage(title, dossier, sheets);
  for (const part of dossier.parts) printPart(part, sheets, dossier);
  return sheets.bytes(`${title}, ${organisation.name}`);
}

function printTitlePage(title: string, dossier: ExportedDossier, sheets: Sheets): void {
  const { organisation, requestedBy, role, requestedAt, madeAt, parts } = dossier;
  const zone = organisation.timeZone;
  sheets.title(title);
  sheets.paragraph(`Afschrift uit het dossier bij ${organisation.name}`);
  sheets.labelled('Opgevraagd door', `${requestedBy} (${ROLE_NAMES[role]}) op ${moment(requestedAt, zone)}`);
  sheets.labelled('Gemaakt op', moment(madeAt, zone));
  sheets.labelled('Vragen', `${organisation.help.telephone}, ${organisation.help.email}`);
  sheets.heading('Wat erin staat');
  for (const part of parts) sheets.paragraph(PART_TITLES[part]);
  sheets.heading('Wat u moet weten');
  sheets.paragraph(CONFIDENTIAL);
  sheets.paragraph(WITHOUT_ADDITIONS);
  sheets.paragraph(MISSING_SIGNS);
}
