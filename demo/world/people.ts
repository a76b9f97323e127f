/** Who can sign in to the made-up world, as whom. Their passwords are printed: nobody here exists. */
import type { DemoPerson } from './demo-person.js';
import { ROZELAAR_PEOPLE } from './people-rozelaar.js';
import { STAFF } from './people-staff.js';
import { VIVIUM_PEOPLE } from './people-vivium.js';

/** The first is the main story: a representative who still has to accept the terms and confirm the BSN. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [...VIVIUM_PEOPLE, ...ROZELAAR_PEOPLE, ...STAFF];
