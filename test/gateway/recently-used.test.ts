/** What the gateway keeps of operations, and how much of it. */
import { describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  getOperationAST,
  GraphQLError,
  Kind,
  parse,
  validate,
  type OperationDefinitionNode,
} from 'graphql';
import { CompiledOperations } from '../../gateway/execution/plan/compiled-operations.js';
import { LIMITS } from '../../gateway/limits.js';
import { KeptDocuments } from '../../gateway/pipeline/graph/kept-documents.js';
import { MeasuredQueries } from '../../gateway/pipeline/measured-queries.js';
import { RecentlyUsed } from '../../gateway/recently-used.js';

describe('what is kept', () => {
  it('is what was used last, up to a number', () => {
    const kept = new RecentlyUsed<string>({ entries: 2, size: 100 });
    for (const key of ['a', 'b']) kept.set(key, key.toUpperCase(), 1);
    expect(kept.get('a')).toBe('A');
    kept.set('c', 'C', 1);
    expect(['a', 'b', 'c'].map((key) => kept.get(key))).toEqual(['A', undefined, 'C']);
  });

  it('is no more than a size in all, and never what is larger than that by itself', () => {
    const kept = new RecentlyUsed<string>({ entries: 10, size: 10 });
    for (const key of ['a', 'b', 'c']) kept.set(key, key, 3);
    kept.set('d', 'd', 5);
    expect(['a', 'b', 'c', 'd'].map((key) => kept.get(key))).toEqual([undefined, undefined, 'c', 'd']);
    kept.set('e', 'e', 11);
    kept.set('c', 'other', 4);
    expect(['c', 'd', 'e'].map((key) => kept.get(key))).toEqual(['other', 'd', undefined]);
  });
});

describe('a document that is kept', () => {
  const text = '{\n  one\n  two(first: 1) { three }\n}';

  it('has let go of its tokens, and still tells line and column', async () => {
    const kept = new KeptDocuments();
    const parsed = parse(text);
    await kept.set('key', parsed);
    const document = await kept.get('key');
    expect(document).toBe(parsed);
    expect(document?.loc?.startToken).toBeUndefined();
    const [definition] = document?.definitions ?? [];
    const [, two] = (definition as OperationDefinitionNode).selectionSet.selections;
    const error = new GraphQLError('here', { nodes: two ?? null });
    expect(error.locations).toEqual([{ line: 3, column: 3 }]);
    expect(error.toString()).toContain('3 |   two(first: 1) { three }');
    const schema = buildSchema('type Query { one: Int two(first: Int): Three } type Three { four: Int }');
    expect(document && validate(schema, document)[0]?.locations).toEqual([{ line: 3, column: 19 }]);
    await kept.delete('key');
    expect(await kept.get('key')).toBeUndefined();
  });
});

describe('a compiled operation', () => {
  const compiled = { answer: () => Promise.reject(new Error('not asked')) };
  const times = (count: number, text: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => text(index)).join(' ');

  /** How many of so many operations are compiled once only when all are asked twice in turn. */
  function keptOf(count: number, query: string): number {
    const operations = new CompiledOperations();
    const document = parse(query);
    const operation = getOperationAST(document);
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
    let compilations = 0;
    const compile = () => {
      compilations += 1;
      return compiled;
    };
    for (const turn of [1, 2]) {
      const keys = Array.from({ length: count }, (_, index) => `${index}`);
      for (const key of turn === 1 ? keys : keys.reverse()) operations.get(key, { document, operation }, compile);
    }
    return 2 * count - compilations;
  }

  it('is kept by a thousand when they are as front ends write them', () => {
    expect(keptOf(1_001, `{ ${times(50, (index) => `field${index}`)} }`)).toBe(1_000);
  });

  it('is kept the less, the more it grows from a short text', () => {
    const bomb = times(9, (index) => `fragment F${index} on T { a ...F${index + 1} ...F${index + 1} }`);
    expect(keptOf(100, `{ ...F0 } ${bomb} fragment F9 on T { a b }`)).toBe(39);
    expect(
      keptOf(100, `query($a: Boolean!, $b: Boolean!) { ${times(500, () => 'c')} d @skip(if: $a) e @skip(if: $b) }`),
    ).toBe(29);
  });
});

describe('the size of a query', () => {
  const schema = buildSchema('type Query { a: Int b(first: Int): [Query] }');
  const queries = new MeasuredQueries(LIMITS, () => schema);

  it('is known without its document, for each of its operations and lengths of page', () => {
    const text = 'query A($n: Int) { b(first: $n) { a } } mutation B { c d }';
    const cost = (operationName: string, n?: number) => queries.sizeOf(text, { operationName, variables: { n } });
    const all = () => [cost('A', 3), cost('A', 5), cost('B')].map((sized) => [sized?.type, sized?.size.cost]);
    const first = all();
    expect(first).toEqual([
      ['query', 4],
      ['query', 6],
      ['mutation', 2],
    ]);
    expect(() => cost('C')).toThrow();
    expect(queries.sizeOf('{', {})).toBeNull();
    expect(all()).toEqual(first);
  });

  it('is kept for fifty operations and lengths of page of one text, however many it has of either', () => {
    const names = Array.from({ length: 40 }, (_, index) => `Q${index}`);
    const text = names.map((name) => `query ${name}($n: Int) { b(first: $n) { a } }`).join(' ');
    const asked = [1, 2].flatMap((n) => names.map((operationName) => ({ operationName, variables: { n } })));
    const sizes = asked.map((request) => queries.sizeOf(text, request)?.size);
    const again = asked.reverse().map((request) => queries.sizeOf(text, request)?.size);
    // what is kept is the same object, what is not is measured anew
    expect(again.reverse().filter((size, index) => size === sizes[index])).toHaveLength(50);
    expect(again).toEqual(sizes);
  });
});
