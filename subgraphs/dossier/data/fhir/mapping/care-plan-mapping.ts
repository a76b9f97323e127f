/** The care plan (V14): zorgplan, its problems, goals, interventions and agreements. */
import { both, optional, required, type PartMapping, type ResourceMapping } from './mapping.js';
import { namesIn } from '../sections/named-people.js';
import { wordsOf } from './shared-paths.js';

/** A code in STU3, a concept in R4; whoever mixes them up is understood too. */
const NOT_AN_ERROR =
  "verificationStatus.combine(verificationStatus.coding.code).where($this in ('entered-in-error' | 'refuted')).empty()";
/** The day as it was written, in the writer's own time zone. */
const dayOf = (time: string) => `${time}.select($this.toString().substring(0, 10))`;
/** How often, in words. */
const frequencyIn = (timing: string) => `${timing}.code.select(${wordsOf('$this')})`;

const COLUMNS = {
  entry: 'intervention.care_plan_entry_id',
  description: 'intervention.description',
  performer: 'intervention.performer',
  frequency: 'intervention.frequency',
  instruction: 'intervention.instruction',
};

/** Not those that were called off or written by mistake, nor what should not be done. */
export const ACTIVITIES_SERVED = {
  STU3: "activity.detail.where(status in ('not-started' | 'scheduled' | 'in-progress' | 'on-hold' | 'completed') and prohibited.where($this).empty())",
  R4: "activity.detail.where(status in ('not-started' | 'scheduled' | 'in-progress' | 'on-hold' | 'completed') and doNotPerform.where($this).empty())",
};

const planElements = {
  status: required('text', 'status', 'care_plan.status'),
  categories: optional('tokens', 'category.coding'),
  conditions: optional('references', 'addresses.reference', 'care_plan_entry.position'),
  goals: optional('references', 'goal.reference'),
  activities: optional('parts', ACTIVITIES_SERVED),
};

const PLAN = {
  resource: both('CarePlan'),
  servedWhen: both("status in ('active' | 'completed') and intent = 'plan'"),
  needsLabel: false,
  client: both('subject.reference.single()'),
} as const;

export const CARE_PLAN = {
  ...PLAN,
  concept: 'CarePlan',
  zib: null,
  elements: {
    ...planElements,
    title: required('text', 'title', 'care_plan.title'),
    start: required('day', dayOf('period.start'), 'care_plan.period_start'),
    end: optional('day', dayOf('period.end'), 'care_plan.period_end'),
  },
} satisfies ResourceMapping;

/** A CarePlan that is a part of another one: in nl-core of R4 the profile of an intervention. */
export const INTERVENTION_PLAN = {
  ...PLAN,
  concept: 'Intervention',
  zib: 'NursingIntervention',
  elements: { ...planElements, partOf: optional('references', 'partOf.reference') },
} satisfies ResourceMapping;

export const CARE_PLAN_ENTRY = {
  concept: 'CarePlanEntry',
  zib: 'Problem',
  resource: both('Condition'),
  servedWhen: both(NOT_AN_ERROR),
  needsLabel: false,
  client: both('subject.reference.single()'),
  elements: { problem: required('text', wordsOf('code'), 'care_plan_entry.problem') },
} satisfies ResourceMapping;

export const GOAL = {
  concept: 'Goal',
  zib: 'TreatmentObjective',
  resource: both('Goal'),
  servedWhen: {
    STU3: "status in ('accepted' | 'planned' | 'in-progress' | 'on-target' | 'ahead-of-target' | 'behind-target' | 'sustaining' | 'achieved' | 'on-hold')",
    R4: "lifecycleStatus in ('planned' | 'accepted' | 'active' | 'on-hold' | 'completed')",
  },
  needsLabel: false,
  client: both('subject.reference.single()'),
  elements: {
    conditions: optional('references', 'addresses.reference', 'goal.care_plan_entry_id'),
    title: required('text', wordsOf('description'), 'goal.title'),
    note: optional('texts', 'note.text', 'goal.note'),
    targetDate: optional('day', 'target.due.ofType(date)', 'goal.target_date'),
    achievedPercentage: optional(
      'number',
      "contained.ofType(Observation).where(status in ('final' | 'amended' | 'corrected')).value.ofType(Quantity).where(unit = '%' or code = '%').value",
      'goal.achieved_percentage',
    ),
  },
} satisfies ResourceMapping;

export const ACTIVITY = {
  part: 'CarePlan.activity.detail',
  elements: {
    id: optional('text', 'id', 'intervention.id'),
    conditions: optional('references', 'reasonReference.reference', COLUMNS.entry),
    goals: optional('references', 'goal.reference'),
    description: required('text', `${wordsOf('code')}.combine(description)`, COLUMNS.description),
    performer: optional('texts', namesIn('performer', 'ALONE'), COLUMNS.performer),
    frequency: optional(
      'text',
      `scheduled.ofType(string).combine(${frequencyIn('scheduled.ofType(Timing)')})`,
      COLUMNS.frequency,
    ),
    instruction: optional('text', 'iif(code.exists(), description)', COLUMNS.instruction),
  },
} satisfies PartMapping;

export const INTERVENTION_PROCEDURE = {
  concept: 'Intervention',
  zib: 'NursingIntervention',
  resource: both('Procedure'),
  servedWhen: {
    STU3: "status in ('preparation' | 'in-progress' | 'suspended' | 'completed') and notDone.where($this).empty()",
    R4: "status in ('preparation' | 'in-progress' | 'on-hold' | 'completed')",
  },
  needsLabel: false,
  client: both('subject.reference.single()'),
  elements: {
    plans: optional('references', 'basedOn.reference'),
    conditions: optional('references', 'reasonReference.reference', COLUMNS.entry),
    description: required('text', wordsOf('code'), COLUMNS.description),
    performer: optional('texts', namesIn('performer.actor', 'ALONE'), COLUMNS.performer),
    frequency: optional(
      'text',
      frequencyIn(
        "extension('http://hl7.org/fhir/4.0/StructureDefinition/extension-ServiceRequest.occurrence').value.ofType(Timing)",
      ),
      COLUMNS.frequency,
    ),
    instruction: optional('text', 'note.text', COLUMNS.instruction),
  },
} satisfies ResourceMapping;

export const AGREEMENT = {
  concept: 'Agreement',
  zib: 'TreatmentDirective',
  resource: both('Consent'),
  servedWhen: both("status = 'active'"),
  needsLabel: false,
  client: both('patient.reference.single()'),
  elements: {
    plans: optional(
      'references',
      {
        STU3: "data.where(meaning = 'related').reference.reference",
        R4: "provision.data.where(meaning = 'related').reference.reference",
      },
      'agreement.care_plan_id',
    ),
    text: optional(
      'text',
      {
        STU3: "extension('http://nictiz.nl/fhir/StructureDefinition/Comment').value",
        R4: "extension('http://nictiz.nl/fhir/StructureDefinition/ext-Comment').value",
      },
      'agreement.text',
    ),
    agreedOn: optional('day', dayOf('dateTime'), 'agreement.agreed_on'),
    signedBy: optional('text', { STU3: 'consentingParty.display', R4: 'performer.display' }, 'agreement.signed_by'),
    signedOn: optional(
      'day',
      {
        STU3: dayOf(
          "extension('http://hl7.org/fhir/4.0/StructureDefinition/extension-Consent.verification').where(extension('verified').where(value = false).empty()).extension('verificationDate').value",
        ),
        R4: dayOf('verification.where(verified).verificationDate'),
      },
      'agreement.signed_on',
    ),
  },
} satisfies ResourceMapping;
