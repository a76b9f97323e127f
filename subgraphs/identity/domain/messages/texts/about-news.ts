/** The mail to who chose to be told that there is news: not about whom, not where, not what. */
import type { Letter, Wording } from './wording.js';

export const NEWS_TEXTS: Wording<'NEWS', Letter> = {
  NEWS: {
    nl: (_notice, { portalName, portalUrl }) => ({
      subject: `Er is nieuws in ${portalName}`,
      paragraphs: [
        `Er is nieuws voor u in ${portalName}. Meld u aan om het te lezen:\n${portalUrl}`,
        'Wat het nieuws is, staat niet in deze mail. Zo blijft het alleen voor u.',
        `U krijgt deze mail omdat u dat zelf heeft gekozen, en hooguit één keer per dag. Wilt u de mail niet meer? Zet hem dan uit bij uw account in ${portalName}.`,
      ],
    }),
    en: (_notice, { portalName, portalUrl }) => ({
      subject: `There is news in ${portalName}`,
      paragraphs: [
        `There is news for you in ${portalName}. Sign in to read it:\n${portalUrl}`,
        'What the news is, is not in this mail. So it stays for you alone.',
        `You receive this mail because you chose so yourself, and once a day at most. Do you no longer want it? Then turn it off with your account in ${portalName}.`,
      ],
    }),
  },
};
