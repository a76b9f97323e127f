/** Mails to a person about what they sign in with. Each change is told, so that a change by someone else is noticed (R23). */
import { link, moment, type Letter, type Wording } from './wording.js';

type CredentialTemplate =
  | 'RECOVERY'
  | 'PASSWORD_CHANGED'
  | 'EMAIL_CONFIRMATION'
  | 'EMAIL_CHANGE_ASKED'
  | 'EMAIL_CHANGED'
  | 'MOBILE_NUMBER_CHANGED'
  | 'SECOND_FACTOR_ADDED'
  | 'SECOND_FACTOR_REMOVED'
  | 'ACCOUNT_LOCKED';

const NOT_YOU = {
  nl: 'Heeft u dit niet zelf gedaan? Neem dan direct contact met ons op. Dan beveiligen we uw account.',
  en: 'Was this not you? Then contact us at once, so that we can secure your account.',
};

export const CREDENTIAL_TEXTS: Wording<CredentialTemplate, Letter> = {
  RECOVERY: {
    nl: ({ token, validUntil }, organisation) => ({
      subject: `Een nieuw wachtwoord voor ${organisation.portalName}`,
      paragraphs: [
        `U heeft een nieuw wachtwoord gevraagd voor ${organisation.portalName}. Kies het hier:\n${link(organisation, 'wachtwoord', token)}`,
        `De link werkt één keer, tot ${moment(validUntil, 'nl', organisation)}. U heeft ook uw mobiele telefoon nodig: daarop krijgt u een code.`,
        'Heeft u dit niet gevraagd? Dan hoeft u niets te doen. Uw wachtwoord blijft zoals het is.',
      ],
    }),
    en: ({ token, validUntil }, organisation) => ({
      subject: `A new password for ${organisation.portalName}`,
      paragraphs: [
        `You asked for a new password for ${organisation.portalName}. Choose it here:\n${link(organisation, 'wachtwoord', token)}`,
        `The link works once, until ${moment(validUntil, 'en', organisation)}. You also need your mobile telephone: a code is sent to it.`,
        'Did you not ask for this? Then you need not do anything. Your password stays as it is.',
      ],
    }),
  },
  PASSWORD_CHANGED: {
    nl: (_notice, { portalName }) => ({
      subject: `Uw wachtwoord voor ${portalName} is gewijzigd`,
      paragraphs: [
        `Het wachtwoord van uw account voor ${portalName} is gewijzigd. Op andere apparaten bent u afgemeld.`,
        NOT_YOU.nl,
      ],
    }),
    en: (_notice, { portalName }) => ({
      subject: `Your password for ${portalName} has been changed`,
      paragraphs: [
        `The password of your account for ${portalName} has been changed. You have been signed out on other devices.`,
        NOT_YOU.en,
      ],
    }),
  },
  EMAIL_CONFIRMATION: {
    nl: ({ token, validUntil }, organisation) => ({
      subject: `Bevestig uw e-mailadres voor ${organisation.portalName}`,
      paragraphs: [
        `U wilt dit e-mailadres gebruiken voor ${organisation.portalName}. Bevestig het hier:\n${link(organisation, 'e-mailadres', token)}`,
        `De link werkt één keer, tot ${moment(validUntil, 'nl', organisation)}. Tot u bevestigt, blijft uw oude adres gelden.`,
        'Heeft u dit niet gevraagd? Dan hoeft u niets te doen. Er verandert dan niets.',
      ],
    }),
    en: ({ token, validUntil }, organisation) => ({
      subject: `Confirm your e-mail address for ${organisation.portalName}`,
      paragraphs: [
        `You want to use this e-mail address for ${organisation.portalName}. Confirm it here:\n${link(organisation, 'e-mailadres', token)}`,
        `The link works once, until ${moment(validUntil, 'en', organisation)}. Until you confirm, your old address stays in use.`,
        'Did you not ask for this? Then you need not do anything, and nothing changes.',
      ],
    }),
  },
  EMAIL_CHANGE_ASKED: {
    nl: (_notice, { portalName }) => ({
      subject: `Een ander e-mailadres voor ${portalName}`,
      paragraphs: [
        `Er is gevraagd om het e-mailadres van uw account voor ${portalName} te wijzigen. Het verandert pas als het nieuwe adres is bevestigd.`,
        NOT_YOU.nl,
      ],
    }),
    en: (_notice, { portalName }) => ({
      subject: `Another e-mail address for ${portalName}`,
      paragraphs: [
        `A change of the e-mail address of your account for ${portalName} was asked for. It changes only when the new address is confirmed.`,
        NOT_YOU.en,
      ],
    }),
  },
  EMAIL_CHANGED: {
    nl: (_notice, { portalName }) => ({
      subject: `Uw e-mailadres voor ${portalName} is gewijzigd`,
      paragraphs: [`Het e-mailadres van uw account voor ${portalName} is gewijzigd.`, NOT_YOU.nl],
    }),
    en: (_notice, { portalName }) => ({
      subject: `Your e-mail address for ${portalName} has been changed`,
      paragraphs: [`The e-mail address of your account for ${portalName} has been changed.`, NOT_YOU.en],
    }),
  },
  MOBILE_NUMBER_CHANGED: {
    nl: (_notice, { portalName }) => ({
      subject: `Uw mobiele nummer voor ${portalName} is gewijzigd`,
      paragraphs: [
        `Het mobiele nummer van uw account voor ${portalName} is gewijzigd. Codes gaan vanaf nu naar het nieuwe nummer.`,
        NOT_YOU.nl,
      ],
    }),
    en: (_notice, { portalName }) => ({
      subject: `Your mobile number for ${portalName} has been changed`,
      paragraphs: [
        `The mobile number of your account for ${portalName} has been changed. Codes go to the new number from now on.`,
        NOT_YOU.en,
      ],
    }),
  },
  SECOND_FACTOR_ADDED: {
    nl: (_notice, { portalName }) => ({
      subject: `Een nieuwe manier van aanmelden bij ${portalName}`,
      paragraphs: [`Bij uw account voor ${portalName} is een nieuwe manier van aanmelden toegevoegd.`, NOT_YOU.nl],
    }),
    en: (_notice, { portalName }) => ({
      subject: `A new way to sign in to ${portalName}`,
      paragraphs: [`A new way to sign in has been added to your account for ${portalName}.`, NOT_YOU.en],
    }),
  },
  SECOND_FACTOR_REMOVED: {
    nl: (_notice, { portalName }) => ({
      subject: `Een manier van aanmelden bij ${portalName} is verwijderd`,
      paragraphs: [`Bij uw account voor ${portalName} is een manier van aanmelden verwijderd.`, NOT_YOU.nl],
    }),
    en: (_notice, { portalName }) => ({
      subject: `A way to sign in to ${portalName} has been removed`,
      paragraphs: [`A way to sign in has been removed from your account for ${portalName}.`, NOT_YOU.en],
    }),
  },
  ACCOUNT_LOCKED: {
    nl: (_notice, { portalName }) => ({
      subject: `Uw account voor ${portalName} is geblokkeerd`,
      paragraphs: [
        `Uw account voor ${portalName} is geblokkeerd, omdat er iets ongewoons mee gebeurde. U kunt zich nu niet aanmelden.`,
        'Neem contact met ons op. Dan kijken we samen wat er aan de hand is.',
      ],
    }),
    en: (_notice, { portalName }) => ({
      subject: `Your account for ${portalName} has been locked`,
      paragraphs: [
        `Your account for ${portalName} has been locked, because something unusual happened with it. You cannot sign in now.`,
        'Please contact us. We will look together at what is the matter.',
      ],
    }),
  },
};
