/** What was found of a care plan, in the words of the domain. */
import type { Agreement, CarePlan, CarePlanEntry, Goal } from '../../../domain/ecd.js';
import { dateOrNull } from '../../date-value.js';
import type { AGREEMENT, CARE_PLAN, CARE_PLAN_ENTRY, GOAL } from '../mapping/care-plan-mapping.js';
import type { InterventionFound } from './plan-interventions.js';
import type { Found } from '../served-resources.js';

/** A problem of the plan with what belongs to it. */
export interface EntryFound {
  condition: Found<typeof CARE_PLAN_ENTRY.elements>;
  goal: Found<typeof GOAL.elements> | null;
  interventions: InterventionFound[];
}

/** An agreement says what was agreed. */
export interface AgreementFound extends Found<typeof AGREEMENT.elements> {
  text: string;
}

export function planOf(
  { resource, values }: Found<typeof CARE_PLAN.elements>,
  entries: EntryFound[],
  agreements: AgreementFound[],
): CarePlan {
  return {
    id: resource.id,
    status: values.status === 'active' ? 'ACTIVE' : 'OLD',
    title: values.title,
    period: { start: new Date(values.start), end: dateOrNull(values.end) },
    entries: entries.map(entryOf),
    agreements: agreements.map(agreementOf),
  };
}

function entryOf({ condition, goal, interventions }: EntryFound): CarePlanEntry {
  return {
    id: condition.resource.id,
    problem: condition.values.problem,
    goal: goal === null ? null : goalOf(goal),
    interventions: interventions.map(({ intervention }) => intervention),
  };
}

function goalOf({ resource, values }: Found<typeof GOAL.elements>): Goal {
  const { title, note, targetDate, achievedPercentage } = values;
  return {
    id: resource.id,
    title,
    note: note.join('\n') || null,
    targetDate: dateOrNull(targetDate),
    achievedPercentage: achievedPercentage === null ? null : Math.round(achievedPercentage),
  };
}

function agreementOf({ resource, values, text }: AgreementFound): Agreement {
  const { agreedOn, signedBy, signedOn } = values;
  return { id: resource.id, text, agreedOn: dateOrNull(agreedOn), signedBy, signedOn: dateOrNull(signedOn) };
}
