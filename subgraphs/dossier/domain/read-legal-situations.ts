import { DateTime } from 'luxon';
import type { Dossier } from './dossier.js';
import { LEGAL_SITUATION_KINDS, type LegalSituation } from './ecd.js';

/** R5: the measures that hold today, where the organisation is; who it is that represents stands among the contacts. */
export async function readLegalSituations({
  record,
  policy,
  now,
}: Pick<Dossier, 'record' | 'policy' | 'now'>): Promise<LegalSituation[]> {
  const today = DateTime.fromJSDate(now, { zone: policy.timeZone }).toISODate();
  if (today === null) throw new Error(`${policy.timeZone} is no time zone`);
  return (await record.legalSituations())
    .filter((situation) => holds(situation, today))
    .sort((a, b) => LEGAL_SITUATION_KINDS.indexOf(a.kind) - LEGAL_SITUATION_KINDS.indexOf(b.kind));
}

/** From its first day up to and including its last. An ECD need not know either; then nothing says that it does not hold. */
function holds({ start, end }: LegalSituation, today: string): boolean {
  return (start === null || dayOf(start) <= today) && (end === null || dayOf(end) >= today);
}

/** A day comes out of an ECD as its midnight in UTC. */
function dayOf(day: Date): string {
  return day.toISOString().slice(0, 10);
}
