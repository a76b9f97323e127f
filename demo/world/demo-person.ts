/** A person of the made-up world who has an account. */
import type { Role, Section, StaffRole } from '../../schema/caller.js';
import type { LegalBasis } from '../../schema/legal-basis.js';

export interface DemoPerson {
  key: string;
  email: string;
  password: string;
  /** E.164. */
  mobile: string;
  given: string;
  family: string;
  language?: 'nl' | 'en';
  /** What this person shows, in a line. */
  about: string;
  relations: DemoRelation[];
  staff: { organisation: string; role: StaffRole }[];
}

export interface DemoRelation {
  /** Key of the client's file in `content/clients`. */
  client: string;
  organisation: string;
  role: Role;
  basis: LegalBasis;
  evidence: string;
  /** The client was found unable to decide on access: this representative does (V21–V25). */
  actsForClient?: boolean;
  /** Key among the client's contacts in the ECD. */
  contact?: string;
  sections?: Section[];
  /** Of a further account: why, agreed with the mediator (R9). */
  extra?: string;
  /** Day on which it ends by itself, counted from loading (R16). */
  until?: number;
  /** Day on which the client withdrew it (R15). */
  withdrawn?: number;
  /** The terms are accepted. */
  terms: boolean;
  /** The BSN that still has to be typed (V31); null when it has been confirmed or is not asked. */
  bsn: string | null;
}
