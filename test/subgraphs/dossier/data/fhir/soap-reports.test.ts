/** SOEP reports over FHIR: a Composition whose lines are each judged by themselves. */
import { describe, expect, it } from '@jest/globals';
import { FHIR_VERSIONS, type Resource } from '../../../../../subgraphs/dossier/data/fhir/fhir-source.js';
import { EVERYTHING } from '../report-contract.js';
import { labelled, nursingReport, recordOn, soapLine, soapReport } from './fhir-resources.js';

const AT = '2026-03-01T08:00:00Z';

describe.each(FHIR_VERSIONS)('reports in %s', (version) => {
  const read = async (resources: Resource[], query: Partial<typeof EVERYTHING> = {}) =>
    recordOn(version, resources).record.reports({ ...EVERYTHING, ...query });

  describe('by SOEP', () => {
    const lines = [
      soapLine('l1', '255362007', 'Voelt zich benauwd.'),
      soapLine('l2', '260224007', 'Vertrouwelijk.', { meta: labelled('R') }),
      soapLine('l3', '129265001', 'Niet beslist.', { meta: undefined }),
      soapLine('l4', '129271007', 'Ingevoerd bij de verkeerde.', { status: 'entered-in-error' }),
      soapLine('l5', '129271007', 'Van een ander.', { subject: { reference: 'Patient/2' } }),
      soapLine('l6', '999', 'Geen soort die wij kennen.'),
      soapLine('l7', '129271007', 'Morgen opnieuw.'),
    ];
    const ids = lines.map(({ id }) => id);

    it.each([true, false])('show of their lines those that may be, came they along (%s) or not', async (includes) => {
      const { record, withheld } = recordOn(version, [soapReport('1', AT, ids), ...lines], { includes });
      const [report] = await record.reports(EVERYTHING);
      expect(report).toMatchObject({ id: 'Composition/1', type: 'SOEP', text: null });
      expect(report?.soep).toEqual([
        { kind: 'SUBJECTIVE', text: 'Voelt zich benauwd.' },
        { kind: 'PLAN', text: 'Morgen opnieuw.' },
      ]);
      expect(withheld).toContainEqual({
        resource: 'Observation',
        counts: { CONFIDENTIAL: 1, UNDECIDED: 1, STATUS: 1, OTHER_CLIENT: 1, MALFORMED: 1 },
      });
    });

    it('are not served without a line that may be, nor when they say themselves that they are confidential', async () => {
      const reports = await read([
        ...lines,
        soapReport('1', AT, ['l2']),
        soapReport('2', AT, []),
        soapReport('3', AT, ['l1'], { meta: undefined, confidentiality: 'R' }),
        soapReport('4', AT, ['l1'], { meta: undefined, confidentiality: 'N' }),
      ]);
      expect(reports.map(({ id }) => id)).toEqual(['Composition/4']);
    });

    it('are read also where the server gives Observations with them only', async () => {
      const { record } = recordOn(version, [soapReport('1', AT, ids), ...lines], { lacks: ['Observation'] });
      expect(await record.reports(EVERYTHING)).toMatchObject([{ id: 'Composition/1', soep: [{}, {}] }]);
    });

    it('are not asked for where the server has none', async () => {
      const { record, server } = recordOn(version, [nursingReport('1', AT)], { lacks: ['Composition'] });
      expect(await record.reports(EVERYTHING)).toHaveLength(1);
      expect(server.asked.map(({ type }) => type)).toEqual(['Observation']);
    });
  });

  it('are searched in what is shown of them only, whatever the case', async () => {
    const resources = [
      nursingReport('1', AT, { valueString: 'Een BOTERHAM met kaas.', comment: 'geheim', note: [{ text: 'geheim' }] }),
      soapReport('2', AT, ['l1', 'l2']),
      soapLine('l1', '255362007', 'Wil geen boterham.'),
      soapLine('l2', '129271007', 'Een geheim.', { meta: labelled('R') }),
    ];
    expect((await read(resources, { text: 'boterHAM' })).map(({ id }) => id)).toEqual(['Composition/2', '1']);
    expect(await read(resources, { text: 'geheim' })).toEqual([]);
  });
});
