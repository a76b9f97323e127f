/** The care plan out of FHIR: the plan with its problems and goals, and what stands elsewhere about it. */
import type { CarePlan } from '../../../domain/ecd.js';
import { AGREEMENT, CARE_PLAN_ENTRY, GOAL } from '../mapping/care-plan-mapping.js';
import { planOf, type AgreementFound, type EntryFound } from './care-plan-value.js';
import type { FhirRecord } from '../fhir-record.js';
import type { Resource } from '../fhir-source.js';
import { readPlans } from './plan-entries.js';
import { interventionsIn, readProcedures } from './plan-interventions.js';
import { byId, referenceTo, searchServed, servedAt } from '../served-resources.js';
import { WithheldCount } from '../withheld.js';

export interface PlanRead {
  plan: CarePlan;
  /** What the plan as it is shown was put together of. */
  resources: Resource[];
}

const TOGETHER = [
  ['_include', 'CarePlan:condition'],
  ['_include', 'CarePlan:goal'],
] as const;

export async function readCarePlan(record: FhirRecord): Promise<CarePlan | null> {
  return (await readWholePlan(record))?.plan ?? null;
}

/** The active plan, else the latest one that is done; of what belongs to it only what may be served. */
export async function readWholePlan(record: FhirRecord): Promise<PlanRead | null> {
  const withheld = new WithheldCount();
  const read = await readFirstPlan(record, withheld);
  withheld.tell('CarePlan', record.onWithheld);
  return read;
}

async function readFirstPlan(record: FhirRecord, withheld: WithheldCount): Promise<PlanRead | null> {
  const { plans, parts, included } = await readPlans(record, TOGETHER, withheld);
  const [plan] = plans;
  if (plan === undefined) return null;
  const reference = referenceTo(plan.resource);
  const holders = [plan, ...parts.filter(({ values }) => values.partOf.includes(reference))];
  const named = holders.flatMap(({ values }) => values.goals);
  const [conditions, goals, procedures, agreements] = await Promise.all([
    servedAt(record, CARE_PLAN_ENTRY, plan.values.conditions, included, withheld.of('Condition')),
    servedAt(record, GOAL, named, included, withheld.of('Goal')),
    readProcedures(record, reference),
    readAgreements(record, reference, withheld.of('Consent')),
  ]);
  const interventions = [...interventionsIn(record, holders, goals, withheld), ...procedures];
  const entries = conditions.map((condition): EntryFound => {
    const isOfEntry = (about: string[]) => about.includes(referenceTo(condition.resource));
    return {
      condition,
      goal: goals.find(({ values }) => isOfEntry(values.conditions)) ?? null,
      interventions: interventions.filter((intervention) => isOfEntry(intervention.conditions)),
    };
  });
  return {
    plan: planOf(plan, entries, agreements),
    resources: [plan, ...entries.flatMap(foundIn), ...agreements].map(({ resource }) => resource),
  };
}

function foundIn({ condition, goal, interventions }: EntryFound): { resource: Resource }[] {
  return [condition, ...(goal === null ? [] : [goal]), ...interventions];
}

/** A client consents to much else besides: what is not about the plan is no agreement, and nothing that is withheld. */
async function readAgreements(record: FhirRecord, plan: string, withheld: WithheldCount): Promise<AgreementFound[]> {
  if (!record.source.canSearch('Consent')) return [];
  const { found } = await searchServed(record, AGREEMENT, [['status', 'active']]);
  return found
    .filter(({ values }) => values.plans.includes(plan))
    .flatMap((agreement) => {
      const { text } = agreement.values;
      if (text === null) withheld.add('MALFORMED');
      return text === null ? [] : [{ ...agreement, text }];
    })
    .sort(byId);
}
