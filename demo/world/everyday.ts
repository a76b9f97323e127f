/** The days between the story: everyday reports about one client, put together from the pool of observations. */
import type { EverydayKind, Observations } from './content.js';
import { between, deckOf, oneOf, type Random } from './random.js';
import type { ToldReport } from './told-report.js';
import { worded, type Addressed } from './wording.js';

export interface EverydayLife {
  client: Addressed;
  counts: Partial<Record<EverydayKind, number>>;
  /** The days on which it can have happened, both included. */
  first: number;
  last: number;
  /** Keys of staff per kind of observation. */
  authors: Partial<Record<EverydayKind, string[]>>;
  psychogeriatric: boolean;
  /** Entries of the active care plan, by which progress is told, and the day from which it can be. */
  entries: { key: string; goal: string }[];
  planned: number;
  /** Words, in lower case, that no sentence may hold. */
  never: string[];
}

type Told = Pick<ToldReport, 'text' | 'lines' | 'entry'> & { hours: readonly [number, number] };
type Teller = () => Told;

const KIND_OF_REPORT = {
  care: 'ALG',
  night: 'ALG',
  spiritual: 'ALG',
  wellbeing: 'ALG',
  physiotherapy: 'BEH',
  medical: 'MED',
  family: 'FAM',
  progress: 'VTG',
  soep: 'SOEP',
  measurement: 'MET',
} as const satisfies Record<EverydayKind, ToldReport['kind']>;

const MORNING = [8, 11] as const;
const OFFICE = [9, 16] as const;
/** At the end of the shift, when all that is told has happened. */
const AFTERNOON = [14, 15] as const;
const EVENING = [22, 22] as const;
const DAWN = [7, 7] as const;
const EVENINGS = 0.3;
const SECOND_REMARK = 0.45;

export function everydayReports(life: EverydayLife, pool: Observations, random: Random): ToldReport[] {
  const tellers = tellersOf(life, pool, random);
  return Object.entries(life.counts).flatMap(([name, count]) => {
    const kind = name as EverydayKind;
    return Array.from({ length: count }, () => {
      const { hours, ...told } = tellers[kind]();
      return {
        ...told,
        day: between(random, kind === 'progress' ? Math.max(life.first, life.planned) : life.first, life.last),
        at: `${pad(between(random, ...hours))}:${pad(between(random, 0, 59))}`,
        by: oneOf(random, life.authors[kind] ?? []),
        kind: KIND_OF_REPORT[kind],
        flagged: false,
        confidential: false,
        hidden: null,
      };
    });
  });
}

function tellersOf(life: EverydayLife, pool: Observations, random: Random): Record<EverydayKind, Teller> {
  const deal = (sentences: readonly string[]): (() => string) => deckOf(random, fitting(life, sentences));
  const plain = (sentences: readonly string[], hours: readonly [number, number]): Teller => {
    const next = deal(sentences);
    return () => ({ text: worded(next(), life.client), hours });
  };
  return {
    care: tellCare(life, pool.care, random, deal),
    night: plain(pool.night, DAWN),
    physiotherapy: plain(pool.physiotherapy, OFFICE),
    medical: plain(pool.medical, OFFICE),
    spiritual: plain(pool.spiritual, AFTERNOON),
    wellbeing: plain(pool.wellbeing, AFTERNOON),
    family: plain(pool.family, OFFICE),
    progress: tellProgress(life, pool, random),
    soep: tellSoep(life, pool, random),
    measurement: tellMeasurement(life, pool, random),
  };
}

function tellCare(
  { client, psychogeriatric }: EverydayLife,
  pool: Observations['care'],
  random: Random,
  deal: (sentences: readonly string[]) => () => string,
): Teller {
  const seen = [...pool.anytime, ...(psychogeriatric ? pool.dementia : [])];
  const day = { opening: deal(pool.day.opening), body: deal(pool.day.body), closing: deal(pool.day.closing) };
  const evening = { opening: deal(pool.evening.opening), closing: deal(pool.evening.closing) };
  const anytime = deal(seen);
  return () => {
    const late = random() < EVENINGS;
    const sentences = late
      ? [evening.opening(), anytime(), evening.closing()]
      : [day.opening(), day.body(), ...(random() < SECOND_REMARK ? [anytime()] : []), day.closing()];
    return {
      text: sentences.map((sentence) => worded(sentence, client)).join(' '),
      hours: late ? EVENING : AFTERNOON,
    };
  };
}

function tellProgress({ client, entries }: EverydayLife, { progress }: Observations, random: Random): Teller {
  const next = deckOf(random, progress);
  const about = deckOf(random, entries);
  return () => {
    const { key, goal } = about();
    return { text: worded(next(), client, { doel: goal }), entry: key, hours: OFFICE };
  };
}

function tellSoep(life: EverydayLife, { soep }: Observations, random: Random): Teller {
  const next = deckOf(random, fitting(life, soep));
  return () => ({
    lines: Object.entries(next()).map(([kind, text]) => ({
      kind: kind as 'S' | 'O' | 'E' | 'P',
      text: worded(text, life.client),
      confidential: false,
    })),
    hours: OFFICE,
  });
}

function tellMeasurement(life: EverydayLife, { measurement }: Observations, random: Random): Teller {
  const next = deckOf(random, fitting(life, measurement));
  const weight = between(random, 54, 84);
  return () => {
    const upper = between(random, 118, 152);
    const values = {
      gewicht: `${between(random, weight - 1, weight + 1)},${between(random, 0, 9)}`,
      boven: upper,
      onder: between(random, 66, 84),
      lager: upper - between(random, 2, 18),
      pols: between(random, 60, 88),
      graad: between(random, 36, 37),
      tiende: between(random, 0, 9),
      saturatie: between(random, 91, 98),
      adem: between(random, 13, 20),
      glucose: between(random, 6, 9),
      inname: between(random, 11, 18) * 100,
    };
    const numbers = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
    return { text: worded(next(), life.client, numbers), hours: MORNING };
  };
}

function fitting<T>({ never }: EverydayLife, sentences: readonly T[]): T[] {
  return sentences.filter((sentence) => {
    const said = JSON.stringify(sentence).toLowerCase();
    return !never.some((word) => said.includes(word));
  });
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
