/** Imported before a program: from one SIGUSR2 to the next it is profiled, into the file it is told. */
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { told } from './told.js';

const SAMPLE_MICROSECONDS = 200;
const session = new Session();
let running = false;

session.connect();
process.on('SIGUSR2', () => void turn());

async function turn(): Promise<void> {
  running = !running;
  if (running) {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS });
    await session.post('Profiler.start');
    return;
  }
  const { profile } = await session.post('Profiler.stop');
  writeFileSync(told.profile ?? '', JSON.stringify(profile));
}
