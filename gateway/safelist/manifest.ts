/** The list of documents that a front end was built with, in the formats in which its tools write it. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { StartUpError } from '../../program/configuration.js';

export interface ListedDocument {
  id: string;
  text: string;
}

/** GraphQL over HTTP, Persisted Documents: letters, digits and `-._~:`. */
const ID = /^[\w.~:-]{1,200}$/;

const listed = z.object({ id: z.string().regex(ID), body: z.string() });
/** As `generate-persisted-query-manifest` writes it. */
const operations = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(listed),
});
/** As the Relay compiler and the client preset of GraphQL Code Generator write it. */
const texts = z.record(z.string().regex(ID), z.string());

/** @throws StartUpError for what is no manifest, and for an id that stands for two documents. */
export function readManifest(json: string): ListedDocument[] {
  const content = parsed(json);
  const asOperations = operations.safeParse(content);
  if (asOperations.success)
    return withOneTextEach(asOperations.data.operations.map(({ id, body }) => ({ id, text: body })));
  const asTexts = texts.safeParse(content);
  if (!asTexts.success) throw new StartUpError(['the safelist is no manifest of persisted documents']);
  return withOneTextEach(Object.entries(asTexts.data).map(([id, text]) => ({ id, text })));
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    throw new StartUpError(['the safelist is no JSON']);
  }
}

function withOneTextEach(documents: ListedDocument[]): ListedDocument[] {
  const known = new Map<string, string>();
  for (const { id, text } of documents) {
    if ((known.get(id) ?? text) !== text) throw new StartUpError([`the safelist has two documents with the id ${id}`]);
    known.set(id, text);
  }
  return documents;
}
