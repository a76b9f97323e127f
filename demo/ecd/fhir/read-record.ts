/** Reads the rows of one client in one statement: all as one moment has them. */
import type { Pool } from 'pg';
import type { RecordRows } from './record-rows.js';

const OF_CLIENT = 't.client_id = (SELECT id FROM client)';
const OF_ENTRIES = `t.zorgplan_regel_id IN (SELECT r.id FROM zorgdossier.zorgplan_regels r JOIN zorgdossier.zorgplannen z ON z.id = r.zorgplan_id WHERE z.client_id = (SELECT id FROM client))`;
const OF_PLANS = `t.zorgplan_id IN (SELECT z.id FROM zorgdossier.zorgplannen z WHERE z.client_id = (SELECT id FROM client))`;
const OF_REPORTS = `t.rapportage_id IN (SELECT r.id FROM zorgdossier.rapportages r WHERE r.client_id = (SELECT id FROM client))`;
const OF_RECORD = `t.id IN (SELECT medewerker_id FROM zorgdossier.zorgteam_leden WHERE client_id = (SELECT id FROM client)
    UNION SELECT medewerker_id FROM zorgdossier.rapportages WHERE client_id = (SELECT id FROM client))`;

const LISTS: Record<
  Exclude<keyof RecordRows, 'client' | 'location' | 'team'>,
  [table: string, of: string, order: string]
> = {
  staff: ['medewerkers', OF_RECORD, 'id'],
  careTeam: ['zorgteam_leden', OF_CLIENT, 'volgorde, medewerker_id'],
  contacts: ['contactpersonen', OF_CLIENT, 'volgorde, id'],
  legalSituations: ['juridische_situaties', OF_CLIENT, 'id'],
  plans: ['zorgplannen', OF_CLIENT, 'id'],
  entries: ['zorgplan_regels', OF_PLANS, 'volgorde, id'],
  goals: ['doelen', OF_ENTRIES, 'id'],
  interventions: ['interventies', OF_ENTRIES, 'volgorde, id'],
  agreements: ['zorgafspraken', OF_PLANS, 'volgorde, id'],
  reports: ['rapportages', OF_CLIENT, 'id'],
  lines: ['rapportage_regels', OF_REPORTS, 'volgorde, id'],
  appointments: ['agenda_afspraken', OF_CLIENT, 'id'],
  profile: ['persoonsbeeld', OF_CLIENT, 'volgorde, id'],
  lifeStory: ['levensverhaal_antwoorden', OF_CLIENT, 'hoofdstuk_volgorde, hoofdstuk, volgorde, id'],
  activities: ['leefplezier_activiteiten', OF_CLIENT, 'id'],
};

const RECORD = `
WITH client AS (SELECT * FROM zorgdossier.clienten WHERE id = $1 AND instelling = $2)
SELECT to_json(client) AS client,
  (SELECT to_json(l) FROM zorgdossier.locaties l WHERE l.id = client.locatie_id) AS location,
  (SELECT to_json(t) FROM zorgdossier.teams t WHERE t.id = client.team_id) AS team,
  ${Object.entries(LISTS)
    .map(
      ([name, [table, of, order]]) =>
        `(SELECT coalesce(json_agg(t ORDER BY ${order}), '[]') FROM zorgdossier.${table} t WHERE ${of}) AS "${name}"`,
    )
    .join(',\n  ')}
FROM client`;

/** Null when the organisation has no such client. */
export async function readRecord(database: Pool, organisation: string, client: string): Promise<RecordRows | null> {
  if (!/^\d{1,15}$/.test(client)) return null;
  const { rows } = await database.query<RecordRows>(RECORD, [client, organisation]);
  return rows[0] ?? null;
}
