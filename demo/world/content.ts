/** What the made-up world is told in: the files of `content/`, checked when they are read. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { PROJECT_FOLDER } from '../project-folder.js';

const text = z.string().min(1);
/** Counted from the day of loading; −1 is yesterday. */
const day = z.int();
const at = z.string().regex(/^\d{2}:\d{2}$/);

const location = z.strictObject({
  name: text,
  psychogeriatric: z.boolean(),
  street: text,
  number: text,
  postcode: text,
  town: text,
  team: z.strictObject({ name: text, telephone: text, email: z.email(), availability: text }),
});

export const EVERYDAY_KINDS = [
  'care',
  'night',
  'physiotherapy',
  'medical',
  'spiritual',
  'wellbeing',
  'family',
  'progress',
  'soep',
  'measurement',
] as const;
export type EverydayKind = (typeof EVERYDAY_KINDS)[number];

const organisation = z.strictObject({
  organisation: text,
  locations: z.record(z.string(), location),
  staff: z.record(z.string(), z.strictObject({ name: text, discipline: text })),
  /** Location → kind of observation → who writes it. */
  everyday: z.record(z.string(), z.record(z.enum(EVERYDAY_KINDS), z.array(text).min(1))),
});

const entry = z.strictObject({
  key: text,
  problem: text,
  goal: z.strictObject({ title: text, note: text.nullable(), target: day, done: z.int().min(0).max(100) }),
  interventions: z.array(z.strictObject({ what: text, who: text, often: text, how: text.nullable() })).min(1),
});

const plan = z.strictObject({
  title: text,
  status: z.enum(['CONCEPT', 'ACTIEF', 'OUD']),
  from: day,
  until: day.optional(),
  entries: z.array(entry).min(1),
  agreements: z.array(z.strictObject({ text, on: day, by: text, signed: day })),
});

const soepLine = z
  .strictObject({
    S: text.optional(),
    O: text.optional(),
    E: text.optional(),
    P: text.optional(),
    confidential: z.boolean().optional(),
  })
  .refine(({ S, O, E, P }) => [S, O, E, P].filter((line) => line !== undefined).length === 1, 'is not one line');

const report = z
  .strictObject({
    /** A name for what another report reacts to. */
    key: text.optional(),
    reply: text.optional(),
    day: day.max(-1),
    at,
    by: text,
    kind: z.enum(['ALG', 'VTG', 'FAM', 'MED', 'BEH', 'SOEP', 'MET']),
    text: text.optional(),
    lines: z.array(soepLine).min(4).optional(),
    /** Key of an entry of the active plan. */
    entry: text.optional(),
    flagged: z.boolean().optional(),
    confidential: z.boolean().optional(),
    /** The reason. */
    hidden: text.optional(),
  })
  .refine(({ text: told, lines }) => (told === undefined) !== (lines === undefined), 'has a text or lines');

const appointment = z.strictObject({
  title: text,
  note: text.nullable(),
  day,
  at,
  minutes: z.int().positive(),
  repeat: z.enum(['weekly']).optional(),
  place: text,
  with: z.array(text).min(1),
  cancelled: z.boolean().optional(),
});

