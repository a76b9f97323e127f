import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { readAccessRules } from '../../../gateway/execution/access/access-rules.js';
import { LIMITS } from '../../../gateway/limits.js';
import { askedByAddress, askedByBody } from '../../../gateway/pipeline/graph-request.js';
import { judgeDocument } from '../../../gateway/safelist/judged-document.js';
import { hashOf, readManifest } from '../../../gateway/safelist/manifest.js';
import { ListedDocuments, type SafelistMode } from '../../../gateway/safelist/safelist.js';
import { StartUpError } from '../../../program/configuration.js';
import { createLog } from '../../../program/log.js';
import { documentReport } from '../../../scripts/safelist/document-report.js';

const TEXT = 'query Organisation { organisation }';
const DOCUMENTS = [{ id: 'organisation-1', text: TEXT }];

function listed(mode: SafelistMode): { resolve: (body: object) => unknown; lines: string[] } {
  const lines: string[] = [];
  const log = createLog('gateway', 'info', { write: (line) => void lines.push(line) });
  const safelist = new ListedDocuments({ mode, documents: DOCUMENTS }, log);
  return {
    lines,
    resolve: (body) => {
      try {
        return safelist.resolve(askedByBody(body)).said.query;
      } catch (error) {
        return (error as { code?: string }).code;
      }
    },
  };
}

const REFUSED = 'OPERATION_NOT_LISTED';
const BY_ID = { documentId: 'organisation-1' };
const BY_HASH = { documentId: `sha256:${hashOf(TEXT)}` };
const PERSISTED = { extensions: { persistedQuery: { version: 1, sha256Hash: 'organisation-1' } } };

describe('a manifest', () => {
  it('is read as front-end tools write it, in either form', () => {
    const operation = { id: 'organisation-1', name: 'Organisation', type: 'query', body: TEXT };
    const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations: [operation] };
    expect(readManifest(JSON.stringify(manifest))).toEqual(DOCUMENTS);
    expect(readManifest(JSON.stringify({ 'organisation-1': TEXT }))).toEqual(DOCUMENTS);
  });

  it.each([
    ['is no JSON', '{'],
    ['is of another version', '{"format":"apollo-persisted-query-manifest","version":2,"operations":[]}'],
    ['has an id that cannot be one', '{"a b":"{ organisation }"}'],
    [
      'has one id for two documents',
      '{"format":"apollo-persisted-query-manifest","version":1,"operations":[{"id":"a","body":"{ a }"},{"id":"a","body":"{ b }"}]}',
    ],
  ])('that %s stops the start', (_fault, text) => {
    expect(() => readManifest(text)).toThrow(StartUpError);
  });
});

describe('a document', () => {
  it.each([
    ['its id', BY_ID],
    ['its hash', BY_HASH],
    ['the extension for persisted queries', PERSISTED],
    ['its hash in that extension', { extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(TEXT) } } }],
  ])('is found by %s in every mode', (_what, body) => {
    for (const mode of ['log', 'listed', 'id'] as const) expect(listed(mode).resolve(body)).toBe(TEXT);
  });

  it('is found in a GET, which keeps its variables', () => {
    const safelist = new ListedDocuments({ mode: 'id', documents: DOCUMENTS }, createLog('gateway', 'silent'));
    const { said, search } = safelist.resolve(askedByAddress('/graphql?documentId=organisation-1&variables={"a":1}'));
    expect([said.query, said.variables]).toEqual([TEXT, { a: 1 }]);
    expect(Object.fromEntries(new URLSearchParams(search))).toMatchObject({ query: TEXT, variables: '{"a":1}' });
  });

  it('is told by its text where texts are read', () => {
    const answers = (['log', 'listed', 'id'] as const).map((mode) => listed(mode).resolve({ query: TEXT }));
    expect(answers).toEqual([TEXT, TEXT, REFUSED]);
  });

  it.each([
    ['a text that is not listed', { query: `${TEXT} ` }],
    ['an id that is not listed', { documentId: 'constructor' }],
    ['a listed id with another text', { ...BY_ID, query: '{ __schema { types { name } } }' }],
    ['a listed text under an id that is not', { documentId: 'other', query: TEXT }],
  ])('is not answered as %s', (_what, body) => {
    expect([listed('listed').resolve(body), listed('id').resolve(body)]).toEqual([REFUSED, REFUSED]);
  });

  it('that is not listed is answered and noted once, by its hash alone, while a list is introduced', () => {
    const { resolve, lines } = listed('log');
    const other = '{ client(id: "secret") { name } }';
    expect([resolve({ query: other }), resolve({ query: other }), resolve({ query: TEXT })]).toEqual([
      other,
      other,
      TEXT,
    ]);
    expect(lines.map((line) => (JSON.parse(line) as { document: string }).document)).toEqual([hashOf(other)]);
    expect(lines.join()).not.toContain('secret');
    // sent beside an id, as clients do that ask by id first
    const answers = [{ documentId: 'other', query: other }, { ...BY_ID, query: other }, { documentId: 'other' }];
    expect(answers.map(resolve)).toEqual([other, other, REFUSED]);
  });
});

describe('the check of a manifest', () => {
  const SDL = `
    directive @access(category: [String!] anyone: String account: String client: String contact: String auditor: String) on FIELD_DEFINITION
    type Query {
      organisation: String @access(anyone: "yes")
      me: String @access(account: "own")
      client(id: ID!): Client @access(client: "yes", contact: "yes")
      events(first: Int): [String] @access(auditor: "yes")
    }
    type Client { name: String @access(client: "yes", contact: "yes") birthDate: String @access(client: "yes") }
  `;
  const judge = { schema: buildSchema(SDL), rules: readAccessRules(SDL), limits: LIMITS };
  const report = (text: string): string[] => documentReport('1', judgeDocument(judge, text), LIMITS).split('\n');

  it('says what each operation costs, who gets it whole, and what the others miss', () => {
    const lines = report(
      'query Dossier($id: ID!) { organisation client(id: $id) { ...C } } fragment C on Client { name birthDate }',
    );
    expect(lines.slice(0, 2)).toEqual(['1: query Dossier, cost 4 of 2000, depth 2 of 10', '  whole to: CLIENT']);
    expect(lines).toContain('  CONTACT without Client.birthDate');
    expect(lines).toContain('  account without Query.client, Client.name, Client.birthDate');
  });

  it('says what does not fit the schema, and what is beyond a limit', () => {
    expect(report('{ nothing }')).toEqual(['1: does not fit the schema', expect.stringContaining('"nothing"')]);
    expect(report('subscription { me }')).toEqual(['1: does not fit the schema', '  A subscription is not offered.']);
    expect(report('{ a: me b: me c: me d: me e: me f: me }')[0]).toContain('REFUSED for its rootFields');
  });
});
