/** Rooms made before they are needed, so that at the turn of a month no writer has to wait for one. */
import type { Log } from '../../../program/log.js';
import type { Rooms } from './rooms.js';

const EVERY_MS = 24 * 60 * 60 * 1000;

export interface RoomsAheadNeeds {
  rooms: Rooms;
  organisations: Iterable<string>;
  clock: () => Date;
  log: Log;
}

/** Of this month and the next, for each organisation and for what is of none; at once and daily, until it is stopped. */
export function keepRoomsAhead(needs: RoomsAheadNeeds): { stop(): Promise<void> } {
  let making = makeAhead(needs);
  const timer = setInterval(() => {
    making = makeAhead(needs);
  }, EVERY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await making;
    },
  };
}

/** What does not come off is made when the first record comes that goes there. */
async function makeAhead({ rooms, organisations, clock, log }: RoomsAheadNeeds): Promise<void> {
  const now = clock();
  const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1));
  const moments = [now, next].map((moment) => moment.toISOString());
  const places = [null, ...organisations].flatMap((organisation) =>
    moments.map((occurredAt) => ({ organisation, occurredAt })),
  );
  await rooms.make(places).catch((error: unknown) => log.warn({ err: error }, 'rooms of the log not made ahead'));
}
