/** The main job from sign-in to log, step by step. */
import { Guest } from '../guest.js';
import { DEMO_PEOPLE } from '../world/people.js';
import { firstSignIn, firstTime } from './first-sign-in.js';
import type { Host } from './host.js';
import { leaving } from './leaving.js';
import type { Narrator } from './narrator.js';
import { reading } from './reading.js';
import { registering } from './registering.js';
import type { Scene } from './scene.js';
import { sharing } from './sharing.js';
import { sideBySide, threeRoles } from './side-by-side.js';
import { logManager, reporter, whoLooked } from './the-log.js';

const STEPS = [
  firstSignIn,
  firstTime,
  reading,
  sideBySide,
  threeRoles,
  sharing,
  registering,
  whoLooked,
  logManager,
  reporter,
  leaving,
];

/** @throws TourBroken at the first thing that does not hold. */
export async function tour(host: Host, narrator: Narrator): Promise<void> {
  const guest = (key: string) => {
    const person = DEMO_PEOPLE.find((candidate) => candidate.key === key);
    if (person === undefined) throw new Error(`the made-up world knows no ${key}`);
    return new Guest(person, host);
  };
  const scene: Scene = { host, guest, marieke: guest('marieke') };
  try {
    for (const step of STEPS) await step(narrator, scene);
  } catch (error) {
    throw narrator.broken(error);
  }
}
