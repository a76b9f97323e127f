/** The client, the people who care for the client, and the client's own people, out of the contract views. */
import type { DataSource } from 'typeorm';
import type { CareTeamMember, LegalSituation, Person, RelatedPerson } from '../../domain/ecd.js';
import { dateOrNull } from '../date-value.js';
import { rowsOfClient, type EcdClient } from './rows-of-client.js';
import { servedRows } from './served-rows.js';
import type { ViewRow } from './view-contract.js';

export async function readPerson(database: DataSource, client: EcdClient): Promise<Person | null> {
  const clients = servedRows(database, 'client');
  clients.query.andWhere('client.organisation = :organisation AND client.id = :client', { ...client });
  const [row] = await clients.read();
  return row === undefined ? null : personOf(row);
}

export async function readCareTeam(database: DataSource, client: EcdClient): Promise<CareTeamMember[]> {
  const members = rowsOfClient(database, 'care_team_member', client);
  members.query.orderBy('care_team_member.position').addOrderBy('care_team_member.id');
  return (await members.read()).map(({ name, discipline, primary_nurse, telephone, email, availability }) => ({
    name,
    discipline,
    primaryNurse: primary_nurse,
    telephone,
    email,
    availability,
  }));
}

export async function readRelatedPersons(database: DataSource, client: EcdClient): Promise<RelatedPerson[]> {
  const persons = rowsOfClient(database, 'related_person', client);
  persons.query.orderBy('related_person.position').addOrderBy('related_person.id');
  return (await persons.read()).map(({ id, name, relationship, role_code, telephone }) => ({
    id,
    name,
    relationship,
    roleCode: role_code,
    telephone,
  }));
}

export async function readLegalSituations(database: DataSource, client: EcdClient): Promise<LegalSituation[]> {
  const situations = await rowsOfClient(database, 'legal_situation', client).read();
  return situations.map(({ kind, period_start, period_end }) => ({
    kind,
    start: dateOrNull(period_start),
    end: dateOrNull(period_end),
  }));
}

function personOf(row: ViewRow<'client'>): Person {
  return {
    name: { text: row.name, given: row.given_name, family: row.family_name },
    birthDate: dateOrNull(row.birth_date),
    location: {
      id: row.location_id,
      name: row.location_name,
      address: row.location_address,
      psychogeriatric: row.psychogeriatric ?? false,
    },
    team:
      row.team_name === null
        ? null
        : {
            name: row.team_name,
            telephone: row.team_telephone,
            email: row.team_email,
            availability: row.team_availability,
          },
  };
}
