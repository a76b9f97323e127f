/** By whom the client is cared for, over FHIR as servers really give it. */
import { describe, expect, it } from '@jest/globals';
import {
  FHIR_VERSIONS,
  type FhirVersion,
  type Resource,
} from '../../../../../subgraphs/dossier/data/fhir/fhir-source.js';
import { coded, recordOn } from './fhir-resources.js';

const SUBJECT = { reference: 'Patient/1' };

const CLIENT_AT_HOME: Resource[] = [
  { resourceType: 'Patient', id: '1', name: [{ text: 'Anna Bos' }] },
  {
    resourceType: 'Encounter',
    id: 's',
    status: 'in-progress',
    subject: SUBJECT,
    location: [{ location: { reference: 'Location/7' } }],
  },
  { resourceType: 'Location', id: '7', name: 'Huis 7' },
];

describe.each(FHIR_VERSIONS)('the care team in %s', (version) => {
  const member = (reference: string, more: Record<string, unknown> = {}) => ({ member: { reference, ...more } });
  const role = (text: string | undefined, code?: string) => {
    const written = { text, coding: code === undefined ? [] : coded(`https://ecd.example/rol|${code}`).coding };
    return { role: version === 'R4' ? [written] : written };
  };
  const team = (participant: unknown[], more: Record<string, unknown> = {}): Resource => ({
    resourceType: 'CareTeam',
    id: 't',
    status: 'active',
    subject: SUBJECT,
    participant,
    ...more,
  });
  const professional = (id: string, telecom: unknown[] = []): Resource[] => [
    {
      resourceType: 'PractitionerRole',
      id,
      practitioner: { reference: `Practitioner/${id}` },
      specialty: [{ text: 'arts' }],
      telecom,
    },
    { resourceType: 'Practitioner', id, name: [{ given: ['Noor'], family: 'Wit' }] },
  ];

  it('is of professionals only: the client’s own people stand among the contacts', async () => {
    const participants = [
      { ...member('Practitioner/5', { display: 'Noor Wit' }), ...role('verzorgende', 'EVV') },
      member('RelatedPerson/6', { display: 'Els Bos' }),
      member('Patient/1', { display: 'Anna Bos' }),
      { member: { display: 'Wie is dit' } },
    ];
    expect(await recordOn(version, [team(participants)]).record.careTeam()).toEqual([
      {
        name: 'Noor Wit',
        discipline: 'verzorgende',
        primaryNurse: true,
        telephone: null,
        email: null,
        availability: null,
      },
    ]);
  });

  it.each([true, false])('finds who a member is, also where that %s comes along', async (includes) => {
    const telecom = [
      { system: 'phone', use: 'home', value: '06 privé' },
      { system: 'phone', use: 'work', value: '020 555' },
    ];
    const resources = [
      team([member('PractitionerRole/5'), member('PractitionerRole/5')]),
      ...professional('5', telecom),
    ];
    expect(await recordOn(version, resources, { includes }).record.careTeam()).toMatchObject([
      { name: 'Noor Wit', discipline: 'arts', primaryNurse: false, telephone: '020 555' },
    ]);
  });

  it('leaves out, and counts, whose name nobody says, and leaves out who has left', async () => {
    const left = { ...member('Practitioner/6', { display: 'Ex' }), period: { end: '2020-01-01' } };
    const { record, withheld } = recordOn(version, [team([member('Practitioner/5'), left])]);
    expect(await record.careTeam()).toEqual([]);
    expect(withheld).toEqual([{ resource: 'CareTeam', counts: { MALFORMED: 1 } }]);
  });

  it.each(['inactive', 'entered-in-error', 'proposed', undefined])('is none that is %s', async (status) => {
    const resources = [
      ...CLIENT_AT_HOME,
      team([member('Practitioner/5', { display: 'Noor' })], { status, name: 'Team' }),
    ];
    const { record, server } = recordOn(version, resources);
    expect(await record.careTeam()).toEqual([]);
    expect((await record.person())?.team).toBeNull();
    // the team is asked for once
    expect(server.asked.filter(({ type }) => type === 'CareTeam')).toHaveLength(1);
  });

  it('has its own telephone and hours', async () => {
    const telecom = reachable(version, { system: 'phone', value: '020 555 01 01' });
    const resources = [...CLIENT_AT_HOME, team([], { name: 'De Linde', ...telecom, note: [{ text: 'tot 17 uur' }] })];
    expect((await recordOn(version, resources).record.person())?.team).toEqual({
      name: 'De Linde',
      telephone: '020 555 01 01',
      email: null,
      availability: 'tot 17 uur',
    });
  });
});

function reachable(version: FhirVersion, valueContactPoint: object) {
  if (version === 'R4') return { telecom: [valueContactPoint] };
  const url = 'http://hl7.org/fhir/4.0/StructureDefinition/extension-CareTeam.telecom';
  return { extension: [{ url, valueContactPoint }] };
}
