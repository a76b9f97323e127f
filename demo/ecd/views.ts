/**
 * The contract views over the demo ECD: what an ECD's owner writes once, in the schema `inzage`, to be read by Inzage
 * (`subgraphs/dossier/data/sql/view-contract.ts`). They translate names and codes and decide nothing: a code or flag
 * that is not known becomes NULL, and what is NULL is not served.
 */
export const VIEWS = `
CREATE SCHEMA inzage;

CREATE VIEW inzage.client AS
SELECT c.instelling AS organisation, c.id, concat_ws(' ', c.roepnaam, c.tussenvoegsel, c.achternaam) AS name,
       c.roepnaam AS given_name, concat_ws(' ', c.tussenvoegsel, c.achternaam) AS family_name,
       c.geboortedatum AS birth_date, l.id AS location_id, l.naam AS location_name,
       format('%s %s, %s %s', l.straat, l.huisnummer, l.postcode, l.plaats) AS location_address,
       l.psychogeriatrisch AS psychogeriatric, t.naam AS team_name, t.telefoon AS team_telephone,
       t.email AS team_email, t.bereikbaarheid AS team_availability
FROM zorgdossier.clienten c
JOIN zorgdossier.locaties l ON l.id = c.locatie_id
LEFT JOIN zorgdossier.teams t ON t.id = c.team_id;

CREATE VIEW inzage.care_team_member AS
SELECT c.instelling AS organisation, z.client_id, m.id, m.naam AS name, m.discipline, z.evv AS primary_nurse,
       m.telefoon AS telephone, m.email, m.bereikbaarheid AS availability, z.volgorde AS position
FROM zorgdossier.zorgteam_leden z
JOIN zorgdossier.clienten c ON c.id = z.client_id
JOIN zorgdossier.medewerkers m ON m.id = z.medewerker_id;

CREATE VIEW inzage.related_person AS
SELECT c.instelling AS organisation, p.client_id, p.id, p.naam AS name, p.relatie AS relationship,
       p.rolcode AS role_code, p.telefoon AS telephone, p.volgorde AS position
FROM zorgdossier.contactpersonen p
JOIN zorgdossier.clienten c ON c.id = p.client_id;

CREATE VIEW inzage.legal_situation AS
SELECT c.instelling AS organisation, j.client_id, j.id,
       CASE j.soort WHEN 'VGD' THEN 'CUSTODY' WHEN 'BEW' THEN 'FINANCIAL_ADMINISTRATION' WHEN 'MEN' THEN 'MENTORSHIP'
                    WHEN 'CUR' THEN 'CURATORSHIP' WHEN 'ZWN' THEN 'VOLUNTARY_AGENCY' END AS kind,
       j.begindatum AS period_start, j.einddatum AS period_end
FROM zorgdossier.juridische_situaties j
JOIN zorgdossier.clienten c ON c.id = j.client_id;

CREATE VIEW inzage.report AS
SELECT c.instelling AS organisation, r.client_id, r.id, r.tijdstip AS effective_date_time,
       CASE r.soort WHEN 'ALG' THEN 'GENERAL' WHEN 'VTG' THEN 'PROGRESS' WHEN 'FAM' THEN 'FAMILY_COMMUNICATION'
                    WHEN 'MED' THEN 'MEDICAL' WHEN 'BEH' THEN 'TREATMENT' WHEN 'SOEP' THEN 'SOEP'
                    WHEN 'MET' THEN 'MEASUREMENT' END AS type,
       m.naam AS author_name, m.discipline AS author_discipline, r.tekst AS text, r.gemarkeerd AS flagged,
       r.vertrouwelijk AS confidential, r.verborgen AS hidden, r.reactie_op_id AS in_reply_to,
       r.zorgplan_regel_id AS care_plan_entry_id,
       r.gewijzigd_op AS last_updated
FROM zorgdossier.rapportages r
JOIN zorgdossier.clienten c ON c.id = r.client_id
JOIN zorgdossier.medewerkers m ON m.id = r.medewerker_id;

CREATE VIEW inzage.report_line AS
SELECT l.rapportage_id AS report_id, l.id,
       CASE l.soort WHEN 'S' THEN 'SUBJECTIVE' WHEN 'O' THEN 'OBJECTIVE' WHEN 'E' THEN 'EVALUATION'
                    WHEN 'P' THEN 'PLAN' END AS kind,
       l.tekst AS text, l.vertrouwelijk AS confidential, l.volgorde AS position,
       l.gewijzigd_op AS last_updated
FROM zorgdossier.rapportage_regels l;

CREATE VIEW inzage.care_plan AS
SELECT c.instelling AS organisation, z.client_id, z.id, z.titel AS title,
       CASE z.status WHEN 'CONCEPT' THEN 'DRAFT' WHEN 'ACTIEF' THEN 'ACTIVE' WHEN 'OUD' THEN 'OLD' END AS status,
       z.begindatum AS period_start, z.einddatum AS period_end,
       z.gewijzigd_op AS last_updated
FROM zorgdossier.zorgplannen z
JOIN zorgdossier.clienten c ON c.id = z.client_id;

CREATE VIEW inzage.care_plan_entry AS
SELECT r.zorgplan_id AS care_plan_id, r.id, r.probleem AS problem, r.volgorde AS position,
       r.gewijzigd_op AS last_updated
FROM zorgdossier.zorgplan_regels r;

CREATE VIEW inzage.goal AS
SELECT d.zorgplan_regel_id AS care_plan_entry_id, d.id, d.titel AS title, d.toelichting AS note,
       d.streefdatum AS target_date, d.behaald_percentage AS achieved_percentage,
       d.gewijzigd_op AS last_updated
FROM zorgdossier.doelen d;

CREATE VIEW inzage.intervention AS
SELECT i.zorgplan_regel_id AS care_plan_entry_id, i.id, i.omschrijving AS description, i.uitvoerder AS performer,
       i.frequentie AS frequency, i.instructie AS instruction, i.volgorde AS position,
       i.gewijzigd_op AS last_updated
FROM zorgdossier.interventies i;

CREATE VIEW inzage.agreement AS
SELECT a.zorgplan_id AS care_plan_id, a.id, a.tekst AS text, a.afgesproken_op AS agreed_on,
       a.ondertekend_door AS signed_by, a.ondertekend_op AS signed_on, a.volgorde AS position,
       a.gewijzigd_op AS last_updated
FROM zorgdossier.zorgafspraken a;

CREATE VIEW inzage.appointment AS
SELECT c.instelling AS organisation, a.client_id, a.id, a.titel AS title, a.toelichting AS note,
       a.begin_tijd AS start_time, a.eind_tijd AS end_time, a.herhaling AS recurrence, a.plaats AS location,
       a.deelnemers AS participants,
       CASE a.status WHEN 'GEPLAND' THEN 'BOOKED' WHEN 'GEWEEST' THEN 'FULFILLED' WHEN 'AFGEZEGD' THEN 'CANCELLED' END
         AS status,
       a.vertrouwelijk AS confidential,
       a.gewijzigd_op AS last_updated
FROM zorgdossier.agenda_afspraken a
JOIN zorgdossier.clienten c ON c.id = a.client_id;

CREATE VIEW inzage.person_profile_topic AS
SELECT c.instelling AS organisation, p.client_id, p.id, p.onderwerp AS title, p.tekst AS text, p.volgorde AS position,
       p.bijgewerkt_op AS updated_on,
       p.gewijzigd_op AS last_updated
FROM zorgdossier.persoonsbeeld p
JOIN zorgdossier.clienten c ON c.id = p.client_id;

CREATE VIEW inzage.life_story_answer AS
SELECT c.instelling AS organisation, l.client_id, l.id, l.hoofdstuk AS chapter, l.hoofdstuk_volgorde AS chapter_position,
       l.vraag AS question, l.antwoord AS answer, l.volgorde AS position, l.bijgewerkt_op AS updated_on,
       l.gewijzigd_op AS last_updated
FROM zorgdossier.levensverhaal_antwoorden l
JOIN zorgdossier.clienten c ON c.id = l.client_id;

CREATE VIEW inzage.wellbeing_activity AS
SELECT c.instelling AS organisation, a.client_id, a.id, a.levensgebied AS life_area, a.onderwerp AS topic,
       a.activiteit AS activity, a.tijdstip AS start_time, a.met_wie AS with_whom, a.verloop AS outcome,
       a.gewijzigd_op AS last_updated
FROM zorgdossier.leefplezier_activiteiten a
JOIN zorgdossier.clienten c ON c.id = a.client_id;

GRANT USAGE ON SCHEMA inzage TO inzage_ecd_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA inzage TO inzage_ecd_reader;
`;
