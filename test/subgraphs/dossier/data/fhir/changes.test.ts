/** In which sections there is news, over FHIR; what every ECD does is in the contract. */
import { describe, expect, it } from '@jest/globals';
import { SECTIONS } from '../../../../../schema/caller.js';
import { FHIR_VERSIONS, type Resource } from '../../../../../subgraphs/dossier/data/fhir/fhir-source.js';
import { lackedSections } from '../../../../../subgraphs/dossier/data/fhir/lacked-sections.js';
import { CODES, coded, labelled, nursingReport, recordOn, soapLine, soapReport } from './fhir-resources.js';

const AT = '2026-03-01T08:00:00Z';
const OLD = '2026-03-02T08:00:00Z';
const SINCE = new Date('2026-03-10T08:00:00Z');
const NEW = '2026-03-11T08:00:00Z';
const NEWEST = '2026-03-12T08:00:00Z';

const written = (resource: Resource, lastUpdated?: string): Resource => ({
  ...resource,
  meta: { ...(resource.meta as object | undefined), lastUpdated },
});

describe.each(FHIR_VERSIONS)('news in %s', (version) => {
  const changes = (resources: Resource[], since = SINCE, pageSize = 1) =>
    recordOn(version, resources, { pageSize }).record.changes({ since, sections: [...SECTIONS] });
  const medical = { category: [coded('https://ecd.example/soort|MED')] };

  it('is the last change of what may be served, by section', async () => {
    expect(
      await changes([
        written(nursingReport('1', AT), NEW),
        written(nursingReport('2', AT), OLD),
        written(nursingReport('3', AT, { meta: labelled('R') }), NEWEST),
        written(nursingReport('4', AT, { status: 'entered-in-error' }), NEWEST),
        written(nursingReport('5', AT, { subject: { reference: 'Patient/2' } }), NEWEST),
        written(nursingReport('6', AT, medical), NEWEST),
      ]),
    ).toEqual([
      { section: 'REPORTS', changedAt: new Date(NEW) },
      { section: 'MEDICAL_REPORTS', changedAt: new Date(NEWEST) },
    ]);
  });

  it('is none where nothing says when it was written, or in what was before', async () => {
    expect(
      await changes([
        written(nursingReport('1', AT)),
        written(nursingReport('2', AT), SINCE.toISOString()),
        written(nursingReport('3', '2026-03-20T08:00:00Z'), OLD),
      ]),
    ).toEqual([]);
  });

  it('is in a line of a SOEP report that was written later, when both may be seen', async () => {
    const line = (more = {}) => written(soapLine('l', '255362007', 'Nieuwe regel.', more), NEW);
    const report = (more = {}) => written(soapReport('1', AT, ['l'], more), OLD);
    expect(await changes([report(), line()])).toEqual([{ section: 'MEDICAL_REPORTS', changedAt: new Date(NEW) }]);
    expect(await changes([report({ meta: labelled('R') }), line()])).toEqual([]);
    expect(await changes([report(), line({ meta: labelled('R') })])).toEqual([]);
    expect(await changes([line()])).toEqual([]);
  });

  it('is not told again to who asks since the last', async () => {
    const resources = [written(nursingReport('1', AT), '2026-03-11T08:00:00.000400Z')];
    const [change] = await changes(resources);
    expect(change).toEqual({ section: 'REPORTS', changedAt: new Date('2026-03-11T08:00:00.001Z') });
    expect(await changes(resources, change?.changedAt)).toEqual([]);
  });

  it('is in the plan that is shown when anything of it changed, and not in what it does not show', async () => {
    const plan = {
      resourceType: 'CarePlan',
      id: '4',
      status: 'active',
      intent: 'plan',
      title: 'Zorgplan',
      subject: { reference: 'Patient/1' },
      period: { start: '2026-01-01' },
      addresses: [{ reference: 'Condition/31' }],
    };
    const problem = (more = {}) => ({
      resourceType: 'Condition',
      id: '31',
      subject: { reference: 'Patient/1' },
      code: { text: 'Eet weinig' },
      ...more,
    });
    const draft = written({ ...plan, id: '5', status: 'draft' }, NEWEST);
    expect(await changes([written(plan, OLD), draft, written(problem(), NEW)])).toEqual([
      { section: 'CARE_PLAN', changedAt: new Date(NEW) },
    ]);
    expect(await changes([written(plan, OLD), written(problem({ meta: labelled('R') }), NEW)])).toEqual([]);
  });
});

describe('what a FHIR server lacks', () => {
  const lacking = (...types: string[]) => [...lackedSections({ canSearch: (type) => !types.includes(type) }, CODES)];

  it('is by what can be searched for', () => {
    expect(lacking()).toEqual([]);
    expect(lacking('CarePlan')).toEqual(['CARE_PLAN']);
    expect(lacking('Condition')).toEqual(['CARE_PLAN']);
    expect(lacking('Appointment')).toEqual([]);
    expect(lacking('Appointment', 'Encounter')).toEqual(['APPOINTMENTS']);
    expect(lacking('Observation')).toEqual(['REPORTS']);
    expect(lacking('QuestionnaireResponse')).toEqual(['LIFE_STORY']);
  });

  it('is also what no code of the policy stands for', () => {
    expect([...lackedSections({ canSearch: () => true }, { ...CODES, lifeStory: [], wellbeingActivity: [] })]).toEqual([
      'LIFE_STORY',
      'WELLBEING_ACTIVITIES',
    ]);
  });
});
