/** `npm run seed`: clients in volume, for whoever wants to see how the system does with many. */
import { SingleBar } from 'cli-progress';
import { StartUpError } from '../program/configuration.js';
import { Ending } from './ending.js';
import { WORLD_ORGANISATIONS } from './world/content.js';
import { BadArguments, HELP, readVolumeOptions, type VolumeOptions } from './world/volume/volume-options.js';
import { VOLUME_PASSWORD } from './world/volume/volume-person.js';
import { openVolumeTarget } from './world/volume/volume-target.js';
import { writeVolume, type VolumeResult } from './world/volume/write-volume.js';

const DONE = 0;
const FAILED = 1;
const BAD_ARGUMENTS = 2;
/** 128 + SIGINT, as a shell reports it. */
const INTERRUPTED = 130;

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const complain = (line: string): boolean => process.stderr.write(`seed: ${line}\n`);

process.exitCode = await seed(process.argv.slice(2));

async function seed(words: string[]): Promise<number> {
  try {
    const options = readVolumeOptions(words, WORLD_ORGANISATIONS, new Date());
    if (options === null) {
      say(HELP);
      return DONE;
    }
    const result = await write(options);
    say(summary(options, result));
    return result.complete ? DONE : INTERRUPTED;
  } catch (error) {
    if (error instanceof BadArguments) {
      complain(`${error.message}; see --help`);
      return BAD_ARGUMENTS;
    }
    complain(error instanceof StartUpError ? error.faults.join('; ') : (error as Error).message);
    return FAILED;
  }
}

async function write(options: VolumeOptions): Promise<VolumeResult> {
  const interrupted = new AbortController();
  const stop = (): void => interrupted.abort();
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const ending = new Ending();
  const bar = new SingleBar({
    format: '{bar} {percentage}% | {value}/{total} clients | {eta_formatted} to go',
    stream: process.stderr,
    noTTYOutput: true,
    notTTYSchedule: 5_000,
    hideCursor: true,
  });
  try {
    const target = await openVolumeTarget(options, process.env, ending);
    bar.start(options.clients, 0);
    return await writeVolume(options, target, (clients) => bar.update(clients), interrupted.signal);
  } finally {
    bar.stop();
    await ending.run();
  }
}

function summary({ clients, seed: number, organisation }: VolumeOptions, { added, complete }: VolumeResult): string {
  if (!complete) return `Interrupted: ${added} clients of seed ${number} were added, all whole. Run it again to go on.`;
  if (added === 0) return `All ${clients} clients of seed ${number} were there already; nothing was added.`;
  return (
    `${added} clients of seed ${number} were added. For three in ten there is an account, ` +
    `such as seed${number}.0@${organisation ?? WORLD_ORGANISATIONS[0] ?? ''}.example with the password "${VOLUME_PASSWORD}".`
  );
}
