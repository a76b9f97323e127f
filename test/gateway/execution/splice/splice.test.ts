import { describe, expect, it } from '@jest/globals';
import { check } from '../../../../gateway/execution/splice/check.js';
import { JsonText } from '../../../../gateway/execution/splice/json-text.js';
import type { LeafReading, Reading } from '../../../../gateway/execution/splice/reading.js';
import { remembering } from '../../../../gateway/execution/splice/remembered-send.js';
import type { LeafKind } from '../../../../gateway/execution/answer/projection.js';
import type { Asked } from '../../../../gateway/execution/plan/compiled-operation.js';
import { FederatedGraph } from '../federated-graph.js';
import { Paths } from './paths.js';

function leaf(kind: LeafKind, nullable = false): LeafReading {
  return { kind, nullable, members: kind === 'enum' ? new Set(['OPEN', 'SHUT']) : null };
}

function reads(text: string, reading: Reading): boolean {
  const json = new JsonText(text);
  try {
    check(json, reading);
    json.end();
    return true;
  } catch {
    return false;
  }
}

describe('the text of an answer', () => {
  it.each<[LeafKind, string]>([
    ['String', '"é€ 漢 \\u00e9\\ud83d\\/\\"\\\\"'],
    ['ID', '"7"'],
    ['Int', '-2147483648'],
    ['Int', '0'],
    ['Float', '-1.50e-3'],
    ['Boolean', 'false'],
    ['enum', '"SHUT"'],
    ['custom', '{"__proto__":[null,{"a":1e3}],"a":"\\n"}'],
    ['custom', '[]'],
  ])('is read where it is what it must be: %s %s', (kind, text) => {
    expect(reads(text, leaf(kind))).toBe(true);
    expect(reads(`[${text},${text}]\n`, { kind: 'list', nullable: false, entry: leaf(kind) })).toBe(true);
  });

  it.each<[LeafKind, string]>([
    ['String', '"open'],
    ['String', '"\\x"'],
    ['String', '"\\u12g4"'],
    ['String', '"a\u0001b"'],
    ['String', '"a"b'],
    ['String', '7'],
    ['String', 'null'],
    ['ID', '7'],
    ['Int', '2147483648'],
    ['Int', '1.0'],
    ['Int', '1e3'],
    ['Int', '01'],
    ['Int', '-'],
    ['Int', '"1"'],
    ['Float', '1e400'],
    ['Float', '-0'],
    ['Float', '1.'],
    ['Float', 'NaN'],
    ['Boolean', 'TRUE'],
    ['Boolean', '1'],
    ['enum', '"AJAR"'],
    ['enum', '"OP\\u0045N"'],
    ['custom', '{"a":}'],
    ['custom', '{a:1}'],
    ['custom', '[1,]'],
    ['custom', '['.repeat(70) + ']'.repeat(70)],
  ])('is a surprise where it is not: %s %s', (kind, text) => {
    expect(reads(text, leaf(kind))).toBe(false);
    expect(reads(`[${text}]`, { kind: 'list', nullable: true, entry: leaf(kind) })).toBe(false);
  });

  it('may hold a null only where one may stand', () => {
    expect(reads('null', leaf('Int', true))).toBe(true);
    expect(reads('[null]', { kind: 'list', nullable: true, entry: leaf('Int') })).toBe(false);
  });
});

const federated = new FederatedGraph({
  dossier: {
    sdl: `type Query { client: Client } type Mutation { close: Client }
      type Client @key(fields: "id") { id: ID! name: String }`,
  },
  staff: { sdl: 'type Client @key(fields: "id") { id: ID! carer: String }' },
});

function asked(answers: Record<string, string>, sent: string[]): Asked {
  return {
    variables: {},
    send: remembering(async ({ subgraph }, body) => {
      sent.push(body);
      return answers[subgraph] ?? '';
    }),
  };
}

describe('an answer of several subgraphs', () => {
  const root = '{"data":{"client":{"__typename":"Client","id":"\\u0061","name":"M\\u00e9"}}}';

  it('is put together from their texts in the order of the caller, who sees nothing of what was asked for us', async () => {
    const { splice } = new Paths(federated.graph, '{ client { carer name } }');
    const sent: string[] = [];
    const text = await splice?.(asked({ dossier: root, staff: '{"data":{"_entities":[{"carer":"B"}]}}\n' }, sent));
    expect(text).toBe('{"client":{"carer":"B","name":"M\\u00e9"}}');
    // as the object path writes it, which parsed it
    expect(sent[1]).toContain('"representations":[{"__typename":"Client","id":"a"}]');
  });

  it.each([
    ['an entity is gone', '{"data":{"_entities":[null]}}'],
    ['there are too many', '{"data":{"_entities":[{"carer":"B"},{"carer":"B"}]}}'],
    ['an error is told', '{"data":{"_entities":[{"carer":"B"}]},"errors":[{"message":"no"}]}'],
    ['it ends too early', '{"data":{"_entities":[{"carer":"B"'],
    ['something is beside it', '{"data":{"_entities":[{"carer":"B","__proto__":{}}]}}'],
    ['nothing came', ''],
  ])('is left to the object path when %s, and nothing is asked twice', async (_, staff) => {
    const paths = new Paths(federated.graph, 'mutation { close { carer name } }');
    const sent: string[] = [];
    const asking = asked({ dossier: root.replace('client', 'close'), staff }, sent);
    expect(await paths.splice?.(asking)).toBeNull();
    const { data } = await paths.object(asking);
    expect(data).toHaveProperty('close.name', 'Mé');
    expect(sent).toHaveLength(2);
  });
});

describe('what a subgraph gives of all types at a path, though the caller asked it of one', () => {
  const notes = new FederatedGraph({
    notes: {
      sdl: `type Query { notes: [Note] } interface Note { by: Carer } type Carer @key(fields: "id") { id: ID! }
        type NurseNote implements Note { by: Carer } type FamilyNote implements Note { by: Carer }`,
      resolvers: { Query: { notes: () => [{ __typename: 'FamilyNote', by: { id: 'c' } }] } },
    },
    staff: {
      sdl: 'type Carer @key(fields: "id") { id: ID! name: String team: Team } type Team @key(fields: "id") { id: ID! }',
      resolvers: { Carer: { name: () => 'Bram', team: () => ({ id: 't' }) } },
    },
    teams: { sdl: 'type Team @key(fields: "id") { id: ID! title: String }' },
  });
  const paths = new Paths(
    notes.graph,
    '{ notes { ... on NurseNote { by { name team { title } } } ... on FamilyNote { by { name } } } }',
  );
  const asking: Asked = { variables: {}, send: notes.send };

  it.each<[string, () => Promise<unknown>]>([
    ['splice', async () => JSON.parse((await paths.splice?.(asking)) ?? 'null') as unknown],
    ['object', async () => JSON.parse(JSON.stringify((await paths.object(asking)).data)) as unknown],
  ])('is not asked about any further on the %s path', async (_, answer) => {
    notes.forget();
    expect(await answer()).toEqual({ notes: [{ by: { name: 'Bram' } }] });
    expect(notes.asked.map(({ subgraph }) => subgraph)).toEqual(['notes', 'staff']);
  });
});
