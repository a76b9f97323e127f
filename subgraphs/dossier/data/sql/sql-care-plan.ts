/** The care plan out of the contract views: five statements, whatever the plan holds. */
import type { DataSource } from 'typeorm';
import type { Agreement, CarePlan, CarePlanEntry, Goal, Intervention } from '../../domain/ecd.js';
import { dateOrNull } from '../date-value.js';
import { idsOf, rowsOfClient, rowsOfParents, type EcdClient } from './rows-of-client.js';
import type { ViewRow } from './view-contract.js';

export async function readCarePlan(database: DataSource, client: EcdClient): Promise<CarePlan | null> {
  const plan = await servedPlan(database, client);
  if (plan === null) return null;
  const [entries, agreements] = await Promise.all([
    readEntries(database, plan.id),
    rowsOfParents(database, 'agreement', 'care_plan_id', [plan.id]),
  ]);
  return {
    id: plan.id,
    status: plan.status,
    title: plan.title,
    period: { start: new Date(plan.period_start), end: dateOrNull(plan.period_end) },
    entries,
    agreements: agreements.map(agreementOf),
  };
}

/** The active plan, else the latest old one. */
export async function servedPlan(database: DataSource, client: EcdClient): Promise<ViewRow<'care_plan'> | null> {
  const plans = rowsOfClient(database, 'care_plan', client);
  plans.query
    .orderBy('care_plan.status') // ACTIVE before OLD
    .addOrderBy('care_plan.period_start', 'DESC')
    .addOrderBy('care_plan.id', 'DESC')
    .limit(1);
  const [plan] = await plans.read();
  return plan ?? null;
}

async function readEntries(database: DataSource, plan: string): Promise<CarePlanEntry[]> {
  const entries = await rowsOfParents(database, 'care_plan_entry', 'care_plan_id', [plan]);
  const [goals, interventions] = await Promise.all([
    rowsOfParents(database, 'goal', 'care_plan_entry_id', idsOf(entries)),
    rowsOfParents(database, 'intervention', 'care_plan_entry_id', idsOf(entries)),
  ]);
  return entries.map(({ id, problem }) => ({
    id,
    problem,
    goal: goals.filter(({ care_plan_entry_id }) => care_plan_entry_id === id).map(goalOf)[0] ?? null,
    interventions: interventions.filter(({ care_plan_entry_id }) => care_plan_entry_id === id).map(interventionOf),
  }));
}

function goalOf(row: ViewRow<'goal'>): Goal {
  return {
    id: row.id,
    title: row.title,
    note: row.note,
    targetDate: dateOrNull(row.target_date),
    achievedPercentage: row.achieved_percentage,
  };
}

function interventionOf({ id, description, performer, frequency, instruction }: ViewRow<'intervention'>): Intervention {
  return { id, description, performer, frequency, instruction };
}

function agreementOf(row: ViewRow<'agreement'>): Agreement {
  return {
    id: row.id,
    text: row.text,
    agreedOn: dateOrNull(row.agreed_on),
    signedBy: row.signed_by,
    signedOn: dateOrNull(row.signed_on),
  };
}
