/** What a subgraph gave for a leaf, held against its type (GraphQL, 3.5 and 3.9). */
import type { LeafShape } from './projection.js';

const INT = 2 ** 31;

/** The value as it leaves; undefined when it is not of the type. A scalar that is not of the specification is anything. */
export function leafValue({ leaf, members }: LeafShape, value: unknown): unknown {
  switch (leaf) {
    case 'String':
      return typeof value === 'string' ? value : undefined;
    case 'ID':
      // GraphQL 3.5.5: it may come as a number, and leaves as a string
      return typeof value === 'string' ? value : Number.isSafeInteger(value) ? String(value) : undefined;
    case 'Int':
      return Number.isInteger(value) && (value as number) >= -INT && (value as number) < INT ? value : undefined;
    case 'Float':
      return Number.isFinite(value) ? value : undefined;
    case 'Boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'enum':
      return typeof value === 'string' && members?.has(value) === true ? value : undefined;
    case 'custom':
      return value;
  }
}
