import type { Place } from '../arena/place.js';

/** Where a program of the benchmark stands: what it was started with. */
export const told = JSON.parse(process.argv[2] ?? '{}') as Place;
