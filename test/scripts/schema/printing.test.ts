import { describe, expect, it } from '@jest/globals';
import { printAccessMatrix } from '../../../scripts/schema/access-matrix-page.js';
import { printApiSchema } from '../../../scripts/schema/api-schema.js';
import { composeSupergraph } from '../../../scripts/schema/supergraph.js';
import { table } from '../../../schema/access-matrix.js';

const SDL = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective", "@inaccessible"])
  @link(url: "https://inzage.example/access/v1.0", import: ["@access"])
  @composeDirective(name: "@access")
"Who may use this field."
directive @access(client: String) on FIELD_DEFINITION
type Query { "The one." a(internal: Int @inaccessible): A @access(client: "yes") }
"A thing (nl: ding)." type A @key(fields: "id") { "Its id." id: ID secret: String @inaccessible old: Int @deprecated(reason: "Use id.") }
type Hidden @inaccessible { x: Int }`;

describe('the schema that front ends get', () => {
  const { supergraph } = composeSupergraph([{ name: 'identity', sdl: SDL }]);
  const api = printApiSchema(supergraph);

  it('has the rules, the descriptions and what is deprecated', () => {
    expect(api).toContain('a: A @access(client: "yes")');
    expect(api).toContain('"""A thing (nl: ding)."""');
    expect(api).toContain('directive @access(client: String) on FIELD_DEFINITION');
    expect(api).toContain('@deprecated(reason: "Use id.")');
  });

  it('has nothing of the machinery and nothing that is not accessible', () => {
    expect(supergraph).toContain('join__');
    expect(api).not.toMatch(/join__|link__|@link|@join|secret|internal|Hidden|inaccessible|identity/);
  });
});

describe('subgraphs that do not fit together', () => {
  it('are refused with the reason', () => {
    const other = SDL.replace('a(internal: Int @inaccessible): A', 'a: Int');
    expect(() =>
      composeSupergraph([
        { name: 'identity', sdl: SDL },
        { name: 'dossier', sdl: other },
      ]),
    ).toThrow(/do not compose:\n.*Query\.a/);
  });
});

describe('the page of the access matrix', () => {
  const page = printAccessMatrix({
    dossier: table(`
      field         category         account  CLIENT  CONTACT
      Client.id     –                yes      –       –
      Client.notes  REPORTS|CONTACTS –        yes     shared
      Note.*        part
    `),
  });

  it('has a table for a subgraph with the columns that it uses', () => {
    expect(page).toContain(
      [
        '## dossier',
        '',
        '| field | category | account | CLIENT | CONTACT |',
        '| --- | --- | --- | --- | --- |',
        '| `Client.id` | – | yes | – | – |',
        '| `Client.notes` | REPORTS, CONTACTS | – | yes | shared |',
        '| `Note.*` | *part* |  |  |  |',
      ].join('\n'),
    );
  });

  it('explains every word', () => {
    for (const word of ['yes', 'shared', 'own', 'entries', '–', 'part']) expect(page).toContain(`| ${word} |`);
  });
});
