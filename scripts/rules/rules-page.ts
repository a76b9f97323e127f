/** The table of the portals' rules and the tests that show them. */
import type { TestTitle } from './test-titles.js';

/** Number → the rule in words. */
export type Rules = Readonly<Record<string, string>>;

const MOST_SHOWN = 3;
/** What tells most comes first: a story on the running system, an attack on it, and then the rest. */
const ORDER = ['test/journeys/', 'test/attack/'];

/** @throws Error naming every rule that no test shows, and every title that names a rule which is not there. */
export function rulesPage(rules: Rules, titles: TestTitle[]): string {
  const shown = new Map(Object.keys(rules).map((rule): [string, TestTitle[]] => [rule, []]));
  const faults: string[] = [];
  for (const title of titles) {
    for (const rule of rulesNamedIn(title.title)) {
      const tests = shown.get(rule);
      if (tests === undefined) faults.push(`${title.file}: "${title.title}" names ${rule}, which is no rule`);
      else tests.push(title);
    }
  }
  for (const [rule, tests] of shown) if (tests.length === 0) faults.push(`${rule} is shown by no test`);
  if (faults.length > 0) throw new Error(`the rules and the tests do not fit:\n${faults.join('\n')}`);
  return page([...shown].map(([rule, tests]) => row(rule, rules[rule] ?? '', tests)));
}

/** `V35`, `R15`, and all of `V35–V37`; FHIR's R4 is no rule. */
export function rulesNamedIn(title: string): string[] {
  const names = title.matchAll(/(?<!FHIR )\b([VR])(\d{1,2})\b(?:[–-]\1(\d{1,2})\b)?/g);
  const rules = [...names].flatMap(([, portal = '', first = '', last = first]) =>
    Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => `${portal}${Number(first) + index}`),
  );
  return [...new Set(rules)];
}

function row(rule: string, text: string, tests: TestTitle[]): string {
  const ordered = [...tests].sort((a, b) => place(a) - place(b));
  const links = ordered.slice(0, MOST_SHOWN).map(({ file, title }) => `[${escape(title)}](../${file})`);
  const more = ordered.length > MOST_SHOWN ? [`and ${ordered.length - MOST_SHOWN} more`] : [];
  return `| ${rule} | ${escape(text)} | ${[...links, ...more].join('<br>')} |`;
}

function place({ file }: TestTitle): number {
  const found = ORDER.findIndex((folder) => file.startsWith(folder));
  return found === -1 ? ORDER.length : found;
}

function escape(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('[', '\\[').replaceAll(']', '\\]');
}

function page(rows: string[]): string {
  return `<!-- printed by \`npm run rules\` from rules.yaml and the titles of the tests -->

# The rules, and the tests that show them

Each rule of the two portals, in our words, with the tests that tell its story; the build fails when a rule has none.
V: Vivium Zorggroep, "PUUR. Van jou". R: De Rozelaar, "Mijn Cliëntportaal".

| Rule | What it says | Shown by |
| ---- | ------------ | -------- |
${rows.join('\n')}
`;
}
