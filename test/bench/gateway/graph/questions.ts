/** What is asked of the graph, as bodies of requests. */
import { BIG, bodiesOf, CLIENTS, SMALL } from './graph.js';

export const QUESTIONS = { big: bodiesOf(BIG), small: bodiesOf(SMALL) } as const;
export type Question = keyof typeof QUESTIONS;
export const QUESTION_NAMES = Object.keys(QUESTIONS) as Question[];

/** Each asks the same under a name of its own, so that nothing that is kept of one serves another. */
export function neverAskedBefore(question: Question, count: number): string[] {
  const query = { big: BIG, small: SMALL }[question];
  return Array.from({ length: count }, (_, index) =>
    bodyOf(query.replace(/^query \w+/, `query Number${index}`), index),
  );
}

/** What pages of a portal show, in parts that can be left out. */
const PARTS = [
  'name { given prefix family }',
  'birthDate',
  'reports(first: 20) { edges { node { id type writtenAt } } }',
  'reports(first: 20) { edges { node { id text author { name profession } } } }',
  'reports(first: 20) { pageInfo { hasNextPage endCursor } }',
  'carePlan { id title validFrom }',
  'carePlan { goals { id title agreements } }',
  'appointments(first: 10) { id start minutes note }',
  'appointments(first: 10) { with { name profession } }',
  'accessLog(first: 20) { at who section allowed }',
];

/** So many operations, at most 1,023, each with other fields. */
export function differentOperations(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const parts = PARTS.filter((_part, place) => ((index + 1) >> place) % 2 === 1);
    return bodyOf(`query Page${index}($id: ID!) { client(id: $id) { id ${parts.join(' ')} } }`, index);
  });
}

function bodyOf(query: string, index: number): string {
  return JSON.stringify({ query, variables: { id: CLIENTS[index % CLIENTS.length] } });
}
