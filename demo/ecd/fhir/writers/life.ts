/** Who the client is: person profile and life story as answers to a questionnaire, and the well-being activities. */
import { LIFE_STORY, PERSON_PROFILE, WELLBEING_ACTIVITY } from '../codes.js';
import type { RecordRows } from '../record-rows.js';
import { latest, moment, type FhirResource, type Writing } from '../resource.js';
import { meta } from './meta.js';

export function writeLife(rows: RecordRows, writing: Writing): FhirResource[] {
  return [...personProfile(rows, writing), ...lifeStory(rows, writing), ...activities(rows, writing)];
}

interface Answered {
  bijgewerkt_op: string | null;
  gewijzigd_op: string;
}

function answers(
  questionnaire: string,
  id: string,
  rows: Answered[],
  item: object[],
  writing: Writing,
): FhirResource[] {
  if (rows.length === 0) return [];
  const resource = {
    resourceType: 'QuestionnaireResponse',
    id,
    meta: meta(writing, { changed: latest(rows.map(({ gewijzigd_op }) => gewijzigd_op)) }),
    questionnaire: writing.version === 'R4' ? questionnaire : { reference: questionnaire },
    status: 'completed',
    subject: { reference: writing.patient },
    authored: latest(rows.map(({ bijgewerkt_op }) => bijgewerkt_op)),
    item,
  };
  return [resource];
}

function personProfile({ client, profile }: RecordRows, writing: Writing): FhirResource[] {
  const item = profile.map(({ onderwerp, tekst }, place) => answer(String(place + 1), onderwerp, tekst));
  return answers(PERSON_PROFILE, `persoonsbeeld-${client.id}`, profile, item, writing);
}

function lifeStory({ client, lifeStory: rows }: RecordRows, writing: Writing): FhirResource[] {
  const chapters = [...new Set(rows.map(({ hoofdstuk }) => hoofdstuk))];
  const item = chapters.map((text, place) => ({
    linkId: String(place + 1),
    text,
    item: rows
      .filter(({ hoofdstuk }) => hoofdstuk === text)
      .map(({ vraag, antwoord }, within) => answer(`${place + 1}.${within + 1}`, vraag, antwoord)),
  }));
  return answers(LIFE_STORY, `levensverhaal-${client.id}`, rows, item, writing);
}

const answer = (linkId: string, text: string, valueString: string) => ({ linkId, text, answer: [{ valueString }] });

function activities(rows: RecordRows, writing: Writing): FhirResource[] {
  return rows.activities.map((row) => ({
    resourceType: 'Procedure',
    id: String(row.id),
    meta: meta(writing, { changed: row.gewijzigd_op }),
    status: 'completed',
    category: { coding: [WELLBEING_ACTIVITY], text: row.levensgebied },
    code: { text: row.activiteit },
    subject: { reference: writing.patient },
    performedDateTime: moment(row.tijdstip),
    performer: row.met_wie === null ? [] : [{ actor: { display: row.met_wie } }],
    reasonCode: [{ text: row.onderwerp }],
    outcome: row.verloop === null ? null : { text: row.verloop },
  }));
}
