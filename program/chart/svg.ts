/** SVG as text: elements without a script, a style sheet or anything from elsewhere. */

export type Attributes = Readonly<Record<string, string | number>>;

/** What is inside is SVG already. */
export function element(name: string, attributes: Attributes, ...inside: readonly string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(rounded(value))}"`);
  const opened = `<${name}${written.join('')}`;
  return inside.length === 0 ? `${opened}/>` : `${opened}>${inside.join('')}</${name}>`;
}

export function text(content: string, attributes: Attributes): string {
  return element('text', attributes, escaped(content));
}

/** What is read out, and shown to who points at it. */
export function titled(title: string, attributes: Attributes = {}): string {
  return element('title', attributes, escaped(title));
}

/** Also without the signs that XML cannot hold. */
export function escaped(content: string): string {
  return content
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Tenths of a pixel are enough. */
function rounded(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 10) / 10) : value;
}
