/** Rows of the demo ECD for care plans: entries with goal and interventions, and agreements. */
import type { Calendar } from './calendar.js';
import type { ClientContent, PlanContent } from './content.js';
import type { Writing } from './writing.js';

const DISCUSSED_AT = '11:30';

/** @returns ids of the active plan's entries, by key. */
export function carePlanRows(writing: Writing, { plans }: ClientContent, client: number): Record<string, number> {
  let active: Record<string, number> = {};
  for (const plan of plans) {
    const entries = planRows(writing, plan, client);
    if (plan.status === 'ACTIEF') active = entries;
  }
  return active;
}

function planRows(writing: Writing, plan: PlanContent, client: number): Record<string, number> {
  const { book, nextId, calendar } = writing;
  const id = nextId('zorgplannen');
  book.add('zorgplannen', {
    id,
    client_id: client,
    titel: plan.title,
    status: plan.status,
    begindatum: calendar.date(plan.from),
    einddatum: plan.until === undefined ? null : calendar.date(plan.until),
    gewijzigd_op: laidDown(calendar, plan.from),
  });
  agreementRows(writing, plan, id);
  return Object.fromEntries(
    plan.entries.map((entry, position) => [entry.key, entryRows(writing, entry, { id, from: plan.from }, position)]),
  );
}

function entryRows(
  { book, nextId, calendar }: Writing,
  { problem, goal, interventions }: PlanContent['entries'][number],
  plan: { id: number; from: number },
  position: number,
): number {
  const id = nextId('zorgplan_regels');
  const changed = laidDown(calendar, plan.from);
  book.add('zorgplan_regels', {
    id,
    zorgplan_id: plan.id,
    probleem: problem,
    volgorde: position,
    gewijzigd_op: changed,
  });
  book.add('doelen', {
    id: nextId('doelen'),
    zorgplan_regel_id: id,
    titel: goal.title,
    toelichting: goal.note,
    streefdatum: calendar.date(goal.target),
    behaald_percentage: goal.done,
    gewijzigd_op: changed,
  });
  for (const [place, { what, who, often, how }] of interventions.entries()) {
    book.add('interventies', {
      id: nextId('interventies'),
      zorgplan_regel_id: id,
      omschrijving: what,
      uitvoerder: who,
      frequentie: often,
      instructie: how,
      volgorde: place,
      gewijzigd_op: changed,
    });
  }
  return id;
}

function agreementRows({ book, nextId, calendar }: Writing, { agreements }: PlanContent, plan: number): void {
  for (const [position, { text, on, by, signed }] of agreements.entries()) {
    book.add('zorgafspraken', {
      id: nextId('zorgafspraken'),
      zorgplan_id: plan,
      tekst: text,
      afgesproken_op: calendar.date(on),
      ondertekend_door: by,
      ondertekend_op: calendar.date(signed),
      volgorde: position,
      gewijzigd_op: laidDown(calendar, signed),
    });
  }
}

/** When it was talked over: on its first day, or today when that is yet to come. */
function laidDown({ now, moment }: Calendar, day: number): Date {
  const discussed = moment(day, DISCUSSED_AT);
  return discussed < now ? discussed : now;
}
