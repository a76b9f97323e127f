import { extractText, getDocumentProxy } from 'unpdf';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { writePdf } from '../../../../../subgraphs/dossier/data/export/pdf/pdf.js';
import type { ExportedDossier } from '../../../../../subgraphs/dossier/domain/export/exported-dossier.js';
import { reportOf, wholeDossier } from './whole-dossier.js';

/** What of PDF.js is asked here; the package does not bring its types along. */
interface OpenPdf {
  getMetadata(): Promise<{ info: unknown }>;
  getMarkInfo(): Promise<unknown>;
  getPage(page: number): Promise<{ getStructTree(): Promise<unknown> }>;
}

async function pagesIn(bytes: Buffer): Promise<string[]> {
  const { text } = await extractText(new Uint8Array(bytes), { mergePages: false });
  return text.map((page) => page.replace(/\s+/g, ' '));
}

const pagesOf = async (dossier: ExportedDossier) => pagesIn(await writePdf(dossier));

describe('the dossier as a PDF', () => {
  let pages: string[];
  let bytes: Buffer;
  beforeAll(async () => {
    bytes = await writePdf(wholeDossier());
    pages = await pagesIn(bytes);
  });

  it('begins with whose it is, who asked and when, what is in it, and that it is confidential (V4, R21)', () => {
    const [title = ''] = pages;
    for (const text of [
      'Dossier van Anna van der Meulen',
      'Vivium Zorggroep',
      'Joost van der Meulen (vertegenwoordiger) op 10 maart 2026 om 13:00',
      'Gemaakt op: 10 maart 2026 om 13:01',
      'Rapportages van behandeling',
      'vertrouwelijk',
      'bezwaarverzoeken',
    ])
      expect(title).toContain(text);
  });

  it('has a page for each part, newest first, and a number on every page', () => {
    expect(pages).toHaveLength(12);
    pages.forEach((page, index) => expect(page).toContain(`pagina ${index + 1} van 12`));
    const reports = pages[5] ?? '';
    expect(reports).toMatch(/^ ?Rapportages van zorg/);
    expect(reports.indexOf('Rapportage 2')).toBeLessThan(reports.indexOf('Rapportage 1'));
    expect(reports).toContain('9 maart 2026 om 09:00 – Algemeen – belangrijk Noor de Wit, verzorgende IG, als reactie');
  });

  it('holds everything there is', () => {
    const told = pages.join(' ');
    for (const text of [
      ...[
        '27 maart 1938',
        'Mentorschap Vanaf: 5 januari 2026 Tot en met: 31 december 2026',
        'Dorpsstraat 1',
        'Eerst verantwoordelijke verzorgende (EVV)',
        '7–23 uur',
        'Piet Bos',
      ],
      ...['eerste contactpersoon', '06 1', 'Subjectief: Pijn < 3 & "moe"', 'Plan: Morgen luisteren', '82 kg'],
      ...[
        'Loopt onzeker',
        'Doel: Zelf lopen',
        'Streefdatum: 1 juni 2026',
        'Behaald: 40%',
        'Fysio; dagelijks; Rustig aan',
      ],
      ...[
        'Deur op een kier',
        'ondertekend door Anna op 3 januari 2026',
        'Kapper',
        'Tot: 12 maart 2026 om 10:30',
        'Huisarts',
      ],
      ...['Bach', 'Waar bent u geboren? In Oosterveld', 'Met: Els', 'Hoe het ging: Fijn', 'Zingen'],
    ])
      expect(told).toContain(text);
  });

  it('is tagged, in Dutch, with its title, for who has it read aloud', async () => {
    const pdf = (await getDocumentProxy(new Uint8Array(bytes))) as unknown as OpenPdf;
    const { info } = await pdf.getMetadata();
    expect(info).toMatchObject({ Title: 'Dossier van Anna van der Meulen', Language: 'nl-NL' });
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
    const tree = JSON.stringify(await (await pdf.getPage(6)).getStructTree());
    for (const role of ['Sect', 'H2', 'H3', 'P']) expect(tree).toContain(`"role":"${role}"`);
  });

  it('shows the letters of Europe, and of every other sign that it is missing', async () => {
    const texts = [
      [
        'Crème brûlée, coöperatie, Łódź, Yıldız, ş, Ελένη, Ольга, €, „aanhaling”',
        'Crème brûlée, coöperatie, Łódź, Yıldız, ş, Ελένη, Ольга, €, „aanhaling”',
      ],
      ['Hij lachte 👩‍👩‍👧 en at 🍏.', 'Hij lachte \uFFFD en at \uFFFD.'],
      ['e\u0301e\u0301n\ttab\r\nregel', 'één tab regel'],
      ['met \u200bniets\u0000 en \u202eom', 'met niets en om'],
    ] as const;
    const reports = texts.map(([text], index) => reportOf(`${index}`, { text }));
    const page = (await pagesOf(wholeDossier({ REPORTS: reports })))[5];
    for (const [, shown] of texts) expect(page).toContain(shown);
  });

  it('loses nothing of a word, however long', async () => {
    const word = Array.from({ length: 2_000 }, (_, index) => `w${index}`).join('');
    const told = (await pagesOf(wholeDossier({ REPORTS: [reportOf('1', { text: word })] }))).join(' ');
    const isWhole = told.replace(/Dossier van [^–]+ – pagina \d+ van \d+|\s/g, '').includes(word);
    expect(isWhole).toBe(true); // and not the two texts in words of thousands of letters
  });

  it('lets a long text flow over pages, and says of an empty part that nothing is there', async () => {
    const text = Array.from({ length: 2_000 }, (_, index) => `woord${index}`).join(' ');
    const flowing = await pagesOf(
      wholeDossier({ REPORTS: [reportOf('1', { text })], CARE_PLAN: null, APPOINTMENTS: [] }),
    );
    const told = flowing.join(' ');
    expect(flowing.length).toBeGreaterThan(13);
    for (const index of [0, 999, 1_999]) expect(told).toContain(`woord${index}`);
    expect(told).toMatch(
      /Zorgplan Hierover staat niets in het dossier\..*Agenda Hierover staat niets in het dossier\./,
    );
  });
});
