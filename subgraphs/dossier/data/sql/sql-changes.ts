/** What is new in a client's record out of the contract views: only what may be served, and of the plan only the one served. */
import type { DataSource } from 'typeorm';
import type { Section } from '../../../../schema/caller.js';
import { REPORT_TYPES, SECTION_OF_REPORT_TYPE } from '../../../../schema/report-type.js';
import type { ChangesQuery, SectionChange } from '../../domain/ecd.js';
import { dateOrNull } from '../date-value.js';
import { rowsOfClient, type EcdClient } from './rows-of-client.js';
import { momentText, servedCondition, servedRows, type ServedRows } from './served-rows.js';
import { servedPlan } from './sql-care-plan.js';
import { servedReports } from './sql-reports.js';
import { CONTRACT_SCHEMA, type ViewName } from './view-contract.js';

/** One who looks for changes of one client. */
interface Looking {
  database: DataSource;
  client: EcdClient;
  since: Date;
}

export async function readChanges(
  database: DataSource,
  client: EcdClient,
  { since, sections }: ChangesQuery,
): Promise<SectionChange[]> {
  const looking = { database, client, since };
  const changes = await Promise.all(
    sections.map(async (section) => ({ section, changedAt: latest(await LAST_CHANGES_IN[section](looking)) })),
  );
  return changes.flatMap(({ section, changedAt }) => (changedAt === null ? [] : [{ section, changedAt }]));
}

const LAST_CHANGES_IN: Record<Section, (looking: Looking) => Promise<(Date | null)[]>> = {
  REPORTS: (looking) => inReports(looking, 'REPORTS'),
  MEDICAL_REPORTS: (looking) => inReports(looking, 'MEDICAL_REPORTS'),
  CARE_PLAN: inCarePlan,
  APPOINTMENTS: (looking) => inRowsOfClient(looking, 'appointment'),
  PERSON_PROFILE: (looking) => inRowsOfClient(looking, 'person_profile_topic'),
  LIFE_STORY: (looking) => inRowsOfClient(looking, 'life_story_answer'),
  WELLBEING_ACTIVITIES: (looking) => inRowsOfClient(looking, 'wellbeing_activity'),
};

async function inRowsOfClient(
  { database, client, since }: Looking,
  view: 'appointment' | 'person_profile_topic' | 'life_story_answer' | 'wellbeing_activity',
): Promise<(Date | null)[]> {
  return [await lastChange(rowsOfClient(database, view, client), view, since)];
}

async function inReports({ database, client, since }: Looking, section: Section): Promise<(Date | null)[]> {
  const types = REPORT_TYPES.filter((type) => SECTION_OF_REPORT_TYPE[type] === section);
  const lines = servedRows(database, 'report_line');
  lines.query.andWhere(
    `EXISTS (SELECT 1 FROM ${CONTRACT_SCHEMA}.report WHERE report.id = report_line.report_id
       AND report.organisation = :organisation AND report.client_id = :client AND report.type = 'SOEP'
       AND report.type = ANY(:types) AND ${servedCondition('report')})`,
    { ...client, types },
  );
  return Promise.all([
    lastChange(servedReports(database, client, types), 'report', since),
    lastChange(lines, 'report_line', since),
  ]);
}

async function inCarePlan({ database, client, since }: Looking): Promise<(Date | null)[]> {
  const plan = await servedPlan(database, client);
  if (plan === null) return [];
  const under = (view: ViewName, condition: string): Promise<Date | null> => {
    const rows = servedRows(database, view);
    rows.query.andWhere(condition, { plan: plan.id });
    return lastChange(rows, view, since);
  };
  const ofEntry = (view: string) =>
    `EXISTS (SELECT 1 FROM ${CONTRACT_SCHEMA}.care_plan_entry WHERE care_plan_entry.id = ${view}.care_plan_entry_id
       AND care_plan_entry.care_plan_id = :plan AND ${servedCondition('care_plan_entry')})`;
  return Promise.all([
    under('care_plan', 'care_plan.id = :plan'),
    under('care_plan_entry', 'care_plan_entry.care_plan_id = :plan'),
    under('agreement', 'agreement.care_plan_id = :plan'),
    under('goal', ofEntry('goal')),
    under('intervention', ofEntry('intervention')),
  ]);
}

/** Up to the next millisecond, so that who asks again since then is not told the same. */
async function lastChange(
  { query }: Pick<ServedRows<ViewName>, 'query'>,
  view: ViewName,
  since: Date,
): Promise<Date | null> {
  const lastUpdated = `${view}.last_updated`;
  const rounded = `date_trunc('milliseconds', max(${lastUpdated}) + interval '999 microseconds')`;
  query
    .select(momentText(rounded), 'changed_at')
    .andWhere(`${lastUpdated} > :since AND isfinite(${lastUpdated})`, { since });
  const row = await query.getRawOne<{ changed_at: string | null }>();
  return dateOrNull(row?.changed_at ?? null);
}

function latest(moments: (Date | null)[]): Date | null {
  return moments.reduce((last, moment) => (moment !== null && (last === null || moment > last) ? moment : last), null);
}
