/** The teams that care for the client, and the professionals in them; by way of their teams only. */
import type { CareTeamMember, Reachable } from '../../../domain/ecd.js';
import { CARE_TEAM, CARE_TEAM_MEMBER, PROFESSIONAL, PROFESSIONAL_ROLE } from '../mapping/care-team-mapping.js';
import { partsOf, type FhirRecord } from '../fhir-record.js';
import { humanNameOf } from '../mapping/human-name.js';
import type { Mapped } from '../mapping/mapping.js';
import { referenceTo, searchServed, servedAt, typeOf, type Found, type Served } from '../served-resources.js';
import { WithheldCount } from '../withheld.js';

type Teams = Served<typeof CARE_TEAM.elements>;
type Member = Mapped<typeof CARE_TEAM_MEMBER.elements>;

/** What the team and its members are asked for is read once. */
const READ = new WeakMap<FhirRecord, Promise<Teams>>();

async function readTeams(record: FhirRecord): Promise<Teams> {
  if (!record.source.canSearch(typeOf(record, CARE_TEAM))) return { found: [], included: new Map() };
  const teams = READ.get(record) ?? searchServed(record, CARE_TEAM, [['_include', 'CareTeam:participant']]);
  READ.set(record, teams);
  return teams;
}

/** The first that has a name. */
export async function readTeam(record: FhirRecord): Promise<Reachable | null> {
  const { found } = await readTeams(record);
  return found.map(teamOf).find((team) => team !== null) ?? null;
}

export async function readCareTeam(record: FhirRecord): Promise<CareTeamMember[]> {
  const { found, included } = await readTeams(record);
  const members = withoutRepeats(
    found.flatMap(({ values }) => partsOf(record, CARE_TEAM_MEMBER, values.members)).filter(isProfessional),
  );
  const withheld = new WithheldCount();
  const roles = await servedAt(record, PROFESSIONAL_ROLE, members.flatMap(referencesOf), included, withheld);
  const people = await servedAt(
    record,
    PROFESSIONAL,
    [...members.flatMap(referencesOf), ...roles.flatMap(({ values }) => values.professional ?? [])],
    included,
    withheld,
  );
  const shown = members.map((member) => memberOf(record, member, roles, people));
  withheld.add('MALFORMED', shown.filter((member) => member === null).length);
  withheld.tell(typeOf(record, CARE_TEAM), record.onWithheld);
  return shown.filter((member) => member !== null);
}

function teamOf({ values }: Found<typeof CARE_TEAM.elements>): Reachable | null {
  const name = values['team.name'];
  if (name === null) return null;
  return {
    name,
    telephone: values['team.telephone'],
    email: values['team.email'],
    availability: values['team.availability'],
  };
}

/** The client and the client's own people may be members too; they stand among the contacts, for whom those are shown to. */
function isProfessional(member: Member): boolean {
  return member.members.some((reference) => /^Practitioner(Role)?\//.test(reference));
}

function withoutRepeats(members: Member[]): Member[] {
  const seen = new Set<string>();
  return members.filter((member) => {
    const key = member.members.join(' ');
    return !seen.has(key) && seen.add(key);
  });
}

function referencesOf(member: Member): string[] {
  return member.members;
}

/** Null when nobody says what the name is. */
function memberOf(
  { codes }: FhirRecord,
  member: Member,
  roles: Found<typeof PROFESSIONAL_ROLE.elements>[],
  people: Found<typeof PROFESSIONAL.elements>[],
): CareTeamMember | null {
  const role = roles.find(({ resource }) => member.members.includes(referenceTo(resource)))?.values;
  const person = people.find(({ resource }) =>
    [...member.members, role?.professional].includes(referenceTo(resource)),
  )?.values;
  const name = member.name ?? role?.name ?? (person && humanNameOf(person)?.text) ?? null;
  if (name === null) return null;
  return {
    name,
    discipline: member.discipline ?? role?.discipline ?? member.roleName,
    primaryNurse: member.primaryNurse.some((code) => codes.primaryNurse.includes(code)),
    telephone: role?.telephone ?? person?.telephone ?? null,
    email: role?.email ?? person?.email ?? null,
    availability: role?.availability ?? null,
  };
}
