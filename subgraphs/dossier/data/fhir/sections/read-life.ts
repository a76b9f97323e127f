/** Who the client is (V16): the person profile and the life story. */
import { dateOrNull } from '../../date-value.js';
import type { LifeStory, PersonProfile } from '../../../domain/ecd.js';
import type { FhirRecord } from '../fhir-record.js';
import type { Resource } from '../fhir-source.js';
import { QUESTIONNAIRE_RESPONSE } from '../mapping/life-mapping.js';
import { readHelp, readObservations, type TopicsFound } from './profile-topics.js';
import { chaptersOf, latestResponses, type AnsweredChapter } from './questionnaire-answers.js';
import { typeOf } from '../served-resources.js';
import { WithheldCount } from '../withheld.js';

/** Of questions that stand in no chapter. */
const WHOLE_STORY = 'Dit is mijn leven';

export async function readLifeStory(record: FhirRecord): Promise<LifeStory | null> {
  const found = await readAnswers(record, record.codes.lifeStory);
  if (found.length === 0) return null;
  return {
    updatedOn: latestOf(found),
    chapters: found
      .flatMap(({ chapters }) => chapters)
      .map(({ title, answers }) => ({ title: title ?? WHOLE_STORY, answers })),
  };
}

/** What the life story is made of. */
export async function lifeStoryResources(record: FhirRecord): Promise<Resource[]> {
  return resourcesOf(await readAnswers(record, record.codes.lifeStory));
}

export async function readPersonProfile(record: FhirRecord): Promise<PersonProfile | null> {
  const found = await readTopics(record);
  if (found.length === 0) return null;
  return { updatedOn: latestOf(found), topics: found.flatMap(({ topics }) => topics) };
}

/** What the person profile is made of. */
export async function personProfileResources(record: FhirRecord): Promise<Resource[]> {
  return resourcesOf(await readTopics(record));
}

interface AnswersFound extends Pick<TopicsFound, 'resource' | 'updatedOn'> {
  chapters: AnsweredChapter[];
}

/** A topic is a question with its answer; what the three zibs hold comes after. */
async function readTopics(record: FhirRecord): Promise<TopicsFound[]> {
  const [answers, observed, help] = await Promise.all([
    readAnswers(record, record.codes.personProfile),
    readObservations(record),
    readHelp(record),
  ]);
  const asked = answers.map(({ chapters, ...found }) => ({
    ...found,
    topics: chapters.flatMap((chapter) =>
      chapter.answers.map(({ question, answer }) => ({ title: question, text: answer })),
    ),
  }));
  return [...asked, ...observed, ...help];
}

/** The responses that have an answer. */
async function readAnswers(record: FhirRecord, questionnaires: readonly string[]): Promise<AnswersFound[]> {
  const responses = await latestResponses(record, questionnaires);
  const withheld = new WithheldCount();
  const found = responses.map(({ resource, values: { updatedOn, items } }) => ({
    resource,
    updatedOn,
    chapters: chaptersOf(record, items, withheld),
  }));
  withheld.tell(typeOf(record, QUESTIONNAIRE_RESPONSE), record.onWithheld);
  return found.filter(({ chapters }) => chapters.length > 0);
}

/** Days in ISO 8601 sort as text. */
function latestOf(found: readonly { updatedOn: string | null }[]): Date | null {
  const days = found.flatMap(({ updatedOn }) => updatedOn ?? []).sort();
  return dateOrNull(days.at(-1) ?? null);
}

function resourcesOf(found: readonly { resource: Resource }[]): Resource[] {
  return found.map(({ resource }) => resource);
}
