/** All reports about one client: the story told in the client's file, and everyday life around it. */
import type { ClientContent, Observations, OrganisationContent } from './content.js';
import { everydayReports } from './everyday.js';
import type { Random } from './random.js';
import { toldReport, type ToldReport } from './told-report.js';

/** The dossier goes back half a year. */
const FIRST_DAY = -180;

export function clientReports(
  client: ClientContent,
  organisation: OrganisationContent,
  observations: Observations,
  random: Random,
): ToldReport[] {
  const plan = client.plans.find(({ status }) => status === 'ACTIEF');
  const everyday = everydayReports(
    {
      client: client.person,
      counts: client.everyday,
      first: Math.max(client.since + 1, FIRST_DAY),
      last: client.everydayUntil ?? (client.departed ?? client.died ?? 0) - 1,
      authors: { ...organisation.everyday[client.location], ...client.everydayBy },
      psychogeriatric: organisation.locations[client.location]?.psychogeriatric ?? false,
      planned: (plan?.from ?? FIRST_DAY) + 1,
      entries: (plan?.entries ?? []).map(({ key, goal }) => ({ key, goal: goal.title })),
      never: client.never,
    },
    observations,
    random,
  );
  return [...client.reports.map(toldReport), ...everyday];
}
