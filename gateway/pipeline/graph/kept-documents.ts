/** Documents that were parsed and found valid, for Apollo's pipeline. */
import type { DocumentStore } from '@apollo/server';
import { visit, type ASTNode, type DocumentNode } from 'graphql';
import { RecentlyUsed } from '../../recently-used.js';

/** The size is in nodes, which take 100 to 200 bytes each; an operation of twenty fields has a hundred. */
const BOUNDS = { entries: 1_000, size: 200_000 };

export class KeptDocuments implements DocumentStore {
  private readonly documents = new RecentlyUsed<DocumentNode>(BOUNDS);

  async get(key: string): Promise<DocumentNode | undefined> {
    return this.documents.get(key);
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    this.documents.set(key, document, forgetTokens(document));
  }

  async delete(key: string): Promise<void> {
    this.documents.delete(key);
  }
}

/**
 * Every place in a document holds on to the chain of all tokens, which takes more than all of the rest. An error needs
 * of a place where it begins and ends, and in which text. In the document itself: what is compiled from it is kept too.
 * @returns how many nodes it has.
 */
function forgetTokens(document: DocumentNode): number {
  let nodes = 0;
  const enter = ({ loc }: ASTNode): void => {
    nodes += 1;
    if (loc !== undefined) Object.assign(loc, { startToken: undefined, endToken: undefined });
  };
  visit(document, { enter });
  return nodes;
}
