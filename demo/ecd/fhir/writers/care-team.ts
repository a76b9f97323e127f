/** The team and the people in it: zibs CareTeam and HealthProfessional. */
import { TEAM_ROLE } from '../codes.js';
import type { CareTeamMember, RecordRows, StaffMember, Team } from '../record-rows.js';
import {
  coding,
  elementOf,
  inRole,
  reference,
  type FhirResource,
  type FhirVersion,
  type Writing,
} from '../resource.js';
import { meta } from './meta.js';

export function writeCareTeam(rows: RecordRows, writing: Writing): FhirResource[] {
  return [...careTeam(rows, writing), ...rows.staff.flatMap((member) => professional(member, writing))];
}

function careTeam({ client, team, careTeam: members, staff }: RecordRows, writing: Writing): FhirResource[] {
  if (team === null && members.length === 0) return [];
  const telecom = team === null ? [] : contactPoints(team);
  const r4 = writing.version === 'R4';
  const resource = {
    resourceType: 'CareTeam',
    id: String(client.id),
    meta: meta(writing),
    extension: r4 ? null : telecom.map((point) => elementOf('4.0', 'CareTeam.telecom', { valueContactPoint: point })),
    status: 'active',
    name: team?.naam,
    subject: { reference: writing.patient },
    participant: members.map((member) => participant(member, staff, writing.version)),
    telecom: r4 ? telecom : null,
    note: team?.bereikbaarheid ? [{ text: team.bereikbaarheid }] : null,
  };
  return [resource];
}

function participant({ medewerker_id, evv }: CareTeamMember, staff: StaffMember[], version: FhirVersion) {
  const person = staff.find(({ id }) => id === medewerker_id);
  const role = { coding: evv ? [coding(TEAM_ROLE, 'EVV')] : [], text: person?.discipline };
  return { role: version === 'R4' ? [role] : role, member: inRole(version, medewerker_id, person?.naam) };
}

function professional(member: StaffMember, writing: Writing): FhirResource[] {
  const id = String(member.id);
  const discipline = [{ text: member.discipline }];
  return [
    {
      resourceType: 'Practitioner',
      id,
      meta: meta(writing),
      active: true,
      name: [{ text: member.naam }],
    },
    {
      resourceType: 'PractitionerRole',
      id,
      meta: meta(writing),
      active: true,
      practitioner: { ...reference('Practitioner', id), display: member.naam },
      code: discipline,
      specialty: discipline,
      telecom: contactPoints(member),
      availabilityExceptions: member.bereikbaarheid,
    },
  ];
}

function contactPoints({ telefoon, email }: Team) {
  return [
    ...(telefoon === null ? [] : [{ system: 'phone', value: telefoon }]),
    ...(email === null ? [] : [{ system: 'email', value: email }]),
  ];
}
