/** Person profile and life story (V16) over FHIR as servers really give them. */
import { describe, expect, it } from '@jest/globals';
import { FHIR_VERSIONS, type Resource } from '../../../../../subgraphs/dossier/data/fhir/fhir-source.js';
import { coded, labelled, recordOn } from './fhir-resources.js';

const STORY = 'https://ecd.example/Questionnaire/levensverhaal';
const PROFILE = 'https://ecd.example/Questionnaire/persoonsbeeld';
const SUBJECT = { reference: 'Patient/1' };

const question = (text: string, ...answer: object[]) => ({ text, answer });
const said = (valueString: string) => ({ valueString });
const group = (text: string | undefined, ...item: object[]) => ({ text, item });

describe.each(FHIR_VERSIONS)('in %s', (version) => {
  const response = (
    id: string,
    questionnaire: string,
    item: object[],
    more: Record<string, unknown> = {},
  ): Resource => ({
    resourceType: 'QuestionnaireResponse',
    id,
    status: 'completed',
    questionnaire: version === 'R4' ? questionnaire : { reference: questionnaire },
    subject: SUBJECT,
    authored: '2026-02-03',
    item,
    ...more,
  });
  const storyOf = async (...resources: Resource[]) => recordOn(version, resources).record.lifeStory();

  describe('the life story', () => {
    it('is chapters of questions with an answer, groups within groups named before the question', async () => {
      const story = await storyOf(
        response('1', STORY, [
          group(
            'Jeugd',
            question('Waar geboren?', said('Huizen')),
            group('Vader', group('Werk', question('Welk beroep?', said('Visser')))),
            question('Niet beantwoord'),
            group('Moeder', question('Welk beroep?', said('Naaister'))),
          ),
          group('Leeg', question('Niets')),
          question('Lievelingslied?', { valueString: 'Daar bij die molen', item: [question('Van wie?', said('Oma'))] }),
          group('Jeugd', question('Broers?', said('Drie'))),
        ]),
      );
      expect(story?.chapters).toEqual([
        {
          title: 'Jeugd',
          answers: [
            { question: 'Waar geboren?', answer: 'Huizen' },
            { question: 'Vader: Werk: Welk beroep?', answer: 'Visser' },
            { question: 'Moeder: Welk beroep?', answer: 'Naaister' },
            { question: 'Broers?', answer: 'Drie' },
          ],
        },
        {
          title: 'Dit is mijn leven',
          answers: [
            { question: 'Lievelingslied?', answer: 'Daar bij die molen' },
            { question: 'Van wie?', answer: 'Oma' },
          ],
        },
      ]);
    });

    it.each([
      ['text', [{ valueString: ' Huizen ' }], 'Huizen'],
      ['yes', [{ valueBoolean: true }], 'ja'],
      ['no', [{ valueBoolean: false }], 'nee'],
      ['a whole number', [{ valueInteger: 1938 }], '1938'],
      ['nought', [{ valueInteger: 0 }], '0'],
      ['a number', [{ valueDecimal: 61.5 }], '61,5'],
      ['a day', [{ valueDate: '1961-06-07' }], '1961-06-07'],
      ['a month', [{ valueDate: '1961-06' }], '1961-06'],
      ['a choice', [{ valueCoding: { system: 'urn:x', code: 'k', display: 'Katholiek' } }], 'Katholiek'],
      ['a quantity', [{ valueQuantity: { value: 1.68, unit: 'm' } }], '1,68 m'],
      ['a reference', [{ valueReference: { display: 'Els Bos' } }], 'Els Bos'],
      ['several', [said('Bach'), { valueCoding: { display: 'Koorzang' } }], 'Bach, Koorzang'],
    ])('has an answer that is %s in words', async (_what, answer, words) => {
      const story = await storyOf(response('1', STORY, [group('X', question('Wat?', ...answer))]));
      expect(story?.chapters[0]?.answers).toEqual([{ question: 'Wat?', answer: words }]);
    });

    it('is not there when nothing in it can be said in words', async () => {
      const picture = { valueAttachment: { contentType: 'image/png' } };
      expect(await storyOf(response('1', STORY, [group('X', question('Foto?', picture))]))).toBeNull();
      expect(await storyOf()).toBeNull();
    });

    it('is the response that was written last, whatever the version of its questionnaire', async () => {
      const on = (id: string, authored: string | undefined, address = STORY) =>
        response(id, address, [group('X', question('Wat?', said(id)))], { authored });
      const story = await storyOf(
        on('eerste', '2025-12-31'),
        on('laatste', '2026-01-02T00:30:00+01:00', version === 'R4' ? `${STORY}|2` : 'Questionnaire/levensverhaal'),
        on('tweede', '2026-01-01T23:00:00Z'),
        on('ongedateerd', undefined),
        on('ander', '2026-05-01', `${STORY}-kort`),
      );
      expect(story).toMatchObject({
        updatedOn: new Date('2026-01-02'),
        chapters: [{ answers: [{ answer: 'laatste' }] }],
      });
    });

    it.each([
      ['not finished', { status: 'in-progress' }, 'STATUS'],
      ['entered in error', { status: 'entered-in-error' }, 'STATUS'],
      ['labelled', { meta: labelled('R', version) }, 'CONFIDENTIAL'],
      ['somebody else’s', { subject: { reference: 'Patient/2' } }, 'OTHER_CLIENT'],
      ['of no questionnaire', { questionnaire: undefined }, 'MALFORMED'],
    ])('is never one that is %s', async (_what, more, reason) => {
      const { record, withheld } = recordOn(version, [
        response('1', STORY, [group('X', question('Wat?', said('Y')))], more),
      ]);
      expect(await record.lifeStory()).toBeNull();
      expect(withheld).toEqual([{ resource: 'QuestionnaireResponse', counts: { [reason]: 1 } }]);
    });

    it('leaves out an answer to nothing, and counts it', async () => {
      const { record, withheld } = recordOn(version, [
        response('1', STORY, [
          group('X', { answer: [said('Waarop?')] }, question('Wat?', said('Y'))),
          'geen item',
        ] as object[]),
      ]);
      expect((await record.lifeStory())?.chapters).toEqual([
        { title: 'X', answers: [{ question: 'Wat?', answer: 'Y' }] },
      ]);
      expect(withheld).toEqual([{ resource: 'QuestionnaireResponse', counts: { MALFORMED: 1 } }]);
    });
  });

  describe('the person profile', () => {
    const observation = (id: string, more: Record<string, unknown>): Resource => ({
      resourceType: 'Observation',
      id,
      status: 'final',
      subject: SUBJECT,
      code: { ...coded('http://snomed.info/sct|365577002'), text: 'Levensovertuiging' },
      ...more,
    });
    const help = (more: Record<string, unknown> = {}): Resource => ({
      resourceType: 'CarePlan',
      id: 'h',
      status: 'active',
      intent: 'plan',
      subject: SUBJECT,
      category: [{ ...coded('http://snomed.info/sct|243114000'), text: 'Hulp van anderen' }],
      description: 'Dochter doet de was.',
      ...more,
    });
    const profileOf = async (...resources: Resource[]) => recordOn(version, resources).record.personProfile();

    it('is the questionnaire, then life stance and taking part in society, then help from others', async () => {
      const profile = await profileOf(
        response('1', PROFILE, [question('Muziek', said('Bach')), group('Eten', question('Ontbijt', said('Pap')))]),
        observation('2', { effectiveDateTime: '2026-01-01', valueCodeableConcept: { text: 'Humanist' } }),
        observation('3', {
          effectiveDateTime: '2026-04-05T12:00:00Z',
          component: [
            { code: { text: 'Hobby' }, valueString: 'Schaken' },
            { code: { text: 'Netwerk' } },
            { valueString: 'waarvan?' },
          ],
        }),
        help(),
      );
      expect(profile).toEqual({
        updatedOn: new Date('2026-04-05'),
        topics: [
          { title: 'Muziek', text: 'Bach' },
          { title: 'Ontbijt', text: 'Pap' },
          { title: 'Hobby', text: 'Schaken' },
          { title: 'Levensovertuiging', text: 'Humanist' },
          { title: 'Hulp van anderen', text: 'Dochter doet de was.' },
        ],
      });
    });

    it.each([
      [
        'an observation of another kind',
        observation('2', { code: coded('http://loinc.org|8310-5'), valueString: '38' }),
      ],
      ['one that is a draft', observation('2', { status: 'preliminary', valueString: 'X' })],
      ['one that is labelled', observation('2', { meta: labelled('R', version), valueString: 'X' })],
      ['one that says nothing', observation('2', {})],
      ['somebody else’s', observation('2', { subject: { reference: 'Patient/2' }, valueString: 'X' })],
      ['a care plan of another kind', help({ category: [coded('http://snomed.info/sct|1')] })],
      ['help that has ended', help({ status: 'completed' })],
      ['a draft of help', help({ status: 'draft' })],
      ['help of which nothing is said', help({ description: undefined })],
    ])('does not hold %s', async (_what, resource) => {
      expect(await profileOf(resource)).toBeNull();
    });

    it('is what the server has of it', async () => {
      const resources = [help(), observation('2', { valueString: 'Humanist' })];
      const { record } = recordOn(version, resources, { lacks: ['QuestionnaireResponse', 'CarePlan'] });
      expect(await record.personProfile()).toEqual({
        updatedOn: null,
        topics: [{ title: 'Levensovertuiging', text: 'Humanist' }],
      });
    });
  });
});
