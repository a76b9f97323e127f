/** Which documents are answered: only those that the front ends were built with (attack case 20). */
import type { Log } from '../../program/log.js';
import { withDocument, type Asked } from '../pipeline/graph-request.js';
import { Refused } from '../refused.js';
import { hashOf, type ListedDocument } from './manifest.js';

/**
 * `log`: everything is answered, and what is not on the list is noted, so that a list can be introduced.
 * `listed`: what is on the list, by its id or its text. `id`: by its id only; no text is read at all.
 */
export const SAFELIST_MODES = ['log', 'listed', 'id'] as const;
export type SafelistMode = (typeof SAFELIST_MODES)[number];

export interface SafelistConfiguration {
  mode: SafelistMode;
  documents: readonly ListedDocument[];
}

/** Gives the request with the text of its document. @throws Refused OPERATION_NOT_LISTED. */
export interface Safelist {
  resolve(asked: Asked): Asked;
}

/** Without a list an id means nothing, and Apollo says so. */
export const NO_SAFELIST: Safelist = { resolve: (asked) => asked };

const MOST_NOTED = 1_000;

export class ListedDocuments implements Safelist {
  private readonly byId: ReadonlyMap<string, string>;
  private readonly texts: ReadonlySet<string>;
  private readonly mode: SafelistMode;
  private readonly noted = new Set<string>();

  constructor(
    { documents, mode }: SafelistConfiguration,
    private readonly log: Log,
  ) {
    this.mode = mode;
    this.texts = new Set(documents.map(({ text }) => text));
    this.byId = new Map(
      documents.flatMap(({ id, text }) => {
        const hash = hashOf(text);
        return [hash, `sha256:${hash}`, id].map((each) => [each, text] as const);
      }),
    );
  }

  resolve(asked: Asked): Asked {
    const id = idIn(asked);
    const { query } = asked.said;
    if (id === undefined) return this.byText(asked);
    if (this.mode === 'log' && query !== undefined) return withDocument(this.byText(asked), query);
    const text = this.byId.get(id);
    if (text === undefined || (query !== undefined && (this.mode === 'id' || query !== text))) throw notListed();
    return withDocument(asked, text);
  }

  private byText(asked: Asked): Asked {
    const { query } = asked.said;
    if (query === undefined || (this.mode !== 'id' && this.texts.has(query))) return asked;
    if (this.mode !== 'log') throw notListed();
    this.note(hashOf(query));
    return asked;
  }

  /** Once each, and by its hash: a text could hold what someone filled in. */
  private note(hash: string): void {
    if (this.noted.has(hash) || this.noted.size >= MOST_NOTED) return;
    this.noted.add(hash);
    this.log.warn({ document: hash }, 'an operation is not on the safelist');
  }
}

/** By `documentId`, or as clients with persisted queries say it. */
function idIn({ said }: Asked): string | undefined {
  if (said.documentId !== undefined) return said.documentId;
  const persisted = said.extensions?.['persistedQuery'];
  if (typeof persisted !== 'object' || persisted === null) return undefined;
  const { sha256Hash: hash } = persisted as { sha256Hash?: unknown };
  return typeof hash === 'string' ? hash : undefined;
}

function notListed(): Refused {
  return new Refused('OPERATION_NOT_LISTED', { status: 400 });
}
