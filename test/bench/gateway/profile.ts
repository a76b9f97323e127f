/** `gateway-profile`: where the time of the hottest path goes, by area of the code. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Benchmark, Report } from '../report.js';
import { inArena } from './arena/arena.js';
import { OURS, PROGRAMS, type Contestant } from './arena/contestants.js';
import { measure, WARM_SECONDS } from './arena/turns.js';
import { QUESTIONS } from './graph/questions.js';
import { areasOf, type Area, type CpuProfile } from './profile-areas.js';

const HOTTEST = 4;
const PATIENCE_SECONDS = 20;

export const gatewayProfile: Benchmark = {
  name: 'gateway-profile',
  about: 'where the time of a big question goes (--profile)',
  onRequest: true,
  run: async ({ seconds }) => {
    const folder = mkdtempSync(join(tmpdir(), 'inzage-bench-profile-'));
    try {
      const text = await profileOf(join(folder, 'gateway.cpuprofile'), seconds);
      return reportOf(areasOf(JSON.parse(text) as CpuProfile), text, seconds);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function profileOf(file: string, seconds: number): Promise<string> {
  return inArena(async (arena) => {
    const standing = await arena.stand(profiled(OURS, file));
    if (standing === null) throw new Error('our own gateway is always there');
    await measure(standing, { bodies: QUESTIONS.big, seconds: WARM_SECONDS });
    standing.program.tell('SIGUSR2');
    await measure(standing, { bodies: QUESTIONS.big, seconds });
    standing.program.tell('SIGUSR2');
    return written(file);
  });
}

function profiled(contestant: Contestant, file: string): Contestant {
  return {
    ...contestant,
    command: (place, folder) => {
      const { args } = contestant.command({ ...place, profile: file }, folder);
      return { args: ['--import', join(PROGRAMS, 'profiled.js'), ...args] };
    },
  };
}

/** The text of a file that is being written, once it is whole. */
async function written(file: string): Promise<string> {
  for (let second = 0; second < PATIENCE_SECONDS; second += 1) {
    await sleep(1000);
    const text = readIfThere(file);
    if (text.endsWith('}')) return text;
  }
  throw new Error('no profile was written');
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function reportOf(areas: readonly Area[], text: string, seconds: number): Report {
  const percent = (share: number): string => (share * 100).toFixed(1);
  return {
    title: 'Where the time of a big question goes',
    notes: [
      `A profile of ${seconds} s of the gateway with all checks on, warm, as busy as it gets; the parts are of the time that it worked. What is native counts where it was called from. The profile stands beside this table, for the tools of a browser.`,
    ],
    columns: ['', '%', 'most of it'],
    rows: areas.map(({ name, share, functions }) => [
      name,
      percent(share),
      functions
        .slice(0, HOTTEST)
        .map((each) => `${each.name} ${percent(each.share)}`)
        .join(', '),
    ]),
    data: areas,
    files: { '.cpuprofile': text },
  };
}
