/** Goals of a care plan: zib TreatmentObjective. */
import type { RecordRows } from '../record-rows.js';
import { reference, type FhirResource, type Writing } from '../resource.js';
import { meta } from './meta.js';

export function writeGoals({ goals }: RecordRows, writing: Writing): FhirResource[] {
  return goals.map((goal) => {
    const target = { dueDate: goal.streefdatum };
    return {
      resourceType: 'Goal',
      id: String(goal.id),
      meta: meta(writing, { changed: goal.gewijzigd_op }),
      ...(goal.behaald_percentage === null ? {} : outcome(goal.behaald_percentage)),
      ...(writing.version === 'R4' ? { lifecycleStatus: 'active' } : { status: 'in-progress' }),
      description: { text: goal.titel },
      subject: { reference: writing.patient },
      target: writing.version === 'R4' ? [target] : target,
      addresses: [reference('Condition', goal.zorgplan_regel_id)],
      note: goal.toelichting === null ? [] : [{ text: goal.toelichting }],
    };
  });
}

/** How far the goal is reached, measured. */
function outcome(value: number) {
  const valueQuantity = { value, unit: '%', system: 'http://unitsofmeasure.org', code: '%' };
  return {
    contained: [
      { resourceType: 'Observation', id: 'behaald', status: 'final', code: { text: 'Behaald' }, valueQuantity },
    ],
    outcomeReference: [{ reference: '#behaald' }],
  };
}
