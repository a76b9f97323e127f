/** Contacts and legal situations over FHIR as servers really give them. */
import { describe, expect, it } from '@jest/globals';
import { FHIR_VERSIONS, type Resource } from '../../../../../subgraphs/dossier/data/fhir/fhir-source.js';
import { coded, labelled, recordOn } from './fhir-resources.js';

const ROLE_SYSTEM = 'urn:oid:2.16.840.1.113883.2.4.3.11.22.472';

describe.each(FHIR_VERSIONS)('contacts in %s', (version) => {
  const contact = (id: string, code: string | null, more: Record<string, unknown> = {}): Resource => {
    const valueCodeableConcept = { coding: [{ system: ROLE_SYSTEM, code, display: 'rol' }] };
    const url = 'http://fhir.nl/fhir/StructureDefinition/nl-core-relatedperson-role';
    const relation = { text: 'Dochter' };
    const role =
      version === 'R4'
        ? { relationship: code === null ? [relation] : [valueCodeableConcept, relation] }
        : { relationship: relation, extension: code === null ? [] : [{ url, valueCodeableConcept }] };
    return {
      resourceType: 'RelatedPerson',
      id,
      patient: { reference: 'Patient/1' },
      name: [{ text: 'Els Bos' }],
      ...role,
      ...more,
    };
  };
  const read = async (...resources: Resource[]) => {
    const { record, withheld } = recordOn(version, resources);
    return { contacts: await record.relatedPersons(), withheld };
  };

  it('are in order of role, with or without its leading zero, and then of id; who has no role is last', async () => {
    const { contacts } = await read(
      contact('9', null),
      contact('3', '15'),
      contact('12', '1'),
      contact('5', '01'),
      contact('2', '03'),
    );
    expect(contacts.map(({ id, roleCode }) => `${id} ${roleCode}`)).toEqual(['5 01', '12 1', '2 03', '3 15', '9 null']);
  });

  it('say what they are to the client, and how to reach them', async () => {
    const telecom = [
      { system: 'email', value: 'els@example.com' },
      { system: 'phone', use: 'old', value: '010' },
      { system: 'phone', use: 'mobile', value: '06 10000001' },
    ];
    const { contacts } = await read(contact('5', '1', { telecom }));
    expect(contacts).toEqual([
      { id: '5', name: 'Els Bos', relationship: 'Dochter', roleCode: '1', telephone: '06 10000001' },
    ]);
  });

  it.each([
    ['not in use', { active: false }, 'STATUS'],
    ['past', { period: { end: '2020-01-01' } }, 'STATUS'],
    ['labelled', { meta: labelled('V', version) }, 'CONFIDENTIAL'],
    ['somebody else’s', { patient: { reference: 'Patient/2' } }, 'OTHER_CLIENT'],
    ['nobody’s', { patient: undefined }, 'OTHER_CLIENT'],
    ['without a name', { name: [] }, 'MALFORMED'],
  ])('that are %s are left out and counted', async (_what, more, reason) => {
    const { contacts, withheld } = await read(contact('5', '1', more), contact('6', '1'));
    expect(contacts.map(({ id }) => id)).toEqual(['6']);
    expect(withheld).toEqual([{ resource: 'RelatedPerson', counts: { [reason]: 1 } }]);
  });
});

describe.each(FHIR_VERSIONS)('legal situations in %s', (version) => {
  const status = (code: string) => (version === 'R4' ? { coding: [{ code }] } : code);
  const condition = (code: string, more: Record<string, unknown> = {}): Resource => ({
    resourceType: 'Condition',
    id: 'c',
    subject: { reference: 'Patient/1' },
    code: coded(`https://ecd.example/maatregel|${code}`),
    onsetDateTime: '2024-05-06',
    ...more,
  });
  const read = async (resource: Resource) => recordOn(version, [resource]).record.legalSituations();

  it('have the word of the policy for the code, and the days from and until which they hold', async () => {
    const start = new Date('2024-05-06');
    expect(await read(condition('8'))).toEqual([{ kind: 'MENTORSHIP', start, end: null }]);
    const ended = { abatementDateTime: '2025-01-01T00:00:00+01:00', clinicalStatus: status('inactive') };
    expect(await read(condition('9', ended))).toEqual([{ kind: 'CURATORSHIP', start, end: new Date('2025-01-01') }]);
    expect(await read(condition('77'))).toEqual([]);
  });

  it.each([
    ['was entered in error', { verificationStatus: status('entered-in-error') }],
    ['was refuted', { verificationStatus: status('refuted') }],
    ['does not hold any more, since nobody knows when', { clinicalStatus: status('inactive') }],
    ['ended some day in a year', { abatementDateTime: '2024' }],
    ['is about somebody else', { subject: { reference: 'Patient/2' } }],
    ['is labelled', { meta: labelled('R', version) }],
  ])('are none that %s', async (_what, more) => {
    expect(await read(condition('8', more))).toEqual([]);
  });

  it('are not asked for where conditions cannot be searched for', async () => {
    const { record, server } = recordOn(version, [], { lacks: ['Condition', 'RelatedPerson'] });
    expect([await record.legalSituations(), await record.relatedPersons()]).toEqual([[], []]);
    expect(server.asked).toEqual([]);
  });
});
