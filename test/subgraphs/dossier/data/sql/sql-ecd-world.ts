/** Puts the world of `ecd-world.ts` into the tables of the demo ECD. */
import { Client } from 'pg';
import { ECD_DDL } from '../../../../../demo/ecd/database.js';
import type { LegalSituationKind } from '../../../../../subgraphs/dossier/domain/ecd.js';
import { TABLES_OF_THE_RECORD } from '../../../../../demo/ecd/triggers.js';
import { LONG_AGO, type WorldClient, type WorldPlan, type WorldReport } from '../ecd-world.js';

type Row = Record<string, unknown>;
type Insert = (table: string, row: Row) => Promise<void>;

const REPORT_CODES: Record<string, string> = {
  GENERAL: 'ALG',
  PROGRESS: 'VTG',
  FAMILY_COMMUNICATION: 'FAM',
  MEDICAL: 'MED',
  TREATMENT: 'BEH',
  SOEP: 'SOEP',
  MEASUREMENT: 'MET',
};
const LEGAL_CODES: Record<LegalSituationKind, string> = {
  CUSTODY: 'VGD',
  FINANCIAL_ADMINISTRATION: 'BEW',
  MENTORSHIP: 'MEN',
  CURATORSHIP: 'CUR',
  VOLUNTARY_AGENCY: 'ZWN',
};
const PLAN_CODES = { DRAFT: 'CONCEPT', ACTIVE: 'ACTIEF', OLD: 'OUD' };
/** Each lasts half an hour. */
const APPOINTMENT_MS = 30 * 60_000;
const APPOINTMENT_CODES = { BOOKED: 'GEPLAND', FULFILLED: 'GEWEEST', CANCELLED: 'AFGEZEGD' };

export async function fillSqlEcd(ownerUrl: string, world: WorldClient[]): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  const insert: Insert = async (table, given) => {
    // what is left out is the database's to fill in
    const row = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const places = Object.keys(row).map((_, index) => `$${index + 1}`);
    await client.query(
      `INSERT INTO zorgdossier.${table} (${Object.keys(row).join(', ')}) VALUES (${places.join(', ')})`,
      Object.values(row),
    );
  };
  try {
    await client.query(ECD_DDL);
    for (const table of TABLES_OF_THE_RECORD) {
      await client.query(`ALTER TABLE zorgdossier.${table} ALTER gewijzigd_op SET DEFAULT '${LONG_AGO}'`);
    }
    await insert('medewerkers', { id: 900, instelling: 'vivium', naam: 'Auteur Aad', discipline: 'verzorgende' });
    for (const person of world) await insertClient(insert, person);
  } finally {
    await client.end();
  }
}

async function insertClient(insert: Insert, person: WorldClient): Promise<void> {
  const { id, organisation, name, birthDate, psychogeriatric, team } = person;
  await insert('locaties', {
    id,
    instelling: organisation,
    naam: `Huis ${id}`,
    straat: 'Lindelaan',
    huisnummer: id,
    postcode: '1271 AA',
    plaats: 'Huizen',
    psychogeriatrisch: psychogeriatric,
  });
  if (team) await insert('teams', { id, locatie_id: id, naam: team.name, telefoon: team.telephone });
  await insert('clienten', {
    id,
    instelling: organisation,
    roepnaam: name.given,
    tussenvoegsel: name.prefix,
    achternaam: name.family,
    geboortedatum: birthDate,
    locatie_id: id,
    team_id: team && id,
  });
  await insertPeople(insert, person);
  for (const plan of person.plans ?? []) await insertPlan(insert, id, plan);
  for (const report of person.reports ?? []) await insertReport(insert, id, report);
  await insertLife(insert, person);
}

async function insertPeople(insert: Insert, person: WorldClient): Promise<void> {
  const { id, careTeam = [], relatedPersons = [], legalSituations = [] } = person;
  for (const [index, { name, discipline, primaryNurse = false, telephone }] of careTeam.entries()) {
    const medewerker = Number(id) * 10 + index;
    await insert('medewerkers', { id: medewerker, instelling: 'vivium', naam: name, discipline, telefoon: telephone });
    await insert('zorgteam_leden', { client_id: id, medewerker_id: medewerker, evv: primaryNurse, volgorde: index });
  }
  for (const [index, { id: contact, name, roleCode }] of relatedPersons.entries()) {
    await insert('contactpersonen', { id: contact, client_id: id, naam: name, rolcode: roleCode, volgorde: index });
  }
  for (const { kind, start, end } of legalSituations) {
    const soort = kind && LEGAL_CODES[kind];
    await insert('juridische_situaties', { client_id: id, soort, begindatum: start, einddatum: end });
  }
}

