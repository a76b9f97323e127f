/** One operation on three paths with the same answers of subgraphs, and what of it does not agree. */
import { parse, print } from 'graphql';
import type { Completed } from '../../../../gateway/execution/answer/complete.js';
import type { Fetch } from '../../../../gateway/execution/plan/fetch.js';
import { conditionsIn, conditionsOf } from '../../../../gateway/execution/plan/conditions.js';
import { underConditions } from '../../../../gateway/execution/plan/under-conditions.js';
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
  operation: Operation,
  answering: Answering,
  plain: PlainGateway | null,
): Promise<Outcome> {
  const { variables, paths } = operation;
  const asked = new Questions(answering);
  const object = await paths.object({ variables, send: asked.send });
  const asking = new Questions(answering);
  const spliced = (await paths.splice?.({ variables, send: remembering(asking.send) })) ?? null;
  const differences = [
    ...(spliced === null ? [] : betweenOurs(object, spliced)),
    ...(spliced === null ? [] : asked.notIn(asking).map((question) => `the object path alone asks ${question}`)),
    ...asking.notIn(asked).map((question) => `the splice path alone asks ${question}`),
    ...(plain === null ? [] : await besidePlain(plain, operation, answering, object)),
  ];
  return { spliced: spliced !== null, told: object.errors.length > 0, differences };
}

/** On record: the plain gateway leaves out what stands beside a field that is skipped. Then it is asked without conditions. */
async function besidePlain(
  plain: PlainGateway,
  { text, variables }: Operation,
  answering: Answering,
  ours: Completed,
): Promise<readonly string[]> {
  const asWritten = fromPlain(ours, await plain.answer(text, variables, answering));
  return asWritten.length === 0
    ? []
    : fromPlain(ours, await plain.answer(settled(text, variables), variables, answering));
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

function settled(text: string, variables: Readonly<Record<string, unknown>>): string {
  const document = parse(text);
  return print(underConditions(document, conditionsOf(conditionsIn(document), variables)));
}

function betweenOurs({ data, errors }: Completed, spliced: string): string[] {
  const same = JSON.stringify(JSON.parse(spliced)) === JSON.stringify(data);
  return [
    ...(same ? [] : [`spliced ${spliced}\nobjects ${JSON.stringify(data)}`]),
    ...errors.map(({ message }) => `spliced although: ${message}`),
  ];
}
