/** The answers to a questionnaire: chapters of questions, however deep the groups in them go. Unanswered questions are left out. */
import { partsOf, type FhirRecord } from '../fhir-record.js';
import { QUESTIONNAIRE_ITEM, QUESTIONNAIRE_RESPONSE } from '../mapping/life-mapping.js';
import type { Mapped } from '../mapping/mapping.js';
import { searchServed, type Found } from '../served-resources.js';
import type { WithheldCount } from '../withheld.js';

export type QuestionnaireResponse = Found<typeof QUESTIONNAIRE_RESPONSE.elements>;
type Item = Mapped<typeof QUESTIONNAIRE_ITEM.elements>;

export interface Answered {
  question: string;
  answer: string;
}

export interface AnsweredChapter {
  /** Null of questions that stand in no chapter. */
  title: string | null;
  answers: Answered[];
}

/** Of each of the questionnaires, in their order, the response that was written last. */
export async function latestResponses(
  record: FhirRecord,
  questionnaires: readonly string[],
): Promise<QuestionnaireResponse[]> {
  if (questionnaires.length === 0 || !record.source.canSearch('QuestionnaireResponse')) return [];
  const { found } = await searchServed(record, QUESTIONNAIRE_RESPONSE, [
    ['questionnaire', questionnaires.join(',')],
    ['status', 'completed,amended'],
  ]);
  const newestFirst = found.sort((one, other) => writtenAt(other) - writtenAt(one));
  return questionnaires.flatMap(
    (address) => newestFirst.find(({ values }) => isOf(values.questionnaire, address)) ?? [],
  );
}

/** Chapters of the same name are one; one without an answer is none. */
export function chaptersOf(record: FhirRecord, items: unknown[], withheld: WithheldCount): AnsweredChapter[] {
  const chapters = new Map<string | null, Answered[]>();
  for (const item of partsOf(record, QUESTIONNAIRE_ITEM, items)) {
    const title = item.answers.length > 0 ? null : item.text;
    const answers =
      item.answers.length > 0 ? answersIn(record, item, '', withheld) : answersUnder(record, item, '', withheld);
    if (answers.length > 0) chapters.set(title, [...(chapters.get(title) ?? []), ...answers]);
  }
  return [...chapters].map(([title, answers]) => ({ title, answers }));
}

/** @param within the groups that the item stands in: of "Vader" and "Moeder" both "Wat was het beroep?" may be asked. */
function answersIn(record: FhirRecord, item: Item, within: string, withheld: WithheldCount): Answered[] {
  const { text, answers } = item;
  if (answers.length === 0) return answersUnder(record, item, text === null ? within : `${within}${text}: `, withheld);
  if (text === null) withheld.add('MALFORMED');
  const own = text === null ? [] : [{ question: `${within}${text}`, answer: answers.join(', ') }];
  return [...own, ...answersUnder(record, item, within, withheld)];
}

function answersUnder(record: FhirRecord, { items }: Item, within: string, withheld: WithheldCount): Answered[] {
  return partsOf(record, QUESTIONNAIRE_ITEM, items).flatMap((item) => answersIn(record, item, within, withheld));
}

function writtenAt({ values }: QuestionnaireResponse): number {
  const time = Date.parse(values.authored ?? '');
  return Number.isNaN(time) ? -Infinity : time;
}

/** A version may stand behind the address; to a questionnaire on the server itself STU3 may refer without the server's address. */
function isOf(questionnaire: string, address: string): boolean {
  const [unversioned = ''] = questionnaire.split('|');
  return unversioned === address || (/^Questionnaire\//.test(unversioned) && address.endsWith(`/${unversioned}`));
}
