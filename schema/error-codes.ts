/**
 * Every code that `extensions.code` of an answer can hold: part of the API, so a code is never renamed or given another
 * meaning. The texts are what a client, representative or contact reads; Dutch first.
 */
export const ERROR_CODES = {
  // Sign-in and session
  UNAUTHENTICATED: {
    nl: 'U bent niet aangemeld, of uw aanmelding is verlopen. Meld u opnieuw aan.',
    en: 'You are not signed in, or your sign-in has expired. Please sign in again.',
  },
  SESSION_ENDED: {
    nl: 'Deze sessie is beëindigd. Meld u opnieuw aan.',
    en: 'This session has ended. Please sign in again.',
  },
  CREDENTIALS_REFUSED: {
    nl: 'Het e-mailadres of het wachtwoord klopt niet.',
    en: 'The e-mail address or the password is not right.',
  },
  CODE_REFUSED: { nl: 'De code klopt niet of is niet meer geldig.', en: 'The code is not right or no longer valid.' },
  TOO_MANY_ATTEMPTS: {
    nl: 'U heeft het te vaak geprobeerd. Wacht even en probeer het opnieuw.',
    en: 'Too many attempts. Please wait a while and try again.',
  },
  RESEND_TOO_SOON: {
    nl: 'U kunt nog geen nieuwe code aanvragen. Wacht een minuut.',
    en: 'You cannot ask for a new code yet. Please wait a minute.',
  },
  SMS_UNAVAILABLE: {
    nl: 'We kunnen nu geen sms versturen. Probeer het later opnieuw.',
    en: 'We cannot send a text message now. Please try again later.',
  },
  BSN_REFUSED: {
    nl: 'Dit burgerservicenummer kunnen we niet bevestigen. Neem contact op met de cliëntadministratie als dit zo blijft.',
    en: 'We cannot confirm this citizen service number. Please contact the client administration if this persists.',
  },
  BSN_BLOCKED: {
    nl: 'Het burgerservicenummer is te vaak onjuist ingevuld. Neem contact op met de cliëntadministratie.',
    en: 'The citizen service number was wrong too often. Please contact the client administration.',
  },
  LINK_REFUSED: {
    nl: 'Deze link is niet (meer) geldig. Vraag een nieuwe aan.',
    en: 'This link is not, or no longer, valid. Please ask for a new one.',
  },
  SIGN_IN_TOO_WEAK: {
    nl: 'Uw organisatie vraagt hiervoor een andere manier van aanmelden. Meld u opnieuw aan.',
    en: 'Your organisation asks for another way of signing in for this. Please sign in again.',
  },
  FACTOR_NOT_ACCEPTED: {
    nl: 'Uw organisatie gebruikt deze manier van aanmelden niet.',
    en: 'Your organisation does not use this way of signing in.',
  },
  TOO_MANY_FACTORS: {
    nl: 'U heeft al zo veel hulpmiddelen om aan te melden als kan. Verwijder er eerst een.',
    en: 'You have as many means of signing in as you can have. Please remove one first.',
  },
  FACTOR_REFUSED: {
    nl: 'Dit hulpmiddel om aan te melden kunnen we niet toevoegen. Begin opnieuw.',
    en: 'We cannot add this means of signing in. Please start again.',
  },
  PASSWORD_REFUSED: {
    nl: 'Kies een ander wachtwoord: 12 tot 128 tekens, niet veelgebruikt en niet met uw naam of die van de organisatie.',
    en: 'Please choose another password: 12 to 128 characters, not a common one and not your name or that of the organisation.',
  },
  CHANGE_BY_ADMINISTRATION: {
    nl: 'Een wijziging van uw gegevens gaat via de cliëntadministratie. Neem contact met haar op.',
    en: 'Changes of your details go through the client administration. Please contact them.',
  },
  EMAIL_TAKEN: {
    nl: 'Dit e-mailadres hoort al bij een account.',
    en: 'This e-mail address belongs to an account already.',
  },
  KNOWN_ELSEWHERE: {
    nl: 'Deze persoon werkt ook bij een andere organisatie. De wijziging moet door de administratie van die organisatie worden gedaan.',
    en: "This person works at another organisation as well. The change has to be made by that organisation's administration.",
  },
  PROVIDER_REFUSED: {
    nl: 'Aanmelden via uw organisatie is niet gelukt. Begin opnieuw, of neem contact op met de cliëntadministratie.',
    en: 'Signing in by your organisation did not succeed. Please start again, or contact the client administration.',
  },
  PROVIDER_UNAVAILABLE: {
    nl: 'Aanmelden via uw organisatie kan op dit moment niet. Probeer het later opnieuw.',
    en: 'Signing in by your organisation is not possible at the moment. Please try again later.',
  },
  ASSERTION_REFUSED: {
    nl: 'Hiermee kunnen we dit serviceaccount niet aanmelden.',
    en: 'We cannot sign in this service account with that.',
  },
  SCOPE_REFUSED: {
    nl: 'Dit serviceaccount heeft deze bevoegdheid niet.',
    en: 'This service account does not have that scope.',
  },
  TERMS_NOT_ACCEPTED: {
    nl: 'U moet eerst de gebruiksvoorwaarden accepteren.',
    en: 'You have to accept the terms of use first.',
  },
  BSN_NOT_CONFIRMED: {
    nl: 'U moet eerst het burgerservicenummer van de cliënt bevestigen.',
    en: "You have to confirm the client's citizen service number first.",
  },
  TERMS_NOT_CURRENT: {
    nl: 'Deze voorwaarden zijn niet (meer) van kracht.',
    en: 'These terms are not, or no longer, in force.',
  },
  // Access
  ACCESS_REFUSED: { nl: 'U heeft geen toegang tot dit gegeven.', en: 'You have no access to this.' },
  SECTION_NOT_OFFERED: {
    nl: 'Dit onderdeel is niet beschikbaar in dit dossier.',
    en: 'This section is not available in this dossier.',
  },
  MESSAGES_NOT_OFFERED: {
    nl: 'Deze organisatie biedt geen berichten aan in het portaal.',
    en: 'This organisation does not offer messages in the portal.',
  },
  OBJECTION_CHANGE_REFUSED: {
    nl: 'Dit kan niet (meer) met dit verzoek.',
    en: 'This cannot be done, or no longer, with this request.',
  },
  LAST_ADMINISTRATOR: {
    nl: 'Er moet een beheerder overblijven. Stel eerst een ander aan.',
    en: 'One administrator has to remain. Please appoint another one first.',
  },
  // Registration
  REGISTRATION_BY_FORM: {
    nl: 'Bij deze organisatie vraagt u toegang aan met een ondertekend aanmeldformulier.',
    en: 'At this organisation access is asked for with a signed registration form.',
  },
  REGISTRATION_BY_WEB: {
    nl: 'Bij deze organisatie vraagt men toegang aan via het portaal.',
    en: 'At this organisation access is asked for in the portal.',
  },
  REGISTRATION_DECIDED: {
    nl: 'Over deze aanmelding is al besloten.',
    en: 'This registration has already been decided.',
  },
  FINANCES_ONLY: {
    nl: 'Een bewindvoerder gaat over geld en goederen, niet over zorg, en krijgt daarom geen toegang tot het dossier.',
    en: 'An administrator of finances has no say in care, and so is given no access to the dossier.',
  },
  BASIS_NOT_ACCEPTED: {
    nl: 'Bij deze organisatie kan een familielid niet zonder uitspraak van de rechter of machtiging vertegenwoordigen.',
    en: 'At this organisation family cannot represent a client without a court order or a written proxy.',
  },
  REPRESENTATIVE_OF_HIGHER_RANK: {
    nl: 'De cliënt heeft al een vertegenwoordiger die voorgaat.',
    en: 'The client already has a representative who goes first.',
  },
  REPRESENTATIVE_FIRST: {
    nl: 'Het eerste account is hier voor de wettelijk vertegenwoordiger van de cliënt.',
    en: "The first account is for the client's legal representative here.",
  },
  DESIGNATION_LAPSED: {
    nl: 'Wie deze contactpersoon aanwees, beslist niet meer over de toegang.',
    en: 'Whoever designated this contact no longer decides on access.',
  },
  ALREADY_HAS_ACCESS: {
    nl: 'Deze persoon heeft al toegang tot het dossier van deze cliënt.',
    en: "This person already has access to this client's dossier.",
  },
  NO_ACCOUNT_LEFT: {
    nl: 'Voor deze cliënt zijn alle accounts al in gebruik.',
    en: 'All accounts for this client are in use.',
  },
  EXTRA_ACCOUNT_NEEDED: {
    nl: 'Voor deze cliënt zijn de accounts in gebruik. Een extra account vraagt een reden, een einddatum en akkoord.',
    en: 'The accounts for this client are in use. A further account takes a reason, an end date and approval.',
  },
  APPROVAL_BY_ANOTHER: {
    nl: 'Over eigen toegang, of over wat u zelf aanvroeg, beslist iemand anders.',
    en: 'Somebody else decides on your own access, or on what you asked for yourself.',
  },
  APPROVAL_TOO_LATE: { nl: 'De gevraagde einddatum is al voorbij.', en: 'The end date that was asked for has passed.' },
  CARE_IS_OVER: {
    nl: 'De zorg voor deze cliënt is beëindigd, en daarmee de toegang.',
    en: 'Care for this client has ended, and access with it.',
  },
  MOBILE_NUMBER_DIFFERS: {
    nl: 'Bij dit e-mailadres hoort al een account, met een ander mobiel nummer.',
    en: 'There is an account with this e-mail address already, with another mobile number.',
  },
  ACCOUNT_BLOCKED: { nl: 'Het account van deze persoon is geblokkeerd.', en: "This person's account is blocked." },
  // Requests
  BAD_INPUT: { nl: 'De aanvraag is niet juist ingevuld.', en: 'The request is not filled in correctly.' },
  BAD_CURSOR: { nl: 'Deze bladwijzer hoort niet bij deze lijst.', en: 'This cursor does not belong to this list.' },
  PAGE_TOO_LARGE: { nl: 'Vraag tussen 1 en 50 regels per pagina.', en: 'Ask for between 1 and 50 entries a page.' },
  SEARCH_TOO_SHORT: { nl: 'Zoek met ten minste drie tekens.', en: 'Search with at least three characters.' },
  GRAPHQL_PARSE_FAILED: { nl: 'De aanvraag is geen geldige GraphQL.', en: 'The request is not valid GraphQL.' },
  GRAPHQL_VALIDATION_FAILED: { nl: 'De aanvraag past niet op het schema.', en: 'The request does not fit the schema.' },
  OPERATION_RESOLUTION_FAILURE: {
    nl: 'De aanvraag noemt geen uit te voeren operatie.',
    en: 'The request names no operation to execute.',
  },
  QUERY_TOO_LARGE: { nl: 'De aanvraag is te groot of te ingewikkeld.', en: 'The request is too large or too complex.' },
  OPERATION_NOT_LISTED: {
    nl: 'Deze aanvraag wordt hier niet beantwoord. Vernieuw de pagina, of werk de app bij.',
    en: 'This request is not answered here. Please refresh the page, or update the app.',
  },
  BAD_REQUEST: { nl: 'De aanvraag is niet juist opgebouwd.', en: 'The request is not well-formed.' },
  CALL_REFUSED: { nl: 'Deze aanroep is geweigerd.', en: 'This call was refused.' },
  TLS_REQUIRED: { nl: 'Alleen een beveiligde verbinding is toegestaan.', en: 'Only a secure connection is allowed.' },
  NOT_FOUND: { nl: 'Hier is niets te vinden.', en: 'There is nothing here.' },
  // What stands behind us
  ECD_UNAVAILABLE: {
    nl: 'Het dossier is op dit moment niet bereikbaar. Probeer het later opnieuw.',
    en: 'The dossier cannot be reached at the moment. Please try again later.',
  },
  AUDIT_UNAVAILABLE: {
    nl: 'De aanvraag kan nu niet worden vastgelegd; daarom tonen we geen gegevens. Probeer het later opnieuw.',
    en: 'The request cannot be recorded now, so no data is shown. Please try again later.',
  },
  TIMED_OUT: {
    nl: 'De aanvraag duurde te lang. Probeer het opnieuw.',
    en: 'The request took too long. Please try again.',
  },
  OVERLOADED: {
    nl: 'Het is op dit moment erg druk. Probeer het zo opnieuw.',
    en: 'It is very busy at the moment. Please try again shortly.',
  },
  UNAVAILABLE: {
    nl: 'Deze dienst is op dit moment niet bereikbaar. Probeer het later opnieuw.',
    en: 'This service cannot be reached at the moment. Please try again later.',
  },
  INTERNAL: { nl: 'Er ging iets mis. Probeer het later opnieuw.', en: 'Something went wrong. Please try again later.' },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERROR_CODES, value);
}
