/** One operation in one world: answered by one schema, by our gateway, and by our gateway surprised on its way. */
import { Kind, type DocumentNode, type ExecutionResult, type OperationDefinitionNode } from 'graphql';
import { compileOperation } from '../../../../gateway/execution/plan/compile-operation.js';
import type { Answer, CompiledOperation } from '../../../../gateway/execution/plan/compiled-operation.js';
import type { Send } from '../../../../gateway/execution/plan/fetch.js';
import { differing, holesOf } from './holes.js';
import type { Tellers } from './tellers.js';
import type { Arguments, World } from './world.js';

export interface Asked {
  readonly text: string;
  readonly document: DocumentNode;
  readonly variables: Arguments;
}

export interface Outcome {
  readonly spliced: boolean;
  readonly failed: boolean;
  /** How often a subgraph was asked. */
  readonly questions: number;
  /** What does not agree with the one schema. */
  readonly differences: readonly string[];
}

/** More errors than these are not told. */
const MOST_ERRORS = 100;

export class Contest {
  constructor(private readonly tellers: Tellers) {}

  compile({ document }: Asked): CompiledOperation {
    const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    return compileOperation(this.tellers.federated.graph, document, operation as OperationDefinitionNode, null);
  }

  /**
   * @param worldAnew the same world each time.
   * @param surprise the answer of a subgraph from which on the object path has to take over; 0 is the first.
   */
  async run(asked: Asked, compiled: CompiledOperation, worldAnew: () => World, surprise: number): Promise<Outcome> {
    const world = worldAnew();
    const wanted = await this.tellers.answer(asked.document, asked.variables, world);
    const usual = await this.ours(asked, compiled, worldAnew(), Infinity);
    const surprised = await this.ours(asked, compiled, worldAnew(), surprise);
    const differences = [usual, surprised].flatMap((ours) => [
      ...disagreements(ours.answer, wanted),
      ...ours.twice.map((question) => `asked twice: ${question}`),
      ...(wanted.errors === undefined && ours.done !== world.done.join() ? [`done: ${ours.done}`] : []),
    ]);
    return {
      spliced: 'text' in usual.answer,
      failed: wanted.errors !== undefined,
      questions: usual.questions,
      differences: differences.map((difference) => `${asked.text}\n${JSON.stringify(asked.variables)}\n${difference}`),
    };
  }

  private async ours({ variables }: Asked, compiled: CompiledOperation, world: World, surprise: number) {
    const { federated } = this.tellers;
    federated.world = world;
    const seen = new Set<string>();
    const twice: string[] = [];
    let questions = 0;
    const send: Send = async (fetch, body) => {
      // white space is a surprise to the splice path
      const lead = questions < surprise ? '' : ' ';
      questions += 1;
      for (const question of questionsOf(fetch.index, body)) {
        if (seen.has(question)) twice.push(question);
        seen.add(question);
      }
      return lead + (await federated.send(fetch, body));
    };
    const answer = await compiled.answer({ variables, send });
    return { answer, twice, questions, done: world.done.join() };
  }
}

/** Of each entity apart. */
function questionsOf(fetch: number, body: string): string[] {
  const { query, variables } = JSON.parse(body) as { query: string; variables: { representations?: unknown[] } };
  return (variables.representations ?? [null]).map((each) => `${fetch} ${query} ${JSON.stringify(each)}`);
}

function disagreements(answer: Answer, { data, errors: expected = [] }: ExecutionResult): string[] {
  const wanted = JSON.stringify(data);
  const given = 'text' in answer ? answer.text : JSON.stringify(answer.data);
  const errors = 'text' in answer ? [] : answer.errors;
  const told = JSON.stringify(errors.slice(0, 4));
  if (given !== wanted) return [`wanted ${wanted}\ngiven  ${given}\nerrors ${told}`];
  if (data === undefined || errors.length >= MOST_ERRORS) return [];
  const holes = differing(holesOf(data, errors), holesOf(data, expected));
  // what a service tells may be about something that it was asked for other types at the same path
  const odd = errors.filter(({ message }) => expected.length === 0 && !/^no |^Cannot return null/.test(message));
  return [
    ...holes.map((hole) => `at "${hole}" wanted ${JSON.stringify(expected.slice(0, 4))}\ntold ${told}`),
    ...odd.map(({ message, path }) => `told for nothing: ${message} at ${path?.join('.') ?? ''}`),
  ];
}
