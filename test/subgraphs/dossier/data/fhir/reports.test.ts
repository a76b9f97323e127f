/** Reports over FHIR as servers really give them; what every ECD does is in the contract. */
import { describe, expect, it } from '@jest/globals';
import { FHIR_VERSIONS, type Resource } from '../../../../../subgraphs/dossier/data/fhir/fhir-source.js';
import { EVERYTHING } from '../report-contract.js';
import { coded, labelled, nursingReport, recordOn, soapLine, soapReport } from './fhir-resources.js';

const AT = '2026-03-01T08:00:00Z';

describe.each(FHIR_VERSIONS)('reports in %s', (version) => {
  const read = async (resources: Resource[], query: Partial<typeof EVERYTHING> = {}) => {
    const { record, withheld, server } = recordOn(version, resources);
    return { reports: await record.reports({ ...EVERYTHING, ...query }), withheld, server };
  };
  const typed = (code: string) => [coded(`https://ecd.example/soort|${code}`)];

  it.each([
    [
      'hidden',
      { meta: { security: [...labelled().security, { system: 'http://hl7.org/fhir/v3/ActCode', code: 'NOPAT' }] } },
      'CONFIDENTIAL',
    ],
    ['restricted', { meta: labelled('R', version) }, 'CONFIDENTIAL'],
    ['labelled with a word that is on no list', { meta: labelled('X', version) }, 'CONFIDENTIAL'],
    ['unlabelled', { meta: undefined }, 'UNDECIDED'],
    ['labelled by somebody else’s system', { meta: { security: [{ system: 'urn:x', code: 'N' }] } }, 'UNDECIDED'],
    ['labelled in a way that is none', { meta: { security: 'N' } }, 'CONFIDENTIAL'],
    ['entered in error', { status: 'entered-in-error' }, 'STATUS'],
    ['a draft', { status: 'preliminary' }, 'STATUS'],
    ['without a status', { status: undefined }, 'STATUS'],
    ['about somebody else', { subject: { reference: 'Patient/2' } }, 'OTHER_CLIENT'],
    ['about somebody of almost the same id', { subject: { reference: 'Patient/11' } }, 'OTHER_CLIENT'],
    ['about nobody', { subject: undefined }, 'OTHER_CLIENT'],
    ['without a time', { effectiveDateTime: undefined }, 'MALFORMED'],
    ['of a day without a time', { effectiveDateTime: '2026-03-01' }, 'MALFORMED'],
    ['of a time without a zone', { effectiveDateTime: '2026-03-01T08:00:00' }, 'MALFORMED'],
    ['of a day that does not exist', { effectiveDateTime: '2026-02-30T08:00:00Z' }, 'MALFORMED'],
    ['without an author', { performer: undefined }, 'MALFORMED'],
    ['of a type that is not known', { category: typed('ZZZ') }, 'MALFORMED'],
    ['of two types', { category: [...typed('ALG'), ...typed('MED')] }, 'MALFORMED'],
    ['that is no report', { code: coded('http://loinc.org|85354-9') }, 'MALFORMED'],
    ['with a subject that is a word', { subject: 'Patient/1' }, 'OTHER_CLIENT'],
    ['with a category that is a word', { category: 'ALG' }, 'MALFORMED'],
  ])('that are %s are left out and counted, and break no page', async (_what, more, reason) => {
    const { reports, withheld } = await read([nursingReport('1', AT, more), nursingReport('2', AT)]);
    expect(reports.map(({ id }) => id)).toEqual(['2']);
    expect(withheld).toEqual([{ resource: 'Observation', counts: { [reason]: 1 } }]);
  });

  it.each([
    'Patient/1',
    'https://ecd.example/fhir/Patient/1',
    'Patient/1/_history/3',
    'https://ecd.example/fhir/Patient/1/_history/3',
  ])('are about the client who is called %s', async (reference) => {
    expect((await read([nursingReport('1', AT, { subject: { reference } })])).reports).toHaveLength(1);
  });

  it('are asked for by client, code and order, with what belongs to them', async () => {
    const { server } = await read([], { types: ['GENERAL'], after: { time: '2026-03-01T08:00:00.100029Z', id: '7' } });
    expect(server.asked).toEqual([
      {
        type: 'Observation',
        parameters: [
          ['patient', '1'],
          ['code', 'http://snomed.info/sct|11591000146107'],
          ['_include', 'Observation:performer'],
          ['date', 'le2026-03-01T08:00:01Z'],
          ['_sort', '-date'],
          ['_count', '51'],
        ],
      },
    ]);
  });

  it('have their words from a text, a measure or a note', async () => {
    const note = version === 'R4' ? { note: [{ text: 'Uit de notitie.' }] } : { comment: 'Uit de notitie.' };
    const { reports } = await read([
      nursingReport('1', AT, { valueString: undefined, ...note }),
      nursingReport('2', AT, { valueString: undefined, valueQuantity: { value: 61.5, unit: 'kg', comparator: '<' } }),
      nursingReport('3', AT, { valueString: undefined }),
    ]);
    expect(reports.map(({ text }) => text)).toEqual([null, '< 61,5 kg', 'Uit de notitie.']);
  });

  describe('have an author', () => {
    const role: Resource = {
      resourceType: 'PractitionerRole',
      id: 'r',
      practitioner: { display: 'Noor de Wit' },
      code: [{ text: 'verpleegkundige' }],
    };
    const performer = (display?: string) =>
      version === 'R4'
        ? [{ reference: 'PractitionerRole/r', display }]
        : [
            {
              reference: 'Practitioner/p',
              display,
              extension: [
                {
                  url: 'http://nictiz.nl/fhir/StructureDefinition/practitionerrole-reference',
                  valueReference: { reference: 'PractitionerRole/r' },
                },
              ],
            },
          ];

    it('with the discipline of the role that came along, or is asked for', async () => {
      for (const includes of [true, false]) {
        const { record } = recordOn(version, [role, nursingReport('1', AT, { performer: performer('N. de Wit') })], {
          includes,
        });
        const [report] = await record.reports(EVERYTHING);
        expect(report?.author).toEqual({ name: 'N. de Wit', discipline: 'verpleegkundige' });
      }
    });

    it('named by the role when the report names nobody', async () => {
      const { reports } = await read([role, nursingReport('1', AT, { performer: performer() })]);
      expect(reports[0]?.author.name).toBe('Noor de Wit');
    });

    it('without a discipline where roles cannot be searched for', async () => {
      const { record } = recordOn(version, [nursingReport('1', AT, { performer: performer('N. de Wit') })], {
        lacks: ['PractitionerRole'],
      });
      expect((await record.reports(EVERYTHING))[0]?.author).toEqual({ name: 'N. de Wit', discipline: null });
    });
  });

  describe('that refer', () => {
    const replying = (target: string) => {
      const reference = { reference: target };
      return version === 'R4'
        ? {
            extension: [
              { url: 'http://hl7.org/fhir/StructureDefinition/observation-sequelTo', valueReference: reference },
            ],
          }
        : { related: [{ type: 'sequel-to', target: reference }] };
    };
    const about = (target: string) => {
      const reference = { reference: target };
      return version === 'R4'
        ? { focus: [reference] }
        : {
            extension: [
              {
                url: 'http://hl7.org/fhir/4.0/StructureDefinition/extension-Observation.focus',
                valueReference: reference,
              },
            ],
          };
    };

    it.each([
      ['a report that may be seen', 'Observation/2', {}, '2'],
      ['one of a type that is not shared with the caller', 'Observation/2', { category: typed('MED') }, null],
      ['a hidden one', 'Observation/2', { meta: labelled('R') }, null],
      ['one of somebody else', 'Observation/2', { subject: { reference: 'Patient/2' } }, null],
      ['one that is not there', 'Observation/404', {}, null],
      ['a SOEP report', 'Composition/3', {}, 'Composition/3'],
    ])('to %s say so only when it may be seen', async (_what, target, more, expected) => {
      const { reports } = await read(
        [
          nursingReport('1', AT, replying(target)),
          nursingReport('2', '2026-02-01T08:00:00Z', more),
          soapReport('3', '2026-02-01T08:00:00Z', ['l']),
          soapLine('l', '255362007', 'Ja.'),
        ],
        { openTypes: ['GENERAL', 'SOEP'] },
      );
      expect(reports.find(({ id }) => id === '1')?.inReplyTo).toBe(expected);
    });

    it.each([
      ['an entry of a plan', 'active', undefined, '31'],
      ['one of a draft', 'draft', undefined, null],
      ['one that is confidential itself', 'active', labelled('R'), null],
    ])('to %s say so only when the plan shows it', async (_what, status, meta, expected) => {
      const plan = {
        resourceType: 'CarePlan',
        id: '4',
        status,
        intent: 'plan',
        title: 'Zorgplan',
        subject: { reference: 'Patient/1' },
        period: { start: '2026-01-01' },
        addresses: [{ reference: 'Condition/31' }],
      };
      const condition = {
        resourceType: 'Condition',
        id: '31',
        meta,
        subject: { reference: 'Patient/1' },
        code: { text: 'Loopt onzeker' },
      };
      const report = nursingReport('1', AT, about('Condition/31'));
      expect((await read([plan, condition, report])).reports[0]?.carePlanEntry).toBe(expected);
      expect((await read([plan, condition, report], { carePlanOpen: false })).reports[0]?.carePlanEntry).toBeNull();
    });
  });
});
