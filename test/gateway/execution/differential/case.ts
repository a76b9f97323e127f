/** One operation on three paths with the same answers of subgraphs, and what of it does not agree. */
import type { Completed } from '../../../../gateway/execution/answer/complete.js';
import type { Fetch } from '../../../../gateway/execution/plan/fetch.js';
import { remembering } from '../../../../gateway/execution/splice/remembered-send.js';
import type { Paths } from '../splice/paths.js';
import { fromPlain } from './from-plain.js';
import type { PlainGateway } from './plain-gateway.js';

export type Answering = (subgraph: string, body: string) => string | null;

export interface Operation {
  readonly text: string;
  readonly variables: Record<string, unknown>;
  readonly paths: Paths;
}

export interface Outcome {
  readonly spliced: boolean;
  readonly told: boolean;
  /** What does not agree. */
  readonly differences: readonly string[];
}

/** @param plain null: our own two paths alone. */
export async function runCase(
  { text, variables, paths }: Operation,
  answering: Answering,
  plain: PlainGateway | null,
): Promise<Outcome> {
  const asked = new Questions(answering);
  const object = await paths.object({ variables, send: asked.send });
  const asking = new Questions(answering);
  const spliced = (await paths.splice?.({ variables, send: remembering(asking.send) })) ?? null;
  const differences = [
    ...(spliced === null ? [] : betweenOurs(object, spliced)),
    ...(spliced === null ? [] : asked.notIn(asking).map((question) => `the object path alone asks ${question}`)),
    ...asking.notIn(asked).map((question) => `the splice path alone asks ${question}`),
    ...(plain === null ? [] : fromPlain(object, await plain.answer(text, variables, answering))),
  ];
  return { spliced: spliced !== null, told: object.errors.length > 0, differences };
}

class Questions {
  private readonly asked = new Set<string>();

  constructor(private readonly answering: Answering) {}

  readonly send = async ({ subgraph }: Fetch, body: string): Promise<string> => {
    const { query, variables } = JSON.parse(body) as { query: string; variables: { representations?: unknown[] } };
    const entities = variables.representations ?? [null];
    for (const entity of entities) this.asked.add(`${subgraph}: ${query} of ${JSON.stringify(entity)}`);
    const answer = this.answering(subgraph, body);
    if (answer === null) throw new Error('no answer');
    return answer;
  };

  notIn(others: Questions): string[] {
    return [...this.asked].filter((question) => !others.asked.has(question));
  }
}

function betweenOurs({ data, errors }: Completed, spliced: string): string[] {
  const same = JSON.stringify(JSON.parse(spliced)) === JSON.stringify(data);
  return [
    ...(same ? [] : [`spliced ${spliced}\nobjects ${JSON.stringify(data)}`]),
    ...errors.map(({ message }) => `spliced although: ${message}`),
  ];
}
