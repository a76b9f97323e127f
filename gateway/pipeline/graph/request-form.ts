/**
 * Whether a request has the form of one (GraphQL over HTTP, Request; attack case 20). Apollo judges it too, but is not
 * told who reads what it says.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { Refused } from '../../refused.js';
import type { Asked } from '../graph-request.js';
import { demandJson } from './request-body.js';

/** A page of another site cannot send these without the browser asking us first. */
const PREFLIGHTED = ['apollo-require-preflight', 'x-apollo-operation-name'];

const TEXTS = ['query', 'operationName', 'documentId'];
const MAPS = ['variables', 'extensions'];

/** @throws Refused BAD_REQUEST */
export function demandForm({ method, search, body }: Asked, headers: IncomingHttpHeaders): void {
  if (method === 'GET') demandParameters(search, headers);
  else demandFields(body);
}

function demandParameters(search: string, headers: IncomingHttpHeaders): void {
  if (headers['content-type'] !== undefined) demandJson(headers);
  else if (!PREFLIGHTED.some((name) => Boolean(headers[name]))) {
    throw unfit(`a GET has one of the headers ${PREFLIGHTED.join(', ')}`);
  }
  const parameters = new URLSearchParams(search);
  for (const name of [...TEXTS, ...MAPS]) {
    if (parameters.getAll(name).length > 1) throw unfit(`${name} is said once`);
  }
  for (const name of MAPS) {
    const text = parameters.get(name);
    if (text !== null && !isMap(parsed(text))) throw unfit(`${name} is a JSON object`);
  }
}

function demandFields(body: unknown): void {
  if (!isMap(body) || Object.keys(body).length === 0) throw unfit('a body is a JSON object that says something');
  for (const name of TEXTS) {
    if (body[name] != null && typeof body[name] !== 'string') throw unfit(`${name} is a text`);
  }
  for (const name of MAPS) {
    if (body[name] != null && !isMap(body[name])) throw unfit(`${name} is a JSON object`);
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

function unfit(demand: string): Refused {
  return new Refused('BAD_REQUEST', { status: 400, cause: new Error(demand) });
}
