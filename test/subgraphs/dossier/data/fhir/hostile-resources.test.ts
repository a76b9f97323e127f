/** Resources of a server that lies, or is broken: what nobody may see does not get out, and no page breaks. */
import { describe, expect, it } from '@jest/globals';
import { FHIR_VERSIONS, type Resource } from '../../../../../subgraphs/dossier/data/fhir/fhir-source.js';
import { EVERYTHING } from '../report-contract.js';
import { carePlanOf } from './fhir-care-plan.js';
import { coded, labelled, nursingReport, recordOn, soapLine, soapReport } from './fhir-resources.js';

const AT = '2026-03-01T08:00:00Z';
const ALL = { first: 50, after: null, period: { start: null, end: null } };

/** So many groups in each other. */
function nested(depth: number): unknown {
  const text = `${'{"item":['.repeat(depth)}{"text":"Vraag","answer":[{"valueString":"Ja"}]}${']}'.repeat(depth)}`;
  return JSON.parse(text);
}

describe.each(FHIR_VERSIONS)('of a hostile server of %s', (version) => {
  const { plan } = carePlanOf(version);

  it.each([
    ['another server’s client of the same id', { reference: 'https://elders.example/fhir/Patient/1' }],
    ['a client beside the server’s own base', { reference: 'https://ecd.example/fhir2/Patient/1' }],
    ['a contained client', { reference: '#Patient/1' }],
    ['a client with something before', { reference: 'x/Patient/1' }],
    ['two clients in one', { reference: 'Patient/2/Patient/1' }],
    ['a client after a question', { reference: 'https://ecd.example/fhir/Patient/2?x=/Patient/1' }],
    ['a client by number alone', { identifier: { system: 'http://fhir.nl/fhir/NamingSystem/bsn', value: '1' } }],
  ])('a report about %s is about somebody else', async (_what, subject) => {
    const { record, withheld } = recordOn(version, [nursingReport('1', AT, { subject })]);
    expect(await record.reports(EVERYTHING)).toEqual([]);
    expect(withheld).toEqual([{ resource: 'Observation', counts: { OTHER_CLIENT: 1 } }]);
  });

  it.each([
    ['subjects', [{ reference: 'Patient/2' }, { reference: 'Patient/1' }]],
    ['references', { reference: ['Patient/2', 'Patient/1'] }],
  ])('a report with two %s is about nobody', async (_what, subject) => {
    const { record, withheld } = recordOn(version, [nursingReport('1', AT, { subject })]);
    expect(await record.reports(EVERYTHING)).toEqual([]);
    expect(withheld).toEqual([{ resource: 'Observation', counts: { MALFORMED: 1 } }]);
  });

  it('help from others that was called off, forbidden or written by mistake is not told', async () => {
    const detail = (status: string, more = {}) => ({ detail: { status, description: status, ...more } });
    const { record } = recordOn(version, [
      plan({
        title: 'Hulp',
        category: [coded('http://snomed.info/sct|243114000')],
        activity: [
          detail('in-progress'),
          detail('cancelled'),
          detail('entered-in-error'),
          detail('scheduled', version === 'R4' ? { doNotPerform: true } : { prohibited: true }),
        ],
      }),
    ]);
    expect(await record.personProfile()).toMatchObject({ topics: [{ title: 'Hulp', text: 'in-progress' }] });
  });

  const restricted = labelled('R').security;
  it.each([
    ['labelled by the list’s own number', { security: [{ system: 'urn:oid:2.16.840.1.113883.5.25', code: 'R' }] }],
    ['hidden by the list’s own number', { security: [{ system: 'urn:oid:2.16.840.1.113883.5.4', code: 'NOPAT' }] }],
    ['labelled without a list', { security: [{ code: 'R' }] }],
    ['labelled by no code', { security: [{ system: 'http://hl7.org/fhir/v3/Confidentiality' }] }],
    ['labelled in a list of lists', { security: [restricted] }],
    ['described twice', [{ security: restricted }]],
  ])('what needs no label is confidential all the same when it is %s', async (_what, meta) => {
    const { record, withheld } = recordOn(version, [plan({ meta })]);
    expect(await record.carePlan()).toBeNull();
    expect(withheld).toEqual([{ resource: 'CarePlan', counts: { CONFIDENTIAL: 1 } }]);
  });

  it.each([
    ['what turns its meaning', { modifierExtension: [{ url: 'https://ecd.example/niet', valueBoolean: true }] }],
    [
      'what turns a part’s meaning',
      { code: { ...coded('http://snomed.info/sct|11591000146107'), modifierExtension: [{ url: 'urn:x' }] } },
    ],
    ['rules of its own', { implicitRules: 'https://ecd.example/regels' }],
    ['a year of five digits', { effectiveDateTime: '9999-12-31T23:59:59-14:00' }],
    ['a year before the first', { effectiveDateTime: '0001-01-01T00:00:00+14:00' }],
    [
      'far more than a report has',
      { extension: Array.from({ length: 4_000 }, () => ({ url: 'x', valueString: 'y' })) },
    ],
    ['what is nested without end', { extension: [nested(100_000)] }],
  ])('a report with %s is left out, and breaks no page', async (_what, more) => {
    const { record, withheld } = recordOn(version, [nursingReport('1', AT, more), nursingReport('2', AT)], {
      includes: false,
    });
    expect((await record.reports(EVERYTHING)).map(({ id }) => id)).toEqual(['2']);
    expect(withheld).toEqual([{ resource: 'Observation', counts: { MALFORMED: 1 } }]);
  });

  it('a story that is nested without end is none, and one of some depth is read', async () => {
    const story = (id: string, depth: number): Resource => ({
      resourceType: 'QuestionnaireResponse',
      id,
      status: 'completed',
      subject: { reference: 'Patient/1' },
      questionnaire:
        version === 'R4'
          ? 'https://ecd.example/Questionnaire/levensverhaal'
          : { reference: 'https://ecd.example/Questionnaire/levensverhaal' },
      item: [nested(depth)],
    });
    const read = (depth: number) => recordOn(version, [story('1', depth)], { includes: false }).record.lifeStory();
    expect(await read(5)).toMatchObject({ chapters: [{ answers: [{ question: 'Vraag', answer: 'Ja' }] }] });
    expect(await read(100_000)).toBeNull();
  });

  it('a SOEP report of more lines than there can be is left out, and they are not asked for', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `x${String(index)}`);
    const few = many.slice(0, 101);
    for (const lines of [many, few]) {
      const { record, server } = recordOn(
        version,
        [soapReport('1', AT, lines), soapReport('2', AT, ['l']), soapLine('l', '255362007', 'Ja.')],
        { includes: false },
      );
      expect((await record.reports(EVERYTHING)).map(({ id }) => id)).toEqual(['Composition/2']);
      expect(server.asked.filter(({ parameters }) => parameters.some(([name]) => name === '_id'))).toHaveLength(1);
    }
  });

  it('periods beyond the years of four digits are asked for in years of four digits', async () => {
    const period = { start: new Date(-8e15), end: new Date(8e15) };
    const { record, server } = recordOn(version, [nursingReport('1', AT)], { lacks: ['Composition'] });
    expect(await record.reports({ ...EVERYTHING, period })).toHaveLength(1);
    expect(server.asked[0]?.parameters).toEqual(
      expect.arrayContaining([
        ['date', 'ge0001-01-01T00:00:00Z'],
        ['date', 'lt9999-12-31T23:59:59Z'],
      ]),
    );
    expect(await record.reports({ ...EVERYTHING, period: { start: new Date(8e15), end: null } })).toEqual([]);
  });

  describe('other clients who take part are not named', () => {
    const others = [
      { reference: 'Patient/2', display: 'Piet' },
      { reference: 'https://ecd.example/fhir/Patient/3', display: 'Klaas' },
      { reference: 'RelatedPerson/9', display: 'Dochter van Piet' },
      { reference: '#p', display: 'Jan' },
      { type: 'Patient', display: 'Mien' },
      { identifier: { system: 'http://fhir.nl/fhir/NamingSystem/bsn', value: '999990019' }, display: 'Truus' },
    ];
    const shown = [{ reference: 'Practitioner/1', display: 'Noor' }, { display: 'Muziektherapeut' }];

    it('in an appointment', async () => {
      const { record } = recordOn(version, [
        {
          resourceType: 'Appointment',
          id: '1',
          meta: labelled(),
          status: 'booked',
          description: 'Muziek',
          start: AT,
          participant: [{ reference: 'Patient/1' }, ...others, ...shown].map((actor) => ({ actor })),
        },
      ]);
      expect(await record.appointments(ALL)).toMatchObject([{ participants: ['Noor', 'Muziektherapeut'] }]);
    });

    it('in an activity', async () => {
      const { record } = recordOn(version, [
        {
          resourceType: 'Procedure',
          id: '1',
          status: 'completed',
          subject: { reference: 'Patient/1' },
          category: { text: 'Muziek', ...coded('https://ecd.example/procedurecategorie|LEEFPLEZIER') },
          reasonCode: [{ text: 'Zingen' }],
          code: { text: 'Koor' },
          performedDateTime: AT,
          performer: [...others, ...shown].map((actor) => ({ actor })),
        },
      ]);
      expect(await record.wellbeingActivities(ALL)).toMatchObject([{ with: 'Noor, Muziektherapeut' }]);
    });
  });
});