const client = z.strictObject({
  key: text,
  organisation: text,
  person: z.strictObject({
    given: text,
    prefix: text.nullable(),
    family: text,
    addressed: text,
    gender: z.enum(['F', 'M']),
    born: z.iso.date(),
    bsn: z.string().regex(/^\d{9}$/),
  }),
  location: text,
  since: day,
  departed: day.optional(),
  died: day.optional(),
  /** Keys of staff; the first is the EVV. */
  careTeam: z.array(text).min(2),
  contacts: z.array(
    z.strictObject({ key: text, name: text, relation: text, code: text.nullable(), telephone: text.nullable() }),
  ),
  /** Codes of the ECD; whoever it is that represents is among the contacts. */
  legal: z
    .array(z.strictObject({ kind: z.enum(['VGD', 'BEW', 'MEN', 'CUR', 'ZWN']), from: day, until: day.optional() }))
    .default([]),
  /** Words that no everyday sentence about this client may hold: who cannot see reads no newspaper. */
  never: z.array(text.lowercase()).default([]),
  /** After this day only the story is told: life is no longer everyday. */
  everydayUntil: day.optional(),
  /** Who writes the everyday reports of a kind about this client, where that is not up to the location. */
  everydayBy: z.partialRecord(z.enum(EVERYDAY_KINDS), z.array(text).min(1)).optional(),
  /** How many everyday reports of each kind stand beside the client's own story. */
  everyday: z.record(z.enum(EVERYDAY_KINDS), z.int().min(0)),
  plans: z.array(plan).min(1),
  reports: z.array(report),
  appointments: z.array(appointment),
  profile: z.array(z.strictObject({ topic: text, text })),
  life: z.array(z.strictObject({ chapter: text, answers: z.array(z.tuple([text, text])) })),
  activities: z.array(
    z.strictObject({ area: text, topic: text, what: text, day: day.max(-1), at, with: text, how: text }),
  ),
});

const sentences = z.array(text).min(1);
const observations = z.strictObject({
  care: z.strictObject({
    day: z.strictObject({ opening: sentences, body: sentences, closing: sentences }),
    evening: z.strictObject({ opening: sentences, closing: sentences }),
    anytime: sentences,
    dementia: sentences,
  }),
  night: sentences,
  physiotherapy: sentences,
  medical: sentences,
  spiritual: sentences,
  wellbeing: sentences,
  family: sentences,
  progress: sentences,
  soep: z.array(z.strictObject({ S: text, O: text, E: text, P: text })).min(1),
  measurement: sentences,
});

const names = z.strictObject({ F: sentences, M: sentences, family: sentences });

const volume = z.strictObject({
  relations: z.array(z.strictObject({ relation: text, code: text.nullable() })).min(1),
  problems: z
    .array(z.strictObject({ problem: text, goal: text, what: text, who: text, often: text, how: text.nullable() }))
    .min(3),
  agreements: sentences,
  appointments: z.array(z.strictObject({ title: text, place: text, minutes: z.int().positive() })).min(1),
  profile: client.shape.profile,
  life: client.shape.life,
  activities: z.array(z.strictObject({ area: text, topic: text, what: text, with: text, how: text })).min(1),
});

export type OrganisationContent = z.output<typeof organisation>;
export type ClientContent = z.output<typeof client>;
export type PlanContent = ClientContent['plans'][number];
export type ReportContent = ClientContent['reports'][number];
export type Observations = z.output<typeof observations>;
export type VolumeContent = z.output<typeof volume> & { names: z.output<typeof names> };

/** In the order in which they are numbered. */
export const WORLD_ORGANISATIONS = ['rozelaar', 'vivium'];

export interface Content {
  organisations: OrganisationContent[];
  clients: ClientContent[];
  observations: Observations;
}

/** @throws Error naming the file that is not as it should be. */
export function readContent(): Content {
  return {
    organisations: WORLD_ORGANISATIONS.map((name) => read(`${name}.yaml`, organisation)),
    clients: readdirSync(path('clients'))
      .sort()
      .map((file) => read(`clients/${file}`, client)),
    observations: read('observations.yaml', observations),
  };
}

/** @throws Error naming the file that is not as it should be. */
export function readVolumeContent(): VolumeContent {
  return { ...read('volume.yaml', volume), names: read('names.yaml', names) };
}

function read<T extends z.ZodType>(file: string, schema: T): z.output<T> {
  const result = schema.safeParse(parse(readFileSync(path(file), 'utf8')));
  if (!result.success) throw new Error(`demo/world/content/${file}: ${z.prettifyError(result.error)}`);
  return result.data;
}

function path(file: string): string {
  return join(PROJECT_FOLDER, 'demo/world/content', file);
}
