/** Who cares for the client: CareTeam, and of its members what PractitionerRole and Practitioner say. */
import { humanName } from './human-name.js';
import { both, optional, type PartMapping, type ResourceMapping } from './mapping.js';
import { DISCIPLINE, ROLE_OF_STU3 } from './shared-paths.js';

const TELECOM_OF_STU3 = "extension('http://hl7.org/fhir/4.0/StructureDefinition/extension-CareTeam.telecom').value";

/** What is private stays private. */
const reachedBy = (telecom: string, system: 'phone' | 'email') =>
  `${telecom}.where(system = '${system}' and (use.empty() or (use != 'home' and use != 'old'))).value`;

export const CARE_TEAM = {
  concept: 'CareTeam',
  zib: 'CareTeam',
  resource: both('CareTeam'),
  servedWhen: both("status = 'active'"),
  needsLabel: false,
  client: both('subject.reference.single()'),
  elements: {
    'team.name': optional('text', 'name', 'client.team_name'),
    'team.telephone': optional(
      'text',
      { STU3: reachedBy(TELECOM_OF_STU3, 'phone'), R4: reachedBy('telecom', 'phone') },
      'client.team_telephone',
    ),
    'team.email': optional(
      'text',
      { STU3: reachedBy(TELECOM_OF_STU3, 'email'), R4: reachedBy('telecom', 'email') },
      'client.team_email',
    ),
    'team.availability': optional('text', 'note.text', 'client.team_availability'),
    members: optional('parts', 'participant.where(period.end.empty() or period.end > now())'),
  },
} as const satisfies ResourceMapping;

export const CARE_TEAM_MEMBER = {
  part: 'CareTeam.participant',
  elements: {
    name: optional('text', 'member.display', 'care_team_member.name'),
    discipline: optional('text', 'role.text', 'care_team_member.discipline'),
    /** What the role is called where nobody says what the discipline is. */
    roleName: optional('text', 'role.coding.display'),
    /** `codes.primaryNurse` says which. */
    primaryNurse: optional('tokens', 'role.coding', 'care_team_member.primary_nurse'),
    members: optional('references', `member.reference.combine(member.${ROLE_OF_STU3})`),
  },
} as const satisfies PartMapping;

const ACTIVE = both('active.empty() or active');

export const PROFESSIONAL_ROLE = {
  concept: 'CareTeamMember',
  zib: 'HealthProfessional',
  resource: both('PractitionerRole'),
  servedWhen: ACTIVE,
  needsLabel: false,
  client: null,
  elements: {
    name: optional('text', 'practitioner.display', 'care_team_member.name'),
    professional: optional('reference', 'practitioner.reference'),
    discipline: optional('text', DISCIPLINE, 'care_team_member.discipline'),
    telephone: optional('text', reachedBy('telecom', 'phone'), 'care_team_member.telephone'),
    email: optional('text', reachedBy('telecom', 'email'), 'care_team_member.email'),
    availability: optional('text', 'availabilityExceptions', 'care_team_member.availability'),
  },
} as const satisfies ResourceMapping;

export const PROFESSIONAL = {
  concept: 'CareTeamMember',
  zib: 'HealthProfessional',
  resource: both('Practitioner'),
  servedWhen: ACTIVE,
  needsLabel: false,
  client: null,
  elements: {
    ...humanName({ text: 'care_team_member.name' }),
    telephone: optional('text', reachedBy('telecom', 'phone'), 'care_team_member.telephone'),
    email: optional('text', reachedBy('telecom', 'email'), 'care_team_member.email'),
  },
} as const satisfies ResourceMapping;
