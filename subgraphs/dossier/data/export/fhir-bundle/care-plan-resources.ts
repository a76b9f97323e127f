/** The care plan: CarePlan with Condition and Goal of each entry, its interventions as activities, Consent for agreements. */
import type { Agreement, CarePlan, CarePlanEntry, Goal } from '../../../domain/ecd.js';
import { alone, concept, dateOf, some, words, type Names, type Resource, type Written } from './resource.js';

const AGREED = 'http://nictiz.nl/fhir/StructureDefinition/ext-Comment';
const PERCENT = { unit: '%', system: 'http://unitsofmeasure.org', code: '%' };

export function carePlanResources(names: Names, plan: CarePlan): Written[] {
  const { entries, agreements } = plan;
  const listed = {
    resourceType: 'CarePlan',
    id: names.idOf('CarePlan', plan.id),
    status: plan.status === 'ACTIVE' ? 'active' : 'completed',
    intent: 'plan',
    title: plan.title,
    subject: names.patient,
    period: { start: dateOf(plan.period.start), end: dateOf(plan.period.end) },
    addresses: some(entries.map(({ id }) => names.refer('Condition', id))),
    goal: some(entries.flatMap(({ goal }) => (goal === null ? [] : [names.refer('Goal', goal.id)]))),
    activity: some(entries.flatMap((entry) => activitiesOf(names, entry))),
  };
  const within = entries.flatMap((entry) => entryResources(names, entry, plan));
  return [{ listed, within }, ...agreements.map((agreement) => alone(consentOf(names, agreement, plan)))];
}

/** Whether it has been done the dossier does not say. */
function activitiesOf(names: Names, { id: entry, interventions }: CarePlanEntry): object[] {
  return interventions.map(({ description, instruction, performer, frequency }) => ({
    detail: {
      status: 'unknown',
      code: concept(description),
      description: words(instruction),
      performer: performer === null ? undefined : [{ display: performer }],
      scheduledString: words(frequency),
      reasonReference: [names.refer('Condition', entry)],
    },
  }));
}

function entryResources(names: Names, { id, problem, goal }: CarePlanEntry, plan: CarePlan): Resource[] {
  const condition = {
    resourceType: 'Condition',
    id: names.idOf('Condition', id),
    code: { text: problem },
    subject: names.patient,
  };
  return [condition, ...(goal === null ? [] : [goalOf(names, goal, id, plan)])];
}

function goalOf(names: Names, goal: Goal, entry: string, plan: CarePlan): Resource {
  const { id, title, note, targetDate, achievedPercentage } = goal;
  const measured = achievedPercentage === null ? undefined : { value: achievedPercentage, ...PERCENT };
  return {
    resourceType: 'Goal',
    id: names.idOf('Goal', id),
    lifecycleStatus: plan.status === 'ACTIVE' ? 'active' : 'completed',
    description: { text: title },
    subject: names.patient,
    target:
      targetDate === null && measured === undefined
        ? undefined
        : [
            {
              measure: measured && { text: 'Behaald' },
              detailQuantity: measured,
              dueDate: dateOf(targetDate),
            },
          ],
    addresses: [names.refer('Condition', entry)],
    note: concept(note) && [concept(note)],
  };
}

function consentOf(names: Names, { id, text, agreedOn, signedBy, signedOn }: Agreement, plan: CarePlan): Resource {
  const verificationDate = dateOf(signedOn);
  return {
    resourceType: 'Consent',
    id: names.idOf('Consent', id),
    extension: [{ url: AGREED, valueString: text }],
    status: 'active',
    scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment' }] },
    category: [{ text: 'Zorgafspraak' }],
    patient: names.patient,
    dateTime: dateOf(agreedOn),
    performer: signedBy === null ? undefined : [{ display: signedBy }],
    policyRule: { text: 'Afspraak in het zorgplan' },
    verification: verificationDate === undefined ? undefined : [{ verified: true, verificationDate }],
    provision: { data: [{ meaning: 'related', reference: names.refer('CarePlan', plan.id) }] },
  };
}
