import { parse, type DocumentNode } from 'graphql';
import { Refused } from '../refused.js';

const MOST_QUERIES = 1_000;

/** Queries as they were parsed, the longest unused forgotten first: front ends send the same few again and again. */
export class ParsedQueries {
  private readonly documents = new Map<string, DocumentNode>();

  constructor(private readonly maxTokens: number) {}

  /** Null: it is not GraphQL, which Apollo will say. @throws Refused QUERY_TOO_LARGE when it has too many tokens. */
  documentOf(query: string): DocumentNode | null {
    const document = this.documents.get(query) ?? this.parse(query);
    if (document === null) return null;
    this.documents.delete(query);
    this.documents.set(query, document);
    const [longestUnused] = this.documents.keys();
    if (this.documents.size > MOST_QUERIES && longestUnused !== undefined) this.documents.delete(longestUnused);
    return document;
  }

  private parse(query: string): DocumentNode | null {
    try {
      return parse(query, { maxTokens: this.maxTokens });
    } catch (error) {
      // the parser says it in words only, one of them misspelt
      const tooLong = /contains more tha[nt] \d+ tokens/.test((error as Error).message);
      if (tooLong) throw new Refused('QUERY_TOO_LARGE', { status: 400, details: { limit: 'tokens' } });
      return null;
    }
  }
}
