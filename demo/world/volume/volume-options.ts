/** What `npm run seed` is asked for on the command line. */
import { parseArgs } from 'node:util';
import { DateTime } from 'luxon';

export interface VolumeOptions {
  clients: number;
  seed: number;
  /** Null for all organisations, in equal parts. */
  organisation: string | null;
  /** The day from which days are counted. */
  now: Date;
  /** Addresses with the owning roles; null for the default set-up's own databases. */
  urls: { ecd: string; identity: string } | null;
}

export const HELP = `Fills the demo ECD and identity with clients in volume.

npm run seed -- [options]

  --clients <number>         how many clients there are to be of this seed; 1000
  --seed <number>            the same number gives the same clients; 42
  --organisation <id>        vivium or rozelaar; both, in equal parts
  --day <YYYY-MM-DD>         the day from which the dossiers' days are counted; today
  --ecd-url <url>            postgres:// address of another demo ECD, with the role that owns it …
  --identity-url <url>       … and of identity's database, migrated. Its secrets PASSWORD_PEPPER and BSN_HASH_KEY are
                             then read from the environment, as identity reads them
  --help

Without addresses it writes to the default set-up in .inzage (or the folder that INZAGE_DATA names), whether that runs or not.
What is there already stays as it is, so an interrupted run is finished by running it again.`;

/** What was asked cannot be done; the message is one line. */
export class BadArguments extends Error {}

const MOST_CLIENTS = 1_000_000;
const MOST_SEED = 9_999;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * @param organisations ids that the world knows.
 * @returns null when only help was asked.
 * @throws BadArguments
 */
export function readVolumeOptions(words: string[], organisations: string[], today: Date): VolumeOptions | null {
  const { clients, seed, organisation, day, help, 'ecd-url': ecd, 'identity-url': identity } = parsed(words);
  if (help === true) return null;
  if (organisation !== undefined && !organisations.includes(organisation)) {
    throw new BadArguments(`--organisation: there is no ${organisation}, only ${organisations.join(' and ')}`);
  }
  if ((ecd === undefined) !== (identity === undefined)) {
    throw new BadArguments('--ecd-url and --identity-url go together');
  }
  return {
    clients: wholeNumber('--clients', clients ?? '1000', 1, MOST_CLIENTS),
    seed: wholeNumber('--seed', seed ?? '42', 0, MOST_SEED),
    organisation: organisation ?? null,
    now: day === undefined ? today : noonOf(day),
    urls:
      ecd === undefined || identity === undefined
        ? null
        : { ecd: address('--ecd-url', ecd), identity: address('--identity-url', identity) },
  };
}

function parsed(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        clients: text,
        seed: text,
        organisation: text,
        day: text,
        'ecd-url': text,
        'identity-url': text,
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new BadArguments((error as Error).message.split(/[.\n]/)[0]);
  }
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new BadArguments(`${name}: "${text}" is not a whole number from ${least} to ${most}`);
}

function noonOf(day: string): Date {
  const noon = DateTime.fromISO(`${day}T12:00`, { zone: 'Europe/Amsterdam' });
  if (ISO_DATE.test(day) && noon.isValid) return noon.toJSDate();
  throw new BadArguments(`--day: "${day}" is not a day such as 2026-03-11`);
}

function address(name: string, text: string): string {
  if (/^postgres(ql)?:/.test(text) && URL.canParse(text)) return text;
  throw new BadArguments(`${name}: is not a postgres:// address`);
}
