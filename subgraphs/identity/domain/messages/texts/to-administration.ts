/** Mails to the client administration: ids and counts only, for a mailbox is no place for a person's data. */
import type { Letter, Wording } from './wording.js';

type AdministrationTemplate =
  | 'REGISTRATION_REQUESTED'
  | 'EXTRA_ACCOUNT_ASKED'
  | 'COMPROMISE_REPORTED'
  | 'ACCOUNT_LOCKED_ALERT'
  | 'DETAILS_CHANGED_ELSEWHERE'
  | 'SMS_ALARM';

export const ADMINISTRATION_TEXTS: Wording<AdministrationTemplate, Letter> = {
  REGISTRATION_REQUESTED: {
    nl: ({ registration }, { portalName }) => ({
      subject: `${portalName}: nieuwe aanvraag`,
      paragraphs: ['Er is een nieuwe aanvraag voor toegang. Die wacht op uw controle.', `Kenmerk: ${registration}`],
    }),
    en: ({ registration }, { portalName }) => ({
      subject: `${portalName}: new request`,
      paragraphs: ['There is a new request for access. It waits for your verification.', `Reference: ${registration}`],
    }),
  },
  EXTRA_ACCOUNT_ASKED: {
    nl: ({ registration }, { portalName }) => ({
      subject: `${portalName}: aanvraag voor een extra account`,
      paragraphs: [
        'Er is een extra account aangevraagd. Iemand die dat mag, moet het eerst goedkeuren.',
        `Kenmerk: ${registration}`,
      ],
    }),
    en: ({ registration }, { portalName }) => ({
      subject: `${portalName}: request for an extra account`,
      paragraphs: [
        'An extra account has been asked for. Someone who may do so has to approve it first.',
        `Reference: ${registration}`,
      ],
    }),
  },
  COMPROMISE_REPORTED: {
    nl: ({ account }, { portalName }) => ({
      subject: `${portalName}: melding dat iemand anders inloggegevens kent`,
      paragraphs: [
        'Een gebruiker meldt dat iemand anders de inloggegevens kent. Alle sessies van dit account zijn beëindigd. De gebruiker moet een nieuw wachtwoord kiezen.',
        'Neem contact op met de gebruiker en bekijk het logboek.',
        `Account: ${account}`,
      ],
    }),
    en: ({ account }, { portalName }) => ({
      subject: `${portalName}: report that someone else knows sign-in details`,
      paragraphs: [
        'A user reports that someone else knows the sign-in details. All sessions of this account have been ended. The user has to choose a new password.',
        'Please contact the user and look at the log.',
        `Account: ${account}`,
      ],
    }),
  },
  ACCOUNT_LOCKED_ALERT: {
    nl: ({ account }, { portalName }) => ({
      subject: `${portalName}: account geblokkeerd`,
      paragraphs: [
        'Een account is geblokkeerd, omdat ermee is geprobeerd gegevens te bereiken die er niet bij horen. Bekijk het logboek.',
        `Account: ${account}`,
      ],
    }),
    en: ({ account }, { portalName }) => ({
      subject: `${portalName}: account locked`,
      paragraphs: [
        'An account has been locked, because it was used to try to reach data that does not belong to it. Please look at the log.',
        `Account: ${account}`,
      ],
    }),
  },
  DETAILS_CHANGED_ELSEWHERE: {
    nl: ({ account }, { portalName }) => ({
      subject: `${portalName}: gegevens gewijzigd door een andere organisatie`,
      paragraphs: [
        'Een andere organisatie heeft het e-mailadres of het mobiele nummer van een account gewijzigd. De toegang die dit account bij u heeft, is daarom opgeschort.',
        'Ga na of het nog dezelfde persoon is. Neem daarvoor niet alleen contact op via de nieuwe gegevens. Geef de toegang daarna weer vrij, of beëindig die.',
        `Account: ${account}`,
      ],
    }),
    en: ({ account }, { portalName }) => ({
      subject: `${portalName}: details changed by another organisation`,
      paragraphs: [
        'Another organisation has changed the e-mail address or the mobile number of an account. The access that this account has with you has therefore been suspended.',
        'Please verify that it is still the same person, and not by the new details alone. Then release the access, or end it.',
        `Account: ${account}`,
      ],
    }),
  },
  SMS_ALARM: {
    nl: ({ sent, verified }, { portalName }) => ({
      subject: `${portalName}: ongewoon veel sms-berichten`,
      paragraphs: [
        `In het afgelopen uur zijn er ${sent} codes per sms verstuurd. Daarvan zijn er ${verified} gebruikt. Dat is ongewoon weinig: mogelijk laat iemand met opzet codes versturen.`,
        'Bekijk het logboek, en neem contact op met uw beheerder.',
      ],
    }),
    en: ({ sent, verified }, { portalName }) => ({
      subject: `${portalName}: unusually many text messages`,
      paragraphs: [
        `In the past hour ${sent} codes were sent by text message. Of those ${verified} were used. That is unusually few: someone may be having codes sent on purpose.`,
        'Please look at the log, and contact your system administrator.',
      ],
    }),
  },
};
