/** Mails to a person about their access to the portal. */
import { day, link, moment, type Letter, type Wording } from './wording.js';

type AccessTemplate =
  | 'ACTIVATION'
  | 'NEW_ACCESS'
  | 'REGISTRATION_REFUSED'
  | 'ACCESS_ENDED'
  | 'EXTRA_ACCESS_ENDING'
  | 'TERMS_ANNOUNCED'
  | 'ACCOUNT_DELETED';

export const ACCESS_TEXTS: Wording<AccessTemplate, Letter> = {
  ACTIVATION: {
    nl: ({ token, validUntil }, organisation) => ({
      subject: `Uw account voor ${organisation.portalName}`,
      paragraphs: [
        `Er staat een account voor u klaar in ${organisation.portalName}. Kies eerst een wachtwoord. Daarna krijgt u een sms met een code. Met uw wachtwoord en de code meldt u zich aan.`,
        `Kies hier uw wachtwoord:\n${link(organisation, 'activeren', token)}`,
        `De link werkt één keer, tot ${moment(validUntil, 'nl', organisation)}. Is de link verlopen? Vraag ons dan om een nieuwe.`,
        'Het account is alleen voor u. Geef uw wachtwoord en uw codes aan niemand. Wij vragen er ook nooit om.',
      ],
    }),
    en: ({ token, validUntil }, organisation) => ({
      subject: `Your account for ${organisation.portalName}`,
      paragraphs: [
        `An account is ready for you in ${organisation.portalName}. First choose a password. You then receive a text message with a code. You sign in with your password and the code.`,
        `Choose your password here:\n${link(organisation, 'activeren', token)}`,
        `The link works once, until ${moment(validUntil, 'en', organisation)}. Has it expired? Then ask us for a new one.`,
        'The account is for you alone. Do not give your password or your codes to anyone. We never ask for them.',
      ],
    }),
  },
  NEW_ACCESS: {
    nl: (_notice, { portalName, portalUrl }) => ({
      subject: `U heeft nieuwe toegang in ${portalName}`,
      paragraphs: [
        `U heeft er toegang bij gekregen in ${portalName}. U gebruikt daarvoor het account dat u al heeft.`,
        `Meld u aan om te zien waarvoor:\n${portalUrl}`,
        'Klopt dit niet? Laat het ons weten.',
      ],
    }),
    en: (_notice, { portalName, portalUrl }) => ({
      subject: `You have been given new access in ${portalName}`,
      paragraphs: [
        `You have been given further access in ${portalName}. You use the account that you already have.`,
        `Sign in to see what it is for:\n${portalUrl}`,
        'Is this not right? Please let us know.',
      ],
    }),
  },
  REGISTRATION_REFUSED: {
    nl: (_notice, { portalName }) => ({
      subject: `Uw aanvraag voor ${portalName}`,
      paragraphs: [
        `U heeft toegang gevraagd tot ${portalName}. We kunnen u die toegang nu niet geven.`,
        'Wilt u weten waarom, of bent u het er niet mee eens? Neem dan contact met ons op. We leggen het u graag uit.',
      ],
    }),
    en: (_notice, { portalName }) => ({
      subject: `Your request for ${portalName}`,
      paragraphs: [
        `You asked for access to ${portalName}. We cannot give you that access now.`,
        'Would you like to know why, or do you disagree? Please contact us. We are happy to explain.',
      ],
    }),
  },
  ACCESS_ENDED: {
    nl: (_notice, { portalName }) => ({
      subject: `Uw toegang in ${portalName} is gestopt`,
      paragraphs: [
        `Een toegang die u had in ${portalName} is gestopt. Had u meer toegangen, dan blijven de andere bestaan.`,
        'Had u dit niet verwacht? Neem dan contact met ons op.',
      ],
    }),
    en: (_notice, { portalName }) => ({
      subject: `Your access in ${portalName} has ended`,
      paragraphs: [
        `Access that you had in ${portalName} has ended. If you had access to more than one file, the others remain.`,
        'Did you not expect this? Please contact us.',
      ],
    }),
  },
  EXTRA_ACCESS_ENDING: {
    nl: ({ until }, organisation) => ({
      subject: `Uw toegang in ${organisation.portalName} stopt binnenkort`,
      paragraphs: [
        `U heeft tijdelijk toegang in ${organisation.portalName}. Die toegang stopt op ${moment(until, 'nl', organisation)}.`,
        'Is de toegang daarna nog nodig? Overleg dan op tijd met ons. De toegang gaat niet vanzelf langer door.',
      ],
    }),
    en: ({ until }, organisation) => ({
      subject: `Your access in ${organisation.portalName} ends soon`,
      paragraphs: [
        `You have temporary access in ${organisation.portalName}. It ends on ${moment(until, 'en', organisation)}.`,
        'Is it still needed after that? Please talk to us in time. It is not extended by itself.',
      ],
    }),
  },
  TERMS_ANNOUNCED: {
    nl: ({ effectiveAt }, organisation) => ({
      subject: `Nieuwe gebruiksvoorwaarden voor ${organisation.portalName}`,
      paragraphs: [
        `Op ${day(effectiveAt, 'nl', organisation)} krijgt ${organisation.portalName} nieuwe gebruiksvoorwaarden.`,
        'Meldt u zich na die dag voor het eerst aan? Dan leest u de nieuwe voorwaarden en vragen we u of u ze accepteert. Tot die dag verandert er niets.',
      ],
    }),
    en: ({ effectiveAt }, organisation) => ({
      subject: `New terms of use for ${organisation.portalName}`,
      paragraphs: [
        `On ${day(effectiveAt, 'en', organisation)} new terms of use take effect for ${organisation.portalName}.`,
        'When you sign in for the first time after that day you can read them, and we ask you to accept them. Until that day nothing changes.',
      ],
    }),
  },
  ACCOUNT_DELETED: {
    nl: (_notice, { portalName }) => ({
      subject: `Uw account voor ${portalName} is verwijderd`,
      paragraphs: [
        `Uw toegang tot ${portalName} was gestopt. Daarom hebben we uw account verwijderd, met uw naam, e-mailadres en mobiele nummer.`,
        'U hoeft niets te doen. Dit is het laatste bericht dat u hierover van ons krijgt.',
      ],
    }),
    en: (_notice, { portalName }) => ({
      subject: `Your account for ${portalName} has been deleted`,
      paragraphs: [
        `Your access to ${portalName} had ended. We have therefore deleted your account, with your name, e-mail address and mobile number.`,
        'You do not have to do anything. This is the last message that you receive from us about this.',
      ],
    }),
  },
};
