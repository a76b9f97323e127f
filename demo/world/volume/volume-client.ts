/** One client of the volume: a person and a dossier that follow from the seed number and the client's own number. */
import type { ClientContent, EverydayKind, OrganisationContent, PlanContent, VolumeContent } from '../content.js';
import { between, deckOf, oneOf, type Random } from '../random.js';
import { worded, type Addressed } from '../wording.js';

/** About twenty reports. */
const EVERYDAY: Record<EverydayKind, readonly [number, number]> = {
  care: [7, 11],
  night: [1, 3],
  physiotherapy: [0, 3],
  medical: [1, 2],
  spiritual: [0, 1],
  wellbeing: [1, 2],
  family: [1, 2],
  progress: [1, 2],
  soep: [0, 2],
  measurement: [1, 3],
};
const DEPARTED = 0.04;
const DIED = 0.03;
const ELFPROEF = [9, 8, 7, 6, 5, 4, 3, 2];

/** @param leaves whether care can have ended: nobody's account is to go stale. */
export function volumeClient(
  key: string,
  organisation: OrganisationContent,
  pool: VolumeContent,
  random: Random,
  leaves: boolean,
): ClientContent {
  const location = oneOf(random, Object.keys(organisation.locations));
  const isPsychogeriatric = organisation.locations[location]?.psychogeriatric ?? false;
  const gender = oneOf(random, ['F', 'F', 'M'] as const);
  const family = oneOf(random, pool.names.family);
  const given = oneOf(random, pool.names[gender]);
  const since = -between(random, 120, 900);
  const end = leaves ? endOfCare(random) : {};
  return {
    key,
    organisation: organisation.organisation,
    person: { given, prefix: null, family, addressed: family, gender, born: birthDate(random), bsn: bsn(random) },
    location,
    since,
    ...end,
    careTeam: careTeam(organisation, location),
    contacts: contacts(family, pool, random),
    legal: [],
    never: [],
    everyday: Object.fromEntries(
      Object.entries(EVERYDAY).map(([kind, [least, most]]) => [kind, between(random, least, most)]),
    ) as Record<EverydayKind, number>,
    plans: [plan({ gender, addressed: family }, `${given} ${family}`, pool, random)],
    reports: [],
    appointments: appointments(pool, random, end.departed ?? end.died ?? 45),
    profile: isPsychogeriatric ? pool.profile : [],
    life: pool.life,
    activities: isPsychogeriatric ? activities(pool, random) : [],
  };
}

function endOfCare(random: Random): Pick<ClientContent, 'departed' | 'died'> {
  const chance = random();
  const day = -between(random, 1, 60);
  if (chance < DEPARTED) return { departed: day };
  return chance < DEPARTED + DIED ? { died: day } : {};
}

function birthDate(random: Random): string {
  const pad = (number: number): string => String(number).padStart(2, '0');
  return `${between(random, 1928, 1960)}-${pad(between(random, 1, 12))}-${pad(between(random, 1, 28))}`;
}

/** A number that passes the elfproef, in a range that is not given out. */
function bsn(random: Random): string {
  for (;;) {
    const digits = `99${String(between(random, 0, 999_999)).padStart(6, '0')}`;
    const check = ELFPROEF.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11;
    if (check < 10) return `${digits}${check}`;
  }
}

/** One of each kind of those who write; the first carer is the EVV. */
function careTeam({ everyday }: OrganisationContent, location: string): string[] {
  return [...new Set(Object.values(everyday[location] ?? {}).flatMap((authors) => authors.slice(0, 1)))];
}

function contacts(family: string, { relations, names }: VolumeContent, random: Random): ClientContent['contacts'] {
  const next = deckOf(random, relations);
  return Array.from({ length: between(random, 1, 3) }, (_, index) => ({
    key: String(index),
    name: `${oneOf(random, oneOf(random, [names.F, names.M]))} ${family}`,
    ...next(),
    // no number that begins so is given to anybody
    telephone: `+3160${String(between(random, 0, 9_999_999)).padStart(7, '0')}`,
  }));
}

function plan(client: Addressed, name: string, pool: VolumeContent, random: Random): PlanContent {
  const next = deckOf(random, pool.problems);
  const from = -between(random, 70, 110);
  return {
    title: 'Zorgplan',
    status: 'ACTIEF',
    from,
    entries: Array.from({ length: 3 }, (_, index) => {
      const { problem, goal, ...intervention } = next();
      return {
        key: String(index),
        problem: worded(problem, client),
        goal: { title: goal, note: null, target: between(random, 20, 120), done: between(random, 0, 10) * 10 },
        interventions: [intervention],
      };
    }),
    agreements: [{ text: worded(oneOf(random, pool.agreements), client), on: from, by: name, signed: from + 2 }],
  };
}

function appointments(pool: VolumeContent, random: Random, lastDay: number): ClientContent['appointments'] {
  const next = deckOf(random, pool.appointments);
  return Array.from({ length: between(random, 3, 6) }, () => ({
    ...next(),
    note: null,
    day: between(random, -90, lastDay),
    at: `${between(random, 10, 16)}:${oneOf(random, ['00', '15', '30'])}`,
    with: ['Het team'],
  }));
}

function activities(pool: VolumeContent, random: Random): ClientContent['activities'] {
  const next = deckOf(random, pool.activities);
  return Array.from({ length: 2 }, () => ({ ...next(), day: -between(random, 2, 80), at: '14:00' }));
}
