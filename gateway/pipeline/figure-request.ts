/** Which figures are asked, and in which form: `/figures/sign-ins?from=2026-01-01&until=2026-12-31&by=month&format=csv`. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { INTERVAL_UNITS, type FigureKind, type FigureQuestion } from '../../schema/figures.js';
import { Refused } from '../refused.js';

const FIGURES: Readonly<Record<string, FigureKind>> = {
  'sign-ins': 'SIGN_INS',
  accounts: 'ACCOUNTS',
  sections: 'SECTIONS',
  refusals: 'REFUSALS',
};

export const FORMS = ['csv', 'json', 'chart', 'svg'] as const;
export type FigureForm = (typeof FORMS)[number];

export interface FigureRequest {
  /** As the address has it. */
  name: string;
  form: FigureForm;
  question: FigureQuestion;
}

const search = z.strictObject({
  from: z.iso.date(),
  until: z.iso.date(),
  by: z.enum(INTERVAL_UNITS).default('month'),
  organisation: z.string().min(1).max(100).nullable().default(null),
  format: z.enum(FORMS).optional(),
});

/** @throws Refused NOT_FOUND for figures that there are not, BAD_INPUT that names what is wrong. */
export function readFigureRequest({ params, query, headers }: FastifyRequest): FigureRequest {
  const { name } = params as { name: string };
  const of = Object.hasOwn(FIGURES, name) ? FIGURES[name] : undefined;
  if (of === undefined) throw new Refused('NOT_FOUND', { status: 404 });
  const { data, error } = search.safeParse(query);
  if (data === undefined) {
    const fields = error.issues.map(({ path, ...issue }) => ('keys' in issue ? issue.keys.join() : path.join('.')));
    throw new Refused('BAD_INPUT', { status: 400, details: { fields } });
  }
  const { from: start, until: end, by, organisation, format } = data;
  return { name, form: format ?? formOf(headers.accept), question: { of, start, end, by, organisation } };
}

/** JSON is for whoever takes it; CSV and a drawn chart for who names that and not JSON. */
function formOf(accept = ''): FigureForm {
  if (accept.includes('application/json')) return 'json';
  if (accept.includes('text/csv')) return 'csv';
  return accept.includes('image/svg+xml') ? 'svg' : 'json';
}
