/** Who the client is: person profile and life story as QuestionnaireResponse. */
import type { LifeStory, PersonProfile } from '../../../domain/ecd.js';
import { dateOf, some, words, type Names, type Resource } from './resource.js';

export function personProfileResource(names: Names, { updatedOn, topics }: PersonProfile): Resource {
  const item = topics.map(({ title, text }, index) => answered(`${index + 1}`, title, text));
  return response(names, 'PersonProfile', updatedOn, item);
}

export function lifeStoryResource(names: Names, { updatedOn, chapters }: LifeStory): Resource {
  const item = chapters.map(({ title, answers }, chapter) => ({
    linkId: `${chapter + 1}`,
    text: words(title),
    item: some(answers.map(({ question, answer }, index) => answered(`${chapter + 1}.${index + 1}`, question, answer))),
  }));
  return response(names, 'LifeStory', updatedOn, item);
}

function response(names: Names, kind: string, updatedOn: Date | null, item: object[]): Resource {
  return {
    resourceType: 'QuestionnaireResponse',
    id: names.idOf(kind),
    status: 'completed',
    subject: names.patient,
    authored: dateOf(updatedOn),
    item: some(item),
  };
}

function answered(linkId: string, question: string, answer: string) {
  return { linkId, text: words(question), answer: words(answer) && [{ valueString: answer }] };
}
