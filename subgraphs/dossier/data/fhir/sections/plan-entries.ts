/** The plans of a client that may be served, and the problems that are entries of one of them. */
import type { FhirRecord } from '../fhir-record.js';
import type { Resource, SearchParameters } from '../fhir-source.js';
import { CARE_PLAN, CARE_PLAN_ENTRY, INTERVENTION_PLAN } from '../mapping/care-plan-mapping.js';
import {
  byId,
  byReference,
  judged,
  pagesOf,
  referenceTo,
  servedAt,
  type Found,
  type Resources,
} from '../served-resources.js';
import { WithheldCount } from '../withheld.js';

export interface Plans {
  plans: Found<typeof CARE_PLAN.elements>[];
  /** Parts of plans, each with interventions of its own. */
  parts: Found<typeof INTERVENTION_PLAN.elements>[];
  included: Resources;
}

/** The newest first, what is going on before what is done. */
export async function readPlans(
  record: FhirRecord,
  parameters: SearchParameters,
  withheld: WithheldCount,
): Promise<Plans> {
  const resources: Resource[] = [];
  const included: Resource[] = [];
  for await (const page of pagesOf(record, CARE_PLAN, [['status', 'active,completed'], ...parameters], withheld)) {
    resources.push(...page.matches);
    included.push(...page.included);
  }
  const plans = judged(
    record,
    CARE_PLAN,
    resources.filter((resource) => !isPart(resource)),
    withheld,
  );
  return {
    plans: plans.filter(({ values }) => isCarePlan(record, values)).sort(compare),
    parts: judged(record, INTERVENTION_PLAN, resources.filter(isPart), withheld),
    included: byReference(included),
  };
}

/** Of the references, those to a problem that stands in a plan that may be served, and may be served itself. */
export async function entriesOfPlans(record: FhirRecord, references: string[]): Promise<ReadonlySet<string>> {
  if (references.length === 0 || !record.source.canSearch('CarePlan')) return new Set();
  // what is withheld here is counted where the plan is read
  const withheld = new WithheldCount();
  const { plans } = await readPlans(record, [], withheld);
  const planned = new Set(plans.flatMap(({ values }) => values.conditions));
  const wanted = references.filter((reference) => planned.has(reference));
  const entries = await servedAt(record, CARE_PLAN_ENTRY, wanted, new Map(), withheld);
  return new Set(entries.map(({ resource }) => referenceTo(resource)));
}

function isPart({ partOf }: Resource): boolean {
  return Array.isArray(partOf) ? partOf.length > 0 : partOf != null;
}

/**
 * Not everything that FHIR calls a CarePlan is the care plan: zib HelpFromOthers belongs to the person profile, and a
 * single intervention may be one too. The policy names the categories of care plans where the ECD tells them apart.
 */
function isCarePlan({ codes }: FhirRecord, { categories }: { categories: string[] }): boolean {
  const isOneOf = (known: string[]) => categories.some((category) => known.includes(category));
  return !isOneOf(codes.personProfileHelp) && (codes.carePlan === undefined || isOneOf(codes.carePlan));
}

function compare(one: Plans['plans'][number], other: Plans['plans'][number]): number {
  return (
    one.values.status.localeCompare(other.values.status) || // active before completed
    other.values.start.localeCompare(one.values.start) ||
    byId(other, one)
  );
}
