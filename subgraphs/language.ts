import { registerEnumType } from 'type-graphql';
import { LANGUAGES } from '../schema/caller.js';

/** The languages as an enum of the graph. */
export const Language = Object.fromEntries(LANGUAGES.map((name) => [name, name])) as {
  [L in (typeof LANGUAGES)[number]]: L;
};

registerEnumType(Language, {
  name: 'Language',
  description: 'A language of the portal and of its messages (nl: taal).',
  valuesConfig: {
    nl: { description: 'Dutch (nl: Nederlands).' },
    en: { description: 'English (nl: Engels).' },
  },
});
