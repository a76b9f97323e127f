/** The pages of the PDF: headings, paragraphs and page numbers, tagged so that a screen reader finds its way (PDF/UA). */
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { readableText } from './readable-text.js';

const require = createRequire(import.meta.url);
const REGULAR = require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf');
const BOLD = require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf');

const MARGIN = 60;
/** No heading stands alone at the foot of a page. */
const ROOM_AFTER_HEADING = 70;

type Structure = ReturnType<PDFKit.PDFDocument['struct']>;

interface Style {
  font: string;
  size: number;
  colour: string;
  before: number;
  after: number;
}

const STYLES = {
  H1: { font: BOLD, size: 22, colour: '#1d3557', before: 0, after: 10 },
  H2: { font: BOLD, size: 16, colour: '#1d3557', before: 0, after: 8 },
  H3: { font: BOLD, size: 11, colour: '#1d3557', before: 8, after: 2 },
  P: { font: REGULAR, size: 10.5, colour: '#111111', before: 0, after: 4 },
  Note: { font: REGULAR, size: 9, colour: '#444444', before: 0, after: 4 },
} as const satisfies Record<string, Style>;
type StyleName = keyof typeof STYLES;

export class Sheets {
  private readonly document: PDFKit.PDFDocument;
  private readonly chunks: Buffer[] = [];
  private readonly root: Structure;
  private section: Structure;
  private readonly finished: Promise<void>;

  constructor({ title, organisation, madeAt }: { title: string; organisation: string; madeAt: Date }) {
    this.document = new PDFDocument({
      size: 'A4',
      margin: MARGIN,
      font: REGULAR,
      pdfVersion: '1.7',
      lang: 'nl-NL',
      tagged: true,
      displayTitle: true,
      bufferPages: true,
      info: { Title: title, Author: organisation, CreationDate: madeAt },
    });
    this.document.on('data', (chunk: Buffer) => this.chunks.push(chunk));
    this.finished = new Promise((done, failed) => this.document.on('end', done).on('error', failed));
    this.root = this.document.struct('Document');
    this.document.addStructure(this.root);
    this.section = this.newSection();
  }

  /** On a page of its own. */
  startSection(title: string): void {
    this.section.end();
    this.document.addPage();
    this.section = this.newSection();
    this.write('H2', title);
  }

  title(text: string): void {
    this.write('H1', text);
  }

  heading(text: string): void {
    const { page, y } = this.document;
    if (y > page.height - MARGIN - ROOM_AFTER_HEADING) this.document.addPage();
    this.write('H3', text);
  }

  paragraph(text: string | null): void {
    if (text !== null && text.trim() !== '') this.write('P', text);
  }

  note(text: string): void {
    this.write('Note', text);
  }

  /** `Label: text`, or `Question? text`, where there is a text. */
  labelled(label: string, text: string | null): void {
    if (text !== null && text.trim() !== '') this.write('P', `${label}${label.endsWith('?') ? '' : ':'} ${text}`);
  }

  /** @param foot stands on every page, before its number. */
  async bytes(foot: string): Promise<Buffer> {
    this.section.end();
    this.root.end();
    const { start, count } = this.document.bufferedPageRange();
    for (let page = start; page < start + count; page += 1)
      this.number(page, `${foot} – pagina ${page + 1} van ${count}`);
    this.document.end();
    await this.finished;
    return Buffer.concat(this.chunks);
  }

  private newSection(): Structure {
    const section = this.document.struct('Sect');
    this.root.add(section);
    return section;
  }

  private write(style: StyleName, text: string): void {
    const { font, size, colour, before, after } = STYLES[style];
    this.document.font(font, size).fillColor(colour);
    this.document.y += before;
    const shown = readableText(text, this.hasSign());
    this.document.text(shown, { structParent: this.section, structType: style === 'Note' ? 'P' : style, lineGap: 1.5 });
    this.document.y += after;
  }

  /** Outside the text that is read aloud. */
  private number(index: number, text: string): void {
    const page = this.document.switchToPage(index);
    const bottom = page.margins.bottom;
    page.margins.bottom = 0; // or the foot would begin a page of its own
    this.document.font(REGULAR, 8).fillColor('#444444');
    this.document.markContent('Artifact', { type: 'Pagination' });
    const shown = readableText(text, this.hasSign());
    this.document.text(shown, MARGIN, page.height - MARGIN / 2 - 8, { lineBreak: false });
    this.document.endMarkedContent();
    page.margins.bottom = bottom;
  }

  /** Its types do not name the font that it draws with. */
  private hasSign(): (codePoint: number) => boolean {
    const { font } = (this.document as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })
      ._font;
    return (codePoint) => font.hasGlyphForCodePoint(codePoint);
  }
}
