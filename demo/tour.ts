/** `npm run tour`: shows the main job on the running system, or on one of its own. Exit code 1: a step did not hold. */
import { readDemoConfiguration } from './config.js';
import { findHost, type Host } from './tour/host.js';
import { Narrator } from './tour/narrator.js';
import { tour } from './tour/tour.js';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const complain = (line: string): boolean => process.stderr.write(`The tour ends: ${line}\n`);

process.exitCode = await visit();

async function visit(): Promise<number> {
  let host: Host | undefined;
  try {
    host = await findHost(readDemoConfiguration(process.env));
    say(host.own ? 'No system runs, so the tour has started one of its own.' : `The tour visits ${host.url}.`);
    await tour(host, new Narrator(say));
    say('\nThe tour is over; everything held.');
    return 0;
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    await host?.leave();
  }
}
