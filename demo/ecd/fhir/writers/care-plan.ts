/** Care plans: zibs Problem, NursingIntervention and the plan that holds them; goals and agreements have files of their own. */
import { CARE_PLAN } from '../codes.js';
import type { Intervention, Plan, RecordRows } from '../record-rows.js';
import { elementOf, latest, reference, type FhirResource, type Writing } from '../resource.js';
import { writeAgreements } from './agreement.js';
import { writeGoals } from './goal.js';
import { meta } from './meta.js';
import { writeProblems } from './problem.js';

const STATUS: Readonly<Record<string, string>> = { CONCEPT: 'draft', ACTIEF: 'active', OUD: 'completed' };

export function writeCarePlans(rows: RecordRows, writing: Writing): FhirResource[] {
  return [
    ...rows.plans.map((plan) => carePlan(plan, rows, writing)),
    ...writeProblems(rows, writing),
    ...writeGoals(rows, writing),
    ...(writing.version === 'STU3' ? rows.plans.flatMap((plan) => procedures(plan, rows, writing)) : []),
    ...writeAgreements(rows, writing),
  ];
}

function carePlan(plan: Plan, rows: RecordRows, writing: Writing): FhirResource {
  const entries = rows.entries.filter(({ zorgplan_id }) => zorgplan_id === plan.id);
  const goals = rows.goals.filter(({ zorgplan_regel_id }) => entries.some(({ id }) => id === zorgplan_regel_id));
  const interventions = writing.version === 'R4' ? interventionsOf(plan, rows) : [];
  return {
    resourceType: 'CarePlan',
    id: String(plan.id),
    meta: meta(writing, { changed: latest([plan.gewijzigd_op, ...interventions.map((row) => row.gewijzigd_op)]) }),
    status: STATUS[plan.status ?? ''] ?? 'unknown',
    intent: 'plan',
    category: [{ coding: [CARE_PLAN] }],
    title: plan.titel,
    subject: { reference: writing.patient },
    period: { start: plan.begindatum, end: plan.einddatum },
    addresses: entries.map(({ id }) => reference('Condition', id)),
    goal: goals.map(({ id }) => reference('Goal', id)),
    activity: interventions.map((intervention) => activity(intervention, plan)),
  };
}

/** R4 has them in the plan. */
function activity({ id, zorgplan_regel_id, ...row }: Intervention, plan: Plan) {
  return {
    id: String(id),
    detail: {
      code: { text: row.omschrijving },
      reasonReference: [reference('Condition', zorgplan_regel_id)],
      status: plan.einddatum === null ? 'in-progress' : 'completed',
      scheduledString: row.frequentie,
      performer: row.uitvoerder === null ? [] : [{ display: row.uitvoerder }],
      description: row.instructie,
    },
  };
}

/** STU3 has them beside it. */
function procedures(plan: Plan, rows: RecordRows, writing: Writing): FhirResource[] {
  return interventionsOf(plan, rows).map((row) => ({
    resourceType: 'Procedure',
    id: `interventie-${row.id}`,
    meta: meta(writing, { changed: row.gewijzigd_op }),
    extension:
      row.frequentie === null
        ? []
        : [elementOf('4.0', 'ServiceRequest.occurrence', { valueTiming: { code: { text: row.frequentie } } })],
    basedOn: [reference('CarePlan', plan.id)],
    status: plan.einddatum === null ? 'in-progress' : 'completed',
    code: { text: row.omschrijving },
    subject: { reference: writing.patient },
    performer: row.uitvoerder === null ? [] : [{ actor: { display: row.uitvoerder } }],
    reasonReference: [reference('Condition', row.zorgplan_regel_id)],
    note: row.instructie === null ? [] : [{ text: row.instructie }],
  }));
}

function interventionsOf({ id: plan }: Plan, { entries, interventions }: RecordRows): Intervention[] {
  const places = entries.filter(({ zorgplan_id }) => zorgplan_id === plan).map(({ id }) => id);
  return interventions.filter(({ zorgplan_regel_id }) => places.includes(zorgplan_regel_id));
}
