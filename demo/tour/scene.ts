/** Who takes part in the tour, and where. */
import type { Guest } from '../guest.js';
import type { Host } from './host.js';

export interface Scene {
  host: Host;
  /** The representative of the main story. */
  marieke: Guest;
  /** Somebody else of the made-up world. */
  guest: (key: string) => Guest;
}
