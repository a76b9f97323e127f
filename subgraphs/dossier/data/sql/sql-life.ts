/** Appointments, person profile, life story and well-being activities out of the contract views. */
import type { DataSource } from 'typeorm';
import type { PageRequest } from '../../../connection.js';
import type { Appointment, LifeStory, PeriodQuery, PersonProfile, WellbeingActivity } from '../../domain/ecd.js';
import { dateOrNull } from '../date-value.js';
import { newestFirst, readPage, within } from './ecd-page.js';
import { rowsOfClient, type EcdClient } from './rows-of-client.js';

export async function readAppointments(
  database: DataSource,
  client: EcdClient,
  asked: PeriodQuery,
): Promise<Appointment[]> {
  const appointments = rowsOfClient(database, 'appointment', client);
  within(appointments.query, 'appointment.start_time', asked.period);
  newestFirst(appointments.query, 'appointment', 'start_time', asked);
  return (await readPage(asked, appointments.read)).map((row) => ({
    id: row.id,
    keyset: { time: row.start_time, id: row.id },
    title: row.title,
    note: row.note,
    start: new Date(row.start_time),
    end: dateOrNull(row.end_time),
    recurrence: row.recurrence,
    location: row.location,
    participants: row.participants ?? [],
  }));
}

export async function readWellbeingActivities(
  database: DataSource,
  client: EcdClient,
  asked: PageRequest,
): Promise<WellbeingActivity[]> {
  const activities = rowsOfClient(database, 'wellbeing_activity', client);
  newestFirst(activities.query, 'wellbeing_activity', 'start_time', asked);
  return (await readPage(asked, activities.read)).map((row) => ({
    id: row.id,
    keyset: { time: row.start_time, id: row.id },
    lifeArea: row.life_area,
    topic: row.topic,
    activity: row.activity,
    start: new Date(row.start_time),
    with: row.with_whom,
    outcome: row.outcome,
  }));
}

export async function readPersonProfile(database: DataSource, client: EcdClient): Promise<PersonProfile | null> {
  const topics = rowsOfClient(database, 'person_profile_topic', client);
  topics.query.orderBy('person_profile_topic.position').addOrderBy('person_profile_topic.id');
  const rows = await topics.read();
  if (rows.length === 0) return null;
  return { updatedOn: latestOf(rows), topics: rows.map(({ title, text }) => ({ title, text })) };
}

export async function readLifeStory(database: DataSource, client: EcdClient): Promise<LifeStory | null> {
  const answers = rowsOfClient(database, 'life_story_answer', client);
  answers.query
    .orderBy('life_story_answer.chapter_position')
    .addOrderBy('life_story_answer.chapter')
    .addOrderBy('life_story_answer.position')
    .addOrderBy('life_story_answer.id');
  const rows = await answers.read();
  if (rows.length === 0) return null;
  const titles = [...new Set(rows.map(({ chapter }) => chapter))];
  return {
    updatedOn: latestOf(rows),
    chapters: titles.map((title) => ({
      title,
      answers: rows.filter(({ chapter }) => chapter === title).map(({ question, answer }) => ({ question, answer })),
    })),
  };
}

/** Days in ISO 8601 sort as text. */
function latestOf(rows: { updated_on: string | null }[]): Date | null {
  return dateOrNull(
    rows
      .map(({ updated_on }) => updated_on ?? '')
      .sort()
      .at(-1) || null,
  );
}
