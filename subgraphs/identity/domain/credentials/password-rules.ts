/** What a password has to be: long, not common, and not made of what anybody knows about its holder (NIST SP 800-63B-4 §3.1.1.2). */
import type { ZxcvbnFactory, ZxcvbnResult } from '@zxcvbn-ts/core';
import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import { DomainError } from '../../../domain-error.js';
import type { Account } from '../account.js';

export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 128;

/** A list of a hundred million likely passwords holds it: common words with a year or a few signs added. */
const FEWEST_GUESSES = 10 ** 8;
/** Words that are known of someone make a password no longer: so much has to be there beside them. */
const SHORTEST_BESIDE_CONTEXT = 8;
const SHORTEST_CONTEXT_WORD = 3;
/** Comparing takes longer the longer it is; who repeats a word goes on repeating it. */
const LONGEST_COMPARED = 64;

/** Dutch ones, which the list of common passwords lacks. */
const PORTAL_WORDS = ['wachtwoord', 'welkom', 'inloggen', 'aanmelden', 'portaal', 'cliënt', 'geheim', 'zorg'];

type Fault = 'TOO_SHORT' | 'TOO_LONG' | 'TOO_COMMON' | 'FROM_CONTEXT';

/**
 * Any characters, spaces among them, in any mix: no composition rules.
 * @param contextWords see `contextOf`.
 * @throws DomainError PASSWORD_REFUSED, with why.
 */
export async function checkPassword(password: string, contextWords: readonly string[]): Promise<void> {
  const length = passwordLength(password);
  if (length < SHORTEST_PASSWORD) refuse('TOO_SHORT');
  if (length > LONGEST_PASSWORD) refuse('TOO_LONG');
  const context = [...contextWords, ...PORTAL_WORDS].flatMap(wordsOf).sort((a, b) => b.length - a.length);
  const estimate = (await estimator()).check(password.normalize('NFC'), context);
  if (besideContext(estimate, context) < SHORTEST_BESIDE_CONTEXT) refuse('FROM_CONTEXT');
  if (estimate.guesses < FEWEST_GUESSES) refuse('TOO_COMMON');
}

/** In characters as people count them, whichever way a keyboard composes them. */
export function passwordLength(password: string): number {
  return Array.from(password.normalize('NFC')).length;
}

/** What anybody may know of an account: whose it is, and of which organisations. */
export function contextOf(
  { name, email }: Pick<Account, 'name' | 'email'>,
  organisations: readonly Pick<OrganisationPolicy, 'id' | 'name' | 'portalName' | 'smsSender' | 'places'>[],
): string[] {
  const ofOrganisations = organisations.flatMap(({ id, name: ofOrganisation, portalName, smsSender, places }) => [
    id,
    ofOrganisation,
    portalName,
    smsSender,
    ...places,
  ]);
  return [name.text, email, ...ofOrganisations];
}

/** The whole, written together, and each word of it. */
function wordsOf(text: string): string[] {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return [...new Set([words.join(''), ...words])].filter((word) => word.length >= SHORTEST_CONTEXT_WORD);
}

/** How many characters are left when the known words are taken out; all of them when there are none. */
function besideContext({ sequence }: ZxcvbnResult, context: readonly string[]): number {
  const rest = sequence.map((match) => (isDisguised(match, context) ? '' : without(context, match.token)));
  const isUntouched = rest.every((part, index) => part.length === sequence[index]?.token.length);
  return isUntouched ? Infinity : rest.join('').length;
}

/** A known word, also written backwards or with digits for letters. */
function isDisguised(match: ZxcvbnResult['sequence'][number], context: readonly string[]): boolean {
  const { matchedWord } = match as { matchedWord?: string };
  return matchedWord !== undefined && context.includes(matchedWord.toLowerCase());
}

function without(words: readonly string[], token: string): string {
  return words.reduce((rest, word) => rest.replaceAll(word, ''), token.toLowerCase());
}

function refuse(why: Fault): never {
  throw new DomainError('PASSWORD_REFUSED', { why });
}

let loading: Promise<ZxcvbnFactory> | undefined;

/** Its dictionaries are read when the first password is chosen, and not when the program starts. */
function estimator(): Promise<ZxcvbnFactory> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<ZxcvbnFactory> {
  const [core, common] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]);
  return new core.ZxcvbnFactory({
    dictionary: { common: common.dictionary['passwords-common'] },
    graphs: common.adjacencyGraphs,
    maxLength: LONGEST_COMPARED,
  });
}
