/** The agenda and the well-being activities over FHIR as servers really give them. */
import { describe, expect, it } from '@jest/globals';
import { FHIR_VERSIONS, type Resource } from '../../../../../subgraphs/dossier/data/fhir/fhir-source.js';
import type { PeriodQuery } from '../../../../../subgraphs/dossier/domain/ecd.js';
import { coded, labelled, recordOn } from './fhir-resources.js';

const AT = '2026-03-01T08:00:00Z';
const PAGE: PeriodQuery = { first: 10, after: null, period: { start: null, end: null } };
const CLIENT = { actor: { reference: 'Patient/1', display: 'Anna Bos' }, status: 'accepted' };

describe.each(FHIR_VERSIONS)('the agenda in %s', (version) => {
  const meta = labelled('N', version);
  const appointment = (id: string, start: string, more: Record<string, unknown> = {}): Resource => ({
    resourceType: 'Appointment',
    id,
    meta,
    status: 'booked',
    description: 'Kapper',
    start,
    participant: [CLIENT],
    ...more,
  });
  const encounter = (id: string, start: string, more: Record<string, unknown> = {}): Resource => ({
    resourceType: 'Encounter',
    id,
    meta,
    status: 'planned',
    type: [{ text: 'Huisbezoek' }],
    subject: { reference: 'Patient/1' },
    period: { start },
    ...more,
  });
  const read = async (resources: Resource[], page = PAGE) => {
    const { record, withheld } = recordOn(version, resources);
    return { appointments: await record.appointments(page), withheld };
  };

  it('is one list of appointments and planned encounters, newest first, page by page', async () => {
    const resources = [
      appointment('1', '2026-03-01T08:00:00Z'),
      encounter('2', '2026-03-02T08:00:00Z'),
      appointment('3', '2026-03-03T09:00:00+01:00'),
      encounter('4', '2026-03-03T08:00:00Z'),
    ];
    const seen: string[] = [];
    let after: PeriodQuery['after'] = null;
    for (;;) {
      const { appointments } = await read(resources, { ...PAGE, first: 1, after });
      seen.push(...appointments.slice(0, 1).map(({ id }) => id));
      if (appointments.length < 2) break;
      after = appointments[0]?.keyset ?? null;
    }
    expect(seen).toEqual(['Encounter/4', '3', 'Encounter/2', '1']);
  });

  it('says what, where, with whom and how often', async () => {
    const recurrenceType = { url: 'recurrenceType', valueCodeableConcept: { text: 'wekelijks op maandag' } };
    const [shown] = (
      await read([
        appointment('1', AT, {
          comment: 'Knippen',
          end: '2026-03-01T08:30:00Z',
          participant: [
            CLIENT,
            { actor: { reference: 'Location/7', display: 'Kapsalon' } },
            { actor: { reference: 'https://ecd.example/fhir/Practitioner/5', display: 'K. Krul' }, status: 'accepted' },
            { actor: { display: 'Els Bos' }, status: 'tentative' },
            { actor: { display: 'Wie niet komt' }, status: 'declined' },
            { actor: { reference: 'Patient/2', display: 'Een andere cliënt' } },
          ],
          extension: [
            {
              url: 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Appointment.recurrenceTemplate',
              extension: [recurrenceType],
            },
          ],
        }),
      ])
    ).appointments;
    expect(shown).toMatchObject({
      title: 'Kapper',
      note: 'Knippen',
      start: new Date(AT),
      end: new Date('2026-03-01T08:30:00Z'),
      recurrence: 'wekelijks op maandag',
      location: 'Kapsalon',
      participants: ['K. Krul', 'Els Bos'],
    });
  });

  it('takes from a planned encounter what it has', async () => {
    const more = {
      period: { start: AT, end: '2026-03-01T09:00:00Z' },
      location: [{ location: { display: 'Eigen kamer' } }],
      participant: [{ individual: { display: 'B. Vos' } }],
      [version === 'R4' ? 'reasonCode' : 'reason']: [{ text: 'Nakijken' }],
    };
    expect((await read([encounter('1', AT, more)])).appointments).toMatchObject([
      { title: 'Huisbezoek', note: 'Nakijken', location: 'Eigen kamer', participants: ['B. Vos'], recurrence: null },
    ]);
  });

  it.each([
    ['cancelled', { status: 'cancelled' }, 'STATUS'],
    ['only proposed', { status: 'proposed' }, 'STATUS'],
    ['entered in error', { status: 'entered-in-error' }, 'STATUS'],
    ['without a status', { status: undefined }, 'STATUS'],
    ['confidential', { meta: labelled('R', version) }, 'CONFIDENTIAL'],
    ['without a label', { meta: {} }, 'UNDECIDED'],
    [
      'somebody else’s',
      { participant: [{ actor: { reference: 'Patient/2' } }], subject: { reference: 'Patient/2' } },
      'OTHER_CLIENT',
    ],
    ['without a title', { description: undefined, type: undefined }, 'MALFORMED'],
    ['of a day without a time', { start: '2026-03-01', period: { start: '2026-03-01' } }, 'MALFORMED'],
  ])('leaves out and counts what is %s', async (_what, more, reason) => {
    const { appointments, withheld } = await read([appointment('1', AT, more), encounter('2', AT, more)]);
    expect(appointments).toEqual([]);
    expect(withheld).toContainEqual({ resource: 'Appointment', counts: { [reason]: 1 } });
    expect(withheld).toContainEqual({ resource: 'Encounter', counts: { [reason]: 1 } });
  });

  it('is what the server has of it', async () => {
    const { record } = recordOn(version, [appointment('1', AT), encounter('2', AT)], { lacks: ['Appointment'] });
    expect((await record.appointments(PAGE)).map(({ id }) => id)).toEqual(['Encounter/2']);
  });
});

describe.each(FHIR_VERSIONS)('well-being activities in %s (V17)', (version) => {
  const activity = (id: string, more: Record<string, unknown> = {}): Resource => ({
    resourceType: 'Procedure',
    id,
    status: 'completed',
    subject: { reference: 'Patient/1' },
    category: { ...coded('https://ecd.example/procedurecategorie|LEEFPLEZIER'), text: 'Muziek' },
    reasonCode: [{ text: 'Zingen' }],
    code: { text: 'Koor' },
    performedDateTime: AT,
    ...more,
  });
  const read = async (...resources: Resource[]) =>
    recordOn(version, resources).record.wellbeingActivities({ first: 10, after: null });

  it('say what, when, with whom and how it went', async () => {
    const performer = [{ actor: { display: 'Els' } }, { actor: { display: 'Jan' } }];
    const performed = { performedDateTime: undefined, performedPeriod: { start: AT } };
    expect(await read(activity('1', { ...performed, performer, outcome: { text: 'Genoten' } }))).toMatchObject([
      {
        id: '1',
        lifeArea: 'Muziek',
        topic: 'Zingen',
        activity: 'Koor',
        start: new Date(AT),
        with: 'Els, Jan',
        outcome: 'Genoten',
      },
    ]);
  });

  it.each([
    ['another procedure', { category: coded('http://snomed.info/sct|24642003') }],
    ['one that did not happen', { status: 'not-done' }],
    ['entered in error', { status: 'entered-in-error' }],
    ['somebody else’s', { subject: { reference: 'Patient/2' } }],
    ['without a topic', { reasonCode: [] }],
    ['labelled', { meta: labelled('R', version) }],
  ])('are none that are %s', async (_what, more) => {
    expect((await read(activity('1', more), activity('2'))).map(({ id }) => id)).toEqual(['2']);
  });
});
