import { registerEnumType } from 'type-graphql';
import { SECTIONS } from '../schema/caller.js';

/** The sections as an enum of the graph. */
export const Section = Object.fromEntries(SECTIONS.map((name) => [name, name])) as {
  [S in (typeof SECTIONS)[number]]: S;
};

registerEnumType(Section, {
  name: 'Section',
  description:
    'A part of the dossier that an organisation offers and that can be shared with a contact (nl: onderdeel).',
  valuesConfig: {
    REPORTS: { description: 'Reports of care, progress and family communication (nl: rapportages van zorg).' },
    MEDICAL_REPORTS: { description: 'Medical and treatment reports (nl: rapportages van behandeling).' },
    CARE_PLAN: { description: 'Care plan, goals and agreements (nl: zorgplan en zorgafspraken).' },
    APPOINTMENTS: { description: 'Planned appointments (nl: agenda).' },
    PERSON_PROFILE: { description: 'Who the client is (nl: persoonsbeeld).' },
    LIFE_STORY: { description: 'The life story (nl: dit is mijn leven).' },
    WELLBEING_ACTIVITIES: { description: 'Well-being activities (nl: leefplezier-activiteiten).' },
  },
});