async function insertPlan(insert: Insert, client: string, plan: WorldPlan): Promise<void> {
  await insert('zorgplannen', {
    id: plan.id,
    client_id: client,
    titel: plan.title,
    status: plan.status && PLAN_CODES[plan.status],
    begindatum: plan.start,
    einddatum: plan.end,
    gewijzigd_op: plan.lastUpdated,
  });
  for (const [index, { id, problem, goal, interventions = [] }] of (plan.entries ?? []).entries()) {
    await insert('zorgplan_regels', { id, zorgplan_id: plan.id, probleem: problem, volgorde: index });
    if (goal) {
      const { title, targetDate, achieved } = goal;
      await insert('doelen', {
        zorgplan_regel_id: id,
        titel: title,
        streefdatum: targetDate,
        behaald_percentage: achieved,
      });
    }
    for (const [volgorde, omschrijving] of interventions.entries()) {
      await insert('interventies', { zorgplan_regel_id: id, omschrijving, volgorde });
    }
  }
  for (const { text, agreedOn, signedBy, signedOn } of plan.agreements ?? []) {
    await insert('zorgafspraken', {
      zorgplan_id: plan.id,
      tekst: text,
      afgesproken_op: agreedOn,
      ondertekend_door: signedBy,
      ondertekend_op: signedOn,
    });
  }
}

async function insertReport(insert: Insert, client: string, report: WorldReport): Promise<void> {
  await insert('rapportages', {
    id: report.id,
    client_id: client,
    medewerker_id: 900,
    tijdstip: report.at,
    soort: report.type === null ? 'ONB' : REPORT_CODES[report.type],
    tekst: report.text,
    gemarkeerd: report.flagged ?? false,
    vertrouwelijk: orFalse(report.confidential),
    verborgen: orFalse(report.hidden),
    reactie_op_id: report.inReplyTo,
    zorgplan_regel_id: report.carePlanEntry,
    gewijzigd_op: report.lastUpdated,
  });
  for (const [volgorde, { kind, text, confidential }] of (report.lines ?? []).entries()) {
    await insert('rapportage_regels', {
      rapportage_id: report.id,
      soort: kind.charAt(0),
      tekst: text,
      vertrouwelijk: confidential,
      volgorde,
    });
  }
}

async function insertLife(insert: Insert, person: WorldClient): Promise<void> {
  const client_id = person.id;
  for (const {
    id,
    title,
    start,
    status = 'BOOKED',
    confidential,
    participants = [],
    lastUpdated,
  } of person.appointments ?? []) {
    await insert('agenda_afspraken', {
      id,
      client_id,
      titel: title,
      begin_tijd: start,
      eind_tijd: new Date(Date.parse(start) + APPOINTMENT_MS).toISOString(),
      deelnemers: participants,
      status: status && APPOINTMENT_CODES[status],
      vertrouwelijk: orFalse(confidential),
      gewijzigd_op: lastUpdated,
    });
  }
  for (const [volgorde, { title, text, updatedOn }] of (person.profile ?? []).entries()) {
    await insert('persoonsbeeld', { client_id, onderwerp: title, tekst: text, volgorde, bijgewerkt_op: updatedOn });
  }
  for (const [volgorde, { chapter, question, answer, updatedOn, lastUpdated }] of (person.lifeStory ?? []).entries()) {
    await insert('levensverhaal_antwoorden', {
      client_id,
      hoofdstuk: chapter,
      hoofdstuk_volgorde: chapter === 'Jeugd' ? 1 : 2,
      vraag: question,
      antwoord: answer,
      volgorde,
      bijgewerkt_op: updatedOn,
      gewijzigd_op: lastUpdated,
    });
  }
  for (const { id, activity, start } of person.activities ?? []) {
    await insert('leefplezier_activiteiten', {
      id,
      client_id,
      levensgebied: 'Ontspanning',
      onderwerp: 'Samen',
      activiteit: activity,
      tijdstip: start,
    });
  }
}

/** Left out is decided: FALSE. NULL stays NULL. */
function orFalse(flag: boolean | null | undefined): boolean | null {
  return flag === undefined ? false : flag;
}
