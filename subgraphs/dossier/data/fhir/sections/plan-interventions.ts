/** What is done for the problems of a plan: its own activities, those of plans that are part of it, and procedures. */
import type { Intervention } from '../../../domain/ecd.js';
import {
  ACTIVITY,
  INTERVENTION_PROCEDURE,
  type CARE_PLAN,
  type GOAL,
  type INTERVENTION_PLAN,
} from '../mapping/care-plan-mapping.js';
import { partsOf, type FhirRecord } from '../fhir-record.js';
import type { Resource } from '../fhir-source.js';
import type { Mapped } from '../mapping/mapping.js';
import { byId, referenceTo, searchServed, type Found } from '../served-resources.js';
import type { WithheldCount } from '../withheld.js';

export interface InterventionFound {
  intervention: Intervention;
  /** The problems that it is done for. */
  conditions: string[];
  /** The resource that it stands in. */
  resource: Resource;
}

type Goals = Found<typeof GOAL.elements>[];
type Holder = Found<typeof CARE_PLAN.elements> | Found<typeof INTERVENTION_PLAN.elements>;

/** @param holders the plan, and the plans that are part of it. */
export function interventionsIn(
  record: FhirRecord,
  holders: Holder[],
  goals: Goals,
  withheld: WithheldCount,
): InterventionFound[] {
  return holders.flatMap(({ resource, values }) => {
    const activities = partsOf(record, ACTIVITY, values.activities);
    withheld.add('MALFORMED', values.activities.length - activities.length);
    return activities.flatMap((activity, index) => {
      const conditions = conditionsOf(activity, goals, values.conditions);
      if (conditions.length === 0) withheld.add('MALFORMED');
      const id = activity.id ?? `${resource.id}-${String(index + 1)}`;
      return [{ intervention: interventionOf(id, activity), conditions, resource }];
    });
  });
}

export async function readProcedures(record: FhirRecord, plan: string): Promise<InterventionFound[]> {
  if (!record.source.canSearch('Procedure')) return [];
  const { found } = await searchServed(record, INTERVENTION_PROCEDURE, [['based-on', plan]]);
  return found
    .filter(({ values }) => values.plans.includes(plan))
    .sort(byId)
    .map(({ resource, values }) => ({
      intervention: interventionOf(resource.id, values),
      conditions: values.conditions,
      resource,
    }));
}

/** An activity may say so itself, or by its goal; in a plan of one problem it need not. */
function conditionsOf(
  { conditions, goals: named }: Mapped<typeof ACTIVITY.elements>,
  goals: Goals,
  ofPlan: string[],
): string[] {
  if (conditions.length > 0) return conditions;
  const byGoal = goals
    .filter(({ resource }) => named.includes(referenceTo(resource)))
    .flatMap(({ values }) => values.conditions);
  if (byGoal.length > 0) return byGoal;
  return ofPlan.length === 1 ? ofPlan : [];
}

function interventionOf(
  id: string,
  values: Pick<
    Mapped<typeof INTERVENTION_PROCEDURE.elements>,
    'description' | 'performer' | 'frequency' | 'instruction'
  >,
): Intervention {
  const { description, performer, frequency, instruction } = values;
  return { id, description, performer: performer.join(', ') || null, frequency, instruction };
}
