/** Why it was refused or failed, for who reads the log; the texts of the codes themselves speak to who asked. */
import { isErrorCode, type ErrorCode } from '../../../../schema/error-codes.js';
import type { Language } from '../../../../schema/caller.js';

// prettier-ignore
const REASON_WORDS: Partial<Record<ErrorCode, Record<Language, string>>> = {
  UNAUTHENTICATED: { nl: 'niet aangemeld', en: 'not signed in' },
  SESSION_ENDED: { nl: 'de sessie was beëindigd', en: 'the session had ended' },
  CREDENTIALS_REFUSED: { nl: 'e-mailadres of wachtwoord klopte niet', en: 'e-mail address or password was not right' },
  CODE_REFUSED: { nl: 'de code klopte niet', en: 'the code was not right' },
  TOO_MANY_ATTEMPTS: { nl: 'te vaak geprobeerd', en: 'too many attempts' },
  BSN_REFUSED: { nl: 'het burgerservicenummer klopte niet', en: 'the citizen service number was not right' },
  BSN_BLOCKED: { nl: 'het burgerservicenummer was te vaak onjuist', en: 'the citizen service number was wrong too often' },
  LINK_REFUSED: { nl: 'de link was niet (meer) geldig', en: 'the link was not, or no longer, valid' },
  SIGN_IN_TOO_WEAK: { nl: 'niet aangemeld op de manier die de organisatie vraagt', en: 'not signed in the way the organisation asks for' },
  TERMS_NOT_ACCEPTED: { nl: 'de gebruiksvoorwaarden waren nog niet geaccepteerd', en: 'the terms of use had not been accepted yet' },
  BSN_NOT_CONFIRMED: { nl: 'het burgerservicenummer was nog niet bevestigd', en: 'the citizen service number had not been confirmed yet' },
  TERMS_NOT_CURRENT: { nl: 'de voorwaarden waren niet van kracht', en: 'the terms were not in force' },
  ACCESS_REFUSED: { nl: 'geen toegang tot deze gegevens', en: 'no access to these data' },
  SECTION_NOT_OFFERED: { nl: 'dit onderdeel is niet beschikbaar', en: 'this section is not available' },
  MESSAGES_NOT_OFFERED: { nl: 'de organisatie biedt geen berichten aan', en: 'the organisation offers no messages' },
  OBJECTION_CHANGE_REFUSED: { nl: 'dit kon niet (meer) met dit verzoek', en: 'this could not be done, or no longer, with this request' },
  BASIS_NOT_ACCEPTED: { nl: 'de organisatie accepteert deze grondslag niet', en: 'the organisation does not accept this basis' },
  FINANCES_ONLY: { nl: 'bewindvoering geeft geen toegang tot het dossier', en: 'administration of finances gives no access to the dossier' },
  REPRESENTATIVE_OF_HIGHER_RANK: { nl: 'een andere vertegenwoordiger gaat voor', en: 'another representative goes first' },
  REPRESENTATIVE_FIRST: { nl: 'het eerste account is voor de vertegenwoordiger', en: "the first account is the representative's" },
  ALREADY_HAS_ACCESS: { nl: 'deze persoon had al toegang', en: 'this person already had access' },
  NO_ACCOUNT_LEFT: { nl: 'alle accounts waren in gebruik', en: 'all accounts were in use' },
  EXTRA_ACCOUNT_NEEDED: { nl: 'de accounts waren in gebruik', en: 'the accounts were in use' },
  APPROVAL_BY_ANOTHER: { nl: 'hierover beslist iemand anders', en: 'somebody else decides on this' },
  CARE_IS_OVER: { nl: 'de zorg is beëindigd', en: 'care has ended' },
  BAD_INPUT: { nl: 'de aanvraag was niet juist ingevuld', en: 'the request was not filled in correctly' },
  NOT_FOUND: { nl: 'er was niets te vinden', en: 'there was nothing to find' },
  ECD_UNAVAILABLE: { nl: 'het dossier was niet bereikbaar', en: 'the dossier could not be reached' },
  AUDIT_UNAVAILABLE: { nl: 'het kon niet worden vastgelegd', en: 'it could not be recorded' },
  TIMED_OUT: { nl: 'het duurde te lang', en: 'it took too long' },
  INTERNAL: { nl: 'er ging iets mis', en: 'something went wrong' },
};

const OTHERWISE: Record<Language, string> = { nl: 'dit kon niet', en: 'this could not be done' };

export function reasonWord(reason: string, language: Language): string {
  return (isErrorCode(reason) ? REASON_WORDS[reason]?.[language] : undefined) ?? OTHERWISE[language];
}
