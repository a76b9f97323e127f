/** Which media type an answer has, from Accept (GraphQL over HTTP, Response; RFC 9110, 12.5.1). */
import type { ErrorCode } from '../../../schema/error-codes.js';
import { readOnce } from '../read-once.js';

export interface AnswerType {
  contentType: string;
  /**
   * Asked for `application/json` by name: the legacy type, under which 200 says that the answer is of a GraphQL server,
   * also when the operation was not good. Who names no type gets that type too, with the status codes of today.
   */
  legacy: boolean;
}

const GRAPHQL_RESPONSE = 'application/graphql-response+json';
const JSON_RESPONSE = 'application/json';
const UNNAMED: AnswerType = { contentType: `${JSON_RESPONSE}; charset=utf-8`, legacy: false };
const LEGACY: AnswerType = { ...UNNAMED, legacy: true };
const PRESENT: AnswerType = { contentType: `${GRAPHQL_RESPONSE}; charset=utf-8`, legacy: false };

/** Of what the operation says, in a request that is of the right form. */
const REQUEST_ERRORS: readonly ErrorCode[] = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_INPUT',
];

/** Null: nothing that we could answer is accepted. */
export function answerTypeOf(accept: string | undefined): AnswerType | null {
  return accept === undefined || accept === '*/*' ? UNNAMED : negotiated(accept);
}

/** 400 of a request that is of the right form is 200 under the legacy type (GraphQL over HTTP, application/json). */
export function statusUnder(type: AnswerType, status: number, code: string | undefined): number {
  const isOfOperation = REQUEST_ERRORS.some((one) => one === code);
  return type.legacy && status === 400 && isOfOperation ? 200 : status;
}

interface Range {
  name: string;
  quality: number;
  place: number;
}

const negotiated = readOnce((accept): AnswerType | null => {
  const ranges = accept.split(',').map(readRange);
  const present = rangeOf(ranges, GRAPHQL_RESPONSE);
  const plain = rangeOf(ranges, JSON_RESPONSE);
  if (present.quality <= 0 && plain.quality <= 0) return null;
  if (plain.name !== JSON_RESPONSE && present.name !== GRAPHQL_RESPONSE) return UNNAMED;
  if (present.quality !== plain.quality) return present.quality > plain.quality ? PRESENT : LEGACY;
  return present.place < plain.place ? PRESENT : LEGACY;
});

function readRange(text: string, place: number): Range {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const said = parameters.find((parameter) => parameter.startsWith('q='));
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  const otherCharset = charset !== undefined && !/^charset="?utf-?8"?$/.test(charset);
  return { name, quality: otherCharset ? 0 : said === undefined ? 1 : Number(said.slice(2)) || 0, place };
}

/** The range that says most about the type. */
function rangeOf(ranges: readonly Range[], type: string): Range {
  const matching = [type, 'application/*', '*/*'].map((name) => ranges.find((range) => range.name === name));
  return matching.find((range) => range !== undefined) ?? { name: '', quality: 0, place: Infinity };
}
