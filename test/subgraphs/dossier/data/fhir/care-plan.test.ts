/** The care plan (V14) over FHIR as servers really give it; what every ECD does is in the contract. */
import { describe, expect, it } from '@jest/globals';
import { FHIR_VERSIONS, type Resource } from '../../../../../subgraphs/dossier/data/fhir/fhir-source.js';
import type { Manners } from './fhir-in-memory.js';
import { carePlanOf } from './fhir-care-plan.js';
import { CODES, coded, labelled, recordOn } from './fhir-resources.js';

describe.each(FHIR_VERSIONS)('the care plan in %s', (version) => {
  const isR4 = version === 'R4';
  const read = async (resources: Resource[], manners: Partial<Manners> = {}) => {
    const { record, withheld } = recordOn(version, resources, manners);
    return { plan: await record.carePlan(), withheld };
  };

  const { plan, problem, goal, activity, procedure, agreement } = carePlanOf(version);
  const problems = [problem('31', 'Loopt onzeker'), problem('32', 'Eet weinig')];

  it.each([true, false])(
    'has its problems in its own order with all that belongs to them, came it along (%s) or not',
    async (includes) => {
      const resources = [plan(), ...problems, goal(), procedure('10'), procedure('9'), agreement('10'), agreement('9')];
      const { plan: found, withheld } = await read(resources, { includes });
      const doing = { performer: 'Team De Linde', frequency: 'dagelijks', instruction: 'Rustig aan.' };
      const agreed = { agreedOn: new Date('2026-01-05'), signedBy: 'Anna', signedOn: new Date('2026-01-06') };
      expect(found).toEqual({
        id: '4',
        status: 'ACTIVE',
        title: 'Zorgplan 2026',
        period: { start: new Date('2026-01-01'), end: null },
        entries: [
          { id: '32', problem: 'Eet weinig', goal: null, interventions: [] },
          {
            id: '31',
            problem: 'Loopt onzeker',
            goal: {
              id: 'g',
              title: 'Zelf naar de huiskamer',
              note: 'Elke dag een stukje.\nMet rollator.',
              targetDate: new Date('2026-06-30'),
              achievedPercentage: 40,
            },
            interventions: [
              { id: '9', description: 'Handeling 9', ...doing },
              { id: '10', description: 'Handeling 10', ...doing },
            ],
          },
        ],
        agreements: [
          { id: '9', text: 'Afspraak 9', ...agreed },
          { id: '10', text: 'Afspraak 10', ...agreed },
        ],
      });
      expect(withheld).toEqual([]);
    },
  );

  it('is the latest that is done when none is active; never a draft, an order, one by mistake or somebody else’s', async () => {
    const old = (id: string, start: string) => plan({ id, status: 'completed', period: { start } });
    const others = [
      plan({ id: '1', status: 'draft' }),
      plan({ id: '2', intent: 'order' }),
      plan({ id: '3', intent: undefined }),
      plan({ id: '5', status: 'entered-in-error' }),
      plan({ id: '6', subject: { reference: 'Patient/2' } }),
      plan({ id: '7', meta: labelled('R') }),
      plan({ id: '8', title: undefined }),
      plan({ id: '9', period: { start: '2026' } }),
    ];
    const { plan: found, withheld } = await read([old('20', '2020-01-01'), old('24', '2024-01-01'), ...others]);
    expect(found).toMatchObject({ id: '24', status: 'OLD' });
    expect(withheld).toEqual([
      { resource: 'CarePlan', counts: { STATUS: 4, OTHER_CLIENT: 1, CONFIDENTIAL: 1, MALFORMED: 2 } },
    ]);
    expect((await read(others)).plan).toBeNull();
  });

  it('is not what others do for the client, which is a CarePlan too', async () => {
    const help = plan({ category: [coded('http://snomed.info/sct|243114000')] });
    expect((await read([help])).plan).toBeNull();
  });

  it('is of a category of care plans, where the policy names them: a single intervention can be a CarePlan too', async () => {
    const nursing = [coded('http://snomed.info/sct|773130005')];
    const single = plan({ id: '5', period: { start: '2026-02-01' } });
    const plans = [single, plan({ category: nursing }), ...problems];
    expect((await read(plans)).plan).toMatchObject({ id: '5' });
    const { record } = recordOn(version, plans, {}, { ...CODES, carePlan: ['http://snomed.info/sct|773130005'] });
    expect(await record.carePlan()).toMatchObject({ id: '4' });
  });

  it('shows no problem that was entered in error, in whichever version’s words', async () => {
    for (const verificationStatus of ['entered-in-error', { coding: [{ code: 'entered-in-error' }] }]) {
      const { plan: found } = await read([plan(), problem('31', 'Vergissing', { verificationStatus })]);
      expect(found?.entries).toEqual([]);
    }
  });

  it('is one also when it says that it is part of nothing', async () => {
    for (const partOf of [null, []]) expect((await read([plan({ partOf })])).plan).toMatchObject({ id: '4' });
  });

  it('has no progress in a goal that was measured by mistake', async () => {
    const contained = (status?: string) => [
      { resourceType: 'Observation', id: 'o', status, valueQuantity: { value: 40, unit: '%' } },
    ];
    for (const status of ['entered-in-error', 'preliminary', undefined]) {
      const { plan: found } = await read([plan(), ...problems, goal({ contained: contained(status) })]);
      expect(found?.entries[1]?.goal).toMatchObject({ id: 'g', achievedPercentage: null });
    }
  });

  it('counts of the client’s other consents none as withheld, and of its own those without words', async () => {
    const privacy = { extension: [], ...(isR4 ? { provision: {} } : { data: [] }) };
    const other = await read([plan(), ...problems, agreement('8', privacy), agreement('9')]);
    expect(other.plan?.agreements).toMatchObject([{ id: '9' }]);
    expect(other.withheld).toEqual([]);
    const wordless = await read([plan(), ...problems, agreement('9', { extension: [] })]);
    expect(wordless.withheld).toEqual([{ resource: 'Consent', counts: { MALFORMED: 1 } }]);
  });

  it('shows of its problems those that may be, and nothing of the others', async () => {
    const { plan: found } = await read([
      plan({ activity: [activity('Oefenen')] }),
      problem('31', 'Geheim', { meta: labelled('R') }),
      problem('32', 'Vergissing', {
        verificationStatus: isR4 ? { coding: [{ code: 'entered-in-error' }] } : 'entered-in-error',
      }),
      goal(),
      procedure('9'),
    ]);
    expect(found?.entries).toEqual([]);
  });

  it.each([
    ['proposed', isR4 ? { lifecycleStatus: 'proposed' } : { status: 'proposed' }],
    ['entered in error', isR4 ? { lifecycleStatus: 'entered-in-error' } : { status: 'entered-in-error' }],
    ['without a status', isR4 ? { lifecycleStatus: undefined } : { status: undefined }],
    ['about no problem of the plan', { addresses: undefined }],
    ['of somebody else', { subject: { reference: 'Patient/2' } }],
    ['without words', { description: {} }],
  ])('has no goal that is %s', async (_what, more) => {
    const { plan: found } = await read([plan(), ...problems, goal(more)]);
    expect(found?.entries.map((entry) => entry.goal)).toEqual([null, null]);
  });

  it('takes no aim for what was reached', async () => {
    const detail = { detailQuantity: { value: 100, unit: '%' } };
    const { plan: found } = await read([
      plan(),
      ...problems,
      goal({ contained: undefined, outcomeReference: undefined, target: isR4 ? [detail] : detail }),
    ]);
    expect(found?.entries[1]?.goal).toMatchObject({ achievedPercentage: null });
  });

  it('has its own activities as interventions, those of plans that are part of it, and no other', async () => {
    const forbidden = isR4 ? { doNotPerform: true } : { prohibited: true };
    const { plan: found, withheld } = await read([
      plan({
        activity: [
          activity('Oefenen', {
            id: 'a1',
            scheduledString: 'dagelijks',
            description: 'Met rollator',
            performer: [{ display: 'Bart' }, { display: 'Noor' }],
          }),
          activity('Bij het doel', { reasonReference: undefined, goal: [{ reference: 'Goal/g' }] }),
          activity('Afgezegd', { status: 'cancelled' }),
          activity('Zonder status', { status: undefined }),
          activity('Niet doen', forbidden),
          activity('Bij geen probleem', { reasonReference: undefined }),
          { detail: { status: 'in-progress', reasonReference: [{ reference: 'Condition/31' }] } },
          { detail: 'geen activiteit' },
        ],
      }),
      plan({
        id: '5',
        partOf: [{ reference: 'CarePlan/4' }],
        title: undefined,
        period: undefined,
        activity: [activity('Van een deelplan')],
      }),
      plan({ id: '6', partOf: [{ reference: 'CarePlan/99' }], activity: [activity('Van een ander plan')] }),
      plan({ id: '7', partOf: [{ reference: 'CarePlan/4' }], status: 'draft', activity: [activity('Concept')] }),
      ...problems,
      goal(),
    ]);
    expect(found?.entries[1]?.interventions).toEqual([
      {
        id: 'a1',
        description: 'Oefenen',
        performer: 'Bart, Noor',
        frequency: 'dagelijks',
        instruction: 'Met rollator',
      },
      { id: '4-2', description: 'Bij het doel', performer: null, frequency: null, instruction: null },
      { id: '5-1', description: 'Van een deelplan', performer: null, frequency: null, instruction: null },
    ]);
    expect(withheld).toEqual([{ resource: 'CarePlan', counts: { STATUS: 1, MALFORMED: 2 } }]);
  });

  it.each([
    ['of another plan', { basedOn: [{ reference: 'CarePlan/5' }] }],
    ['entered in error', { status: 'entered-in-error' }],
    ['not done', isR4 ? { status: 'not-done' } : { notDone: true }],
    ['confidential', { meta: labelled('V') }],
  ])('has no procedure that is %s', async (_what, more) => {
    const { plan: found } = await read([plan(), ...problems, procedure('9', more)]);
    expect(found?.entries[1]?.interventions).toEqual([]);
  });

  it.each([
    ['withdrawn', { status: 'inactive' }],
    ['a proposal', { status: 'proposed' }],
    ['of another plan', isR4 ? { provision: {} } : { data: [] }],
    ['without words', { extension: [] }],
    ['of somebody else', { patient: { reference: 'Patient/2' } }],
  ])('has no agreement that is %s', async (_what, more) => {
    expect((await read([plan(), ...problems, agreement('9', more)])).plan?.agreements).toEqual([]);
  });

  it('is there without what the server cannot search for', async () => {
    const resources = [plan(), ...problems, procedure('9'), agreement('9')];
    const { plan: found } = await read(resources, { lacks: ['Procedure', 'Consent', 'Goal'] });
    expect(found).toMatchObject({ entries: [{ id: '32' }, { id: '31', interventions: [] }], agreements: [] });
  });
});
