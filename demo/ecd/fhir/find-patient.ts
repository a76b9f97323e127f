/** Whose record a resource stands in, by its type and id; of what stands in several, any one. */
import type { Pool } from 'pg';

/** What is before the number in an id, and where the number leads to a client. */
type Way = readonly [prefix: string, client: string];

const of = (table: string): string => `SELECT client_id AS client FROM zorgdossier.${table} WHERE id = $1`;
const ofPlan = (table: string): string =>
  `SELECT p.client_id AS client FROM zorgdossier.${table} t JOIN zorgdossier.zorgplannen p ON p.id = t.zorgplan_id WHERE t.id = $1`;
const ofEntry = (table: string): string =>
  `SELECT p.client_id AS client FROM zorgdossier.${table} t JOIN zorgdossier.zorgplan_regels r ON r.id = t.zorgplan_regel_id
   JOIN zorgdossier.zorgplannen p ON p.id = r.zorgplan_id WHERE t.id = $1`;
const ITSELF = 'SELECT $1::bigint AS client';
const WORKS_FOR = `SELECT client_id AS client FROM zorgdossier.zorgteam_leden WHERE medewerker_id = $1
   UNION ALL SELECT client_id FROM zorgdossier.rapportages WHERE medewerker_id = $1`;

const WAYS: Readonly<Record<string, readonly Way[]>> = {
  Appointment: [['', of('agenda_afspraken')]],
  CarePlan: [['', of('zorgplannen')]],
  CareTeam: [['', ITSELF]],
  Composition: [['', of('rapportages')]],
  Condition: [
    ['', ofPlan('zorgplan_regels')],
    ['juridisch-', of('juridische_situaties')],
  ],
  Consent: [['', ofPlan('zorgafspraken')]],
  Encounter: [['verblijf-', ITSELF]],
  Goal: [['', ofEntry('doelen')]],
  Location: [
    ['', 'SELECT id AS client FROM zorgdossier.clienten WHERE locatie_id = $1'],
    ['plaats-', of('agenda_afspraken')],
  ],
  Observation: [
    ['', of('rapportages')],
    [
      'regel-',
      `SELECT r.client_id AS client FROM zorgdossier.rapportage_regels l
       JOIN zorgdossier.rapportages r ON r.id = l.rapportage_id WHERE l.id = $1`,
    ],
  ],
  Patient: [['', ITSELF]],
  Practitioner: [['', WORKS_FOR]],
  PractitionerRole: [['', WORKS_FOR]],
  Procedure: [
    ['', of('leefplezier_activiteiten')],
    ['interventie-', ofEntry('interventies')],
  ],
  QuestionnaireResponse: [
    ['persoonsbeeld-', ITSELF],
    ['levensverhaal-', ITSELF],
  ],
  RelatedPerson: [['', of('contactpersonen')]],
};

/** Null when the organisation has none such. */
export async function findPatient(
  database: Pool,
  organisation: string,
  type: string,
  id: string,
): Promise<string | null> {
  const [, prefix, number] = /^(|[a-z]+-)(\d{1,15})$/.exec(id) ?? [];
  const way = WAYS[type]?.find(([before]) => before === prefix)?.[1];
  if (way === undefined) return null;
  const { rows } = await database.query<{ id: string }>(
    `SELECT c.id FROM zorgdossier.clienten c WHERE c.instelling = $2 AND c.id IN (${way}) LIMIT 1`,
    [number, organisation],
  );
  return rows[0]?.id ?? null;
}
