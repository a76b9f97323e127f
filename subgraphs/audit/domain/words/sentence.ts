/** A line of the access log as one sentence that a person understands: no ids, no codes, no names of fields. */
import { STAFF_ROLES, type Language } from '../../../../schema/caller.js';
import type { AccessLogLine } from '../access-log/access-log-line.js';
import type { AuditRecord } from '../audit-log.js';
import { dataOf, dataWord } from './data-words.js';
import { DUTCH_PHRASES } from './dutch-phrases.js';
import { ENGLISH_PHRASES } from './english-phrases.js';
import { phraseIn, type Phrase } from './phrase.js';
import { reasonWord } from './reason-words.js';
import { roleWord } from './role-words.js';
import { timeWords } from './time-words.js';

/** Where and for whom it is put into words. */
export interface Reader {
  language: Language;
  timeZone: string;
  /** The organisation's name; null when none is known. */
  organisation: string | null;
}

const PHRASES = { nl: DUTCH_PHRASES, en: ENGLISH_PHRASES };

// prettier-ignore
const WORDS = {
  nl: { nobody: 'Iemand die niet was aangemeld', forgotten: 'Iemand wiens account is verwijderd', system: 'Het portaal zelf', of: 'van',
    tried: 'probeerde', OK: 'Toegestaan', REFUSED: 'Geweigerd', ERROR: 'Mislukt', dossier: 'het dossier', nothing: 'niets' },
  en: { nobody: 'Somebody who was not signed in', forgotten: 'Somebody whose account was deleted', system: 'The portal itself', of: 'of',
    tried: 'tried to', OK: 'Allowed', REFUSED: 'Refused', ERROR: 'Failed', dossier: 'the dossier', nothing: 'nothing' },
} as const;

/** What can be done without an account; all else that succeeds without one is done by the system. */
const WITHOUT_ACCOUNT: readonly AuditRecord['kind'][] = [
  'SIGN_IN',
  'SIGN_OUT',
  'SESSION_ENDED',
  'CREDENTIAL_CHANGED',
  'RECOVERY_REQUESTED',
  'COMPROMISE_REPORTED',
  'REGISTRATION_CHANGED',
];

export function sentenceOf(line: AccessLogLine, reader: Reader): string {
  const [record] = line.records;
  const { language } = reader;
  const words = WORDS[language];
  const phrase = phraseOf(record, language);
  const who = whoOf(record, reader);
  const when = timeWords(line, reader);
  const what = (text: string): string => text.replace('{data}', dataWords(record, language));
  const told = record.outcome === 'OK' ? phrase.did : words.tried;
  const rest = what(record.outcome === 'OK' ? phrase.rest : phrase.tried);
  const sentence = language === 'nl' ? `${who} ${told} ${when} ${rest}` : `${who} ${told} ${rest} ${when}`;
  const reason = reasonOf(record, language);
  return `${sentence}. ${words[record.outcome]}${reason === null ? '' : `: ${reason}`}.`;
}

/** "Joke Vos (contactpersoon)". */
export function whoOf(record: AuditRecord, { language, organisation }: Omit<Reader, 'timeZone'>): string {
  const { role } = record;
  const who = record.accountName ?? nameless(record, language);
  if (role === null) return who;
  const staff: readonly string[] = STAFF_ROLES;
  const where = staff.includes(role) && organisation !== null ? ` ${WORDS[language].of} ${organisation}` : '';
  return `${who} (${roleWord(role, language)}${where})`;
}

/** "ingezien". */
export function actionOf(record: AuditRecord, language: Language): string {
  return phraseOf(record, language).label;
}

/** Null when it was allowed. */
export function reasonOf({ outcome, reason }: AuditRecord, language: Language): string | null {
  return outcome === 'OK' || reason === null ? null : reasonWord(reason, language);
}

function phraseOf({ kind, action, outcome, categories }: AuditRecord, language: Language): Phrase {
  const isChange =
    kind === 'DOSSIER_READ' &&
    outcome !== 'OK' &&
    categories.length > 0 &&
    categories.every((name) => name.startsWith('Mutation.'));
  return phraseIn(PHRASES[language], kind, action, isChange);
}

function nameless({ account, outcome, kind }: AuditRecord, language: Language): string {
  const words = WORDS[language];
  if (account !== null) return words.forgotten;
  return outcome === 'REFUSED' || WITHOUT_ACCOUNT.includes(kind) ? words.nobody : words.system;
}

function dataWords({ kind, categories }: AuditRecord, language: Language): string {
  const data = dataOf(categories).map((category) => dataWord(category, language));
  if (data.length > 0) return new Intl.ListFormat(language === 'en' ? 'en-GB' : language).format(data);
  return kind === 'SHARING_CHANGED' ? WORDS[language].nothing : WORDS[language].dossier;
}
