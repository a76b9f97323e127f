import {
  ACTIVITY,
  AGREEMENT,
  CARE_PLAN,
  CARE_PLAN_ENTRY,
  GOAL,
  INTERVENTION_PLAN,
  INTERVENTION_PROCEDURE,
} from '../../subgraphs/dossier/data/fhir/mapping/care-plan-mapping.js';
import type { TypeTable } from './type-table.js';

export const CARE_PLANS: readonly TypeTable[] = [
  {
    type: 'CarePlan',
    term: 'zorgplan',
    sources: [
      {
        mapping: CARE_PLAN,
        which:
          'part of no other; category in `codes.carePlan` where the policy has it, and not in `codes.personProfileHelp`',
        whole: true,
      },
    ],
    fields: {
      id: { term: 'kenmerk', idOf: [CARE_PLAN], column: 'care_plan.id' },
      status: { term: 'status', note: '`active` is ACTIVE, `completed` is OLD; a draft is never served' },
      title: { term: 'titel' },
      'period.start': { term: 'begindatum', elements: ['start'] },
      'period.end': { term: 'einddatum', elements: ['end'] },
      entries: {
        term: 'zorgplanregels',
        elements: ['conditions'],
        column: 'care_plan_entry.care_plan_id',
        note: 'in that order',
      },
      agreements: { term: 'zorgafspraken', elements: [], column: 'agreement.care_plan_id', note: 'see Agreement' },
    },
    beside: {
      categories: 'not a plan of help by others, which is in the person profile',
      goals: 'see Goal',
      activities: 'see Intervention',
    },
    views: ['care_plan'],
  },
  {
    type: 'CarePlanEntry',
    term: 'zorgplanregel',
    sources: [{ mapping: CARE_PLAN_ENTRY, which: 'that the plan addresses', whole: true }],
    fields: {
      id: { term: 'kenmerk', idOf: [CARE_PLAN_ENTRY], column: 'care_plan_entry.id' },
      problem: { term: 'probleem of zorgvraag' },
      goal: { term: 'doel', elements: [], column: 'goal.care_plan_entry_id', note: 'see Goal' },
      interventions: {
        term: 'interventies',
        elements: [],
        column: 'intervention.care_plan_entry_id',
        note: 'see Intervention',
      },
    },
    views: ['care_plan_entry'],
  },
  {
    type: 'Goal',
    term: 'doel',
    sources: [{ mapping: GOAL, which: 'of the plan', whole: true }],
    fields: {
      id: { term: 'kenmerk', idOf: [GOAL], column: 'goal.id' },
      title: { term: 'doel' },
      note: { term: 'toelichting' },
      targetDate: { term: 'streefdatum' },
      achievedPercentage: { term: 'behaald (%)' },
    },
    beside: { conditions: 'the entry that it is the goal of' },
    views: ['goal'],
  },
  {
    type: 'Intervention',
    term: 'interventie, actie',
    sources: [
      { mapping: ACTIVITY, which: 'of the plan, or of a plan that is part of it', whole: true },
      { mapping: INTERVENTION_PROCEDURE, which: 'based on the plan', whole: true },
      { mapping: INTERVENTION_PLAN, which: 'part of the plan: its activities' },
    ],
    fields: {
      id: { term: 'kenmerk', elements: ['id'], idOf: [INTERVENTION_PROCEDURE] },
      description: { term: 'wat' },
      performer: { term: 'wie' },
      frequency: { term: 'hoe vaak' },
      instruction: { term: 'hoe' },
    },
    beside: {
      conditions: 'the entry that it belongs to',
      goals: 'the entry of that goal, where the entry itself is not named',
      plans: 'the plan that it is based on',
      partOf: 'the plan that it is part of',
      status: 'must be served as a plan is',
      categories: 'not a plan of help by others',
      activities: 'the interventions',
    },
    views: ['intervention'],
  },
  {
    type: 'Agreement',
    term: 'zorgafspraak',
    sources: [{ mapping: AGREEMENT, which: 'that names the plan', whole: true }],
    fields: {
      id: { term: 'kenmerk', idOf: [AGREEMENT], column: 'agreement.id' },
      text: { term: 'afspraak' },
      agreedOn: { term: 'afgesproken op' },
      signedBy: { term: 'ondertekend door' },
      signedOn: { term: 'ondertekend op' },
    },
    beside: { plans: 'the plan that it belongs to' },
    views: ['agreement'],
  },
];
