/** Who the client is, and what is done for joy. */
import type { PageRequest } from '../../../connection.js';
import { dateOrNull } from '../date-value.js';
import type { LifeStory, PersonProfile, WellbeingActivity } from '../../domain/ecd.js';
import type { FhirRecord } from './fhir-record.js';
import { QUESTIONNAIRE_RESPONSE, WELLBEING_ACTIVITY } from './life-mapping.js';
import { ALWAYS, readNewestFirst } from './newest-first.js';
import { readHelp, readObservations } from './profile-topics.js';
import { chaptersOf, latestResponses, type AnsweredChapter } from './questionnaire-answers.js';
import { typeOf, type Found } from './served-resources.js';
import { WithheldCount } from './withheld.js';

/** Of questions that stand in no chapter. */
const WHOLE_STORY = 'Dit is mijn leven';

interface Answers {
  updatedOn: (string | null)[];
  chapters: AnsweredChapter[];
}

export async function readLifeStory(record: FhirRecord): Promise<LifeStory | null> {
  const { updatedOn, chapters } = await readAnswers(record, record.codes.lifeStory);
  if (chapters.length === 0) return null;
  return {
    updatedOn: latestOf(updatedOn),
    chapters: chapters.map(({ title, answers }) => ({ title: title ?? WHOLE_STORY, answers })),
  };
}

/** A topic is a question with its answer; what the three zibs hold comes after. */
export async function readPersonProfile(record: FhirRecord): Promise<PersonProfile | null> {
  const [{ updatedOn, chapters }, observed, help] = await Promise.all([
    readAnswers(record, record.codes.personProfile),
    readObservations(record),
    readHelp(record),
  ]);
  const asked = chapters.flatMap(({ answers }) =>
    answers.map(({ question, answer }) => ({ title: question, text: answer })),
  );
  const topics = [...asked, ...observed.topics, ...help];
  return topics.length === 0 ? null : { updatedOn: latestOf([...updatedOn, ...observed.updatedOn]), topics };
}

export async function readWellbeingActivities(record: FhirRecord, asked: PageRequest): Promise<WellbeingActivity[]> {
  const { wellbeingActivity } = record.codes;
  if (wellbeingActivity.length === 0 || !record.source.canSearch(typeOf(record, WELLBEING_ACTIVITY))) return [];
  const list = await readNewestFirst(
    record,
    {
      mapping: WELLBEING_ACTIVITY,
      parameters: [['category', wellbeingActivity.join(',')]],
      timeParameter: 'date',
      timeOf: ({ values }) => values.start,
      idPrefix: '',
      sparse: false,
      entriesOf: async (found) =>
        found.map(({ values }) =>
          values.categories.some((code) => wellbeingActivity.includes(code)) ? activityOf(values) : null,
        ),
    },
    { ...asked, period: ALWAYS },
  );
  return list.map(({ keyset, entry }) => ({ id: keyset.id, keyset, ...entry }));
}

function activityOf(
  values: Found<typeof WELLBEING_ACTIVITY.elements>['values'],
): Omit<WellbeingActivity, 'id' | 'keyset'> {
  const { lifeArea, topic, activity, start, outcome } = values;
  return { lifeArea, topic, activity, start: new Date(start), with: values.with.join(', ') || null, outcome };
}

async function readAnswers(record: FhirRecord, questionnaires: readonly string[]): Promise<Answers> {
  const responses = await latestResponses(record, questionnaires);
  const withheld = new WithheldCount();
  const chapters = responses.flatMap(({ values }) => chaptersOf(record, values.items, withheld));
  withheld.tell(typeOf(record, QUESTIONNAIRE_RESPONSE), record.onWithheld);
  return { updatedOn: responses.map(({ values }) => values.updatedOn), chapters };
}

/** Days in ISO 8601 sort as text. */
function latestOf(days: readonly (string | null)[]): Date | null {
  return dateOrNull(
    days
      .filter((day) => day !== null)
      .sort()
      .at(-1) ?? null,
  );
}
