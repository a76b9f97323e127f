/** Text messages: who they are from and what they are for, and nothing of health. */
import type { SmsTemplate, Wording } from './wording.js';

export const CODE_TEXTS: Wording<SmsTemplate, string> = {
  SIGN_IN_CODE: {
    nl: ({ code }, { portalName }) =>
      `Uw code voor ${portalName} is ${code}. De code is 5 minuten geldig. Geef deze code aan niemand.`,
    en: ({ code }, { portalName }) =>
      `Your code for ${portalName} is ${code}. It is valid for 5 minutes. Do not give this code to anyone.`,
  },
  NUMBER_CODE: {
    nl: ({ code }, { portalName }) =>
      `Uw code om dit nummer te gebruiken voor ${portalName} is ${code}. De code is 5 minuten geldig. Geef deze code aan niemand.`,
    en: ({ code }, { portalName }) =>
      `Your code to use this number for ${portalName} is ${code}. It is valid for 5 minutes. Do not give this code to anyone.`,
  },
  NUMBER_REPLACED: {
    nl: (_notice, { portalName, help }) =>
      `Het mobiele nummer van uw account voor ${portalName} is gewijzigd. Heeft u dit niet zelf gedaan of gevraagd? Bel ons: ${help.telephone}.`,
    en: (_notice, { portalName, help }) =>
      `The mobile number of your account for ${portalName} has been changed. Did you not do this or ask for it? Call us: ${help.telephone}.`,
  },
};
