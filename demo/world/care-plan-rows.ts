/** Rows of the demo ECD for care plans: entries with goal and interventions, and agreements. */
import type { ClientContent, PlanContent } from './content.js';
import type { Writing } from './writing.js';

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
  });
  agreementRows(writing, plan, id);
  return Object.fromEntries(
    plan.entries.map((entry, position) => [entry.key, entryRows(writing, entry, id, position)]),
  );
}

function entryRows(
  { book, nextId, calendar }: Writing,
  { problem, goal, interventions }: PlanContent['entries'][number],
  plan: number,
  position: number,
): number {
  const id = nextId('zorgplan_regels');
  book.add('zorgplan_regels', { id, zorgplan_id: plan, probleem: problem, volgorde: position });
  book.add('doelen', {
    id: nextId('doelen'),
    zorgplan_regel_id: id,
    titel: goal.title,
    toelichting: goal.note,
    streefdatum: calendar.date(goal.target),
    behaald_percentage: goal.done,
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
    });
  }
}
