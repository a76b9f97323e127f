/** The data that a record is about, in words: sections and other categories; of a refused field the category it belongs to. */
import { ACCESS_MATRIX, CATEGORIES, type Category } from '../../../../schema/access-matrix.js';
import type { Language } from '../../../../schema/caller.js';

// prettier-ignore
const DATA_WORDS: Record<Category, Record<Language, string>> = {
  REPORTS: { nl: 'de rapportages', en: 'the reports' },
  MEDICAL_REPORTS: { nl: 'de rapportages van behandeling', en: 'the medical reports' },
  CARE_PLAN: { nl: 'het zorgplan', en: 'the care plan' },
  APPOINTMENTS: { nl: 'de agenda', en: 'the appointments' },
  PERSON_PROFILE: { nl: 'het persoonsbeeld', en: 'the person profile' },
  LIFE_STORY: { nl: 'het levensverhaal', en: 'the life story' },
  WELLBEING_ACTIVITIES: { nl: 'de leefplezier-activiteiten', en: 'the well-being activities' },
  IDENTIFICATION: { nl: 'de persoonsgegevens', en: 'the personal details' },
  CARE_TEAM: { nl: 'het zorgteam', en: 'the care team' },
  CONTACTS: { nl: 'de contactpersonen', en: 'the contacts' },
  RELATIONS: { nl: 'het overzicht van wie toegang heeft', en: 'the list of who has access' },
  ACCESS_LOG: { nl: 'het overzicht van wie het dossier inzag', en: 'the list of who looked into the dossier' },
  FIGURES: { nl: 'de gebruikscijfers', en: 'the figures of use' },
  ACCOUNT: { nl: 'de accountgegevens', en: 'the account details' },
  MESSAGES: { nl: 'de berichten met het zorgteam', en: 'the messages with the care team' },
  OBJECTIONS: { nl: 'de bezwaarverzoeken', en: 'the objection requests' },
  LEGAL_SITUATIONS: { nl: 'de wettelijke maatregelen', en: 'the legal measures' },
};

const ROWS = Object.values(ACCESS_MATRIX).flat();
const NAMES = new Map(CATEGORIES.map((category) => [category as string, category]));

export function dataWord(category: Category, language: Language): string {
  return DATA_WORDS[category][language];
}

/** In the order of the matrix; ids and other words that a record keeps among them say nothing to a person and fall away. */
export function dataOf(logged: readonly string[]): Category[] {
  const meant = new Set(logged.flatMap((name) => NAMES.get(name) ?? categoryOfField(name) ?? []));
  return CATEGORIES.filter((category) => meant.has(category));
}

/** `Client.carePlan` → CARE_PLAN: what it opens first of all. */
function categoryOfField(coordinate: string): Category | undefined {
  const [type, field] = coordinate.split('.');
  const rows = ROWS.filter((row) => row.type === type && (row.field === field || row.field === '*'));
  return rows.find(({ categories }) => categories.length > 0)?.categories[0];
}
