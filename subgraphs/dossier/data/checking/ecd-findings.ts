/** What was found of an ECD that was looked over: counts and codes, and nothing of anybody's dossier. */
import type { Section } from '../../../../schema/caller.js';
import type { WithheldReason } from '../fhir/withheld.js';

export interface EcdFindings {
  /** What the ECD says of itself. */
  software: string | null;
  /** What has to be mended before anything is served. */
  faults: string[];
  parts: PartFindings[];
  /** A sample was read, so that what would be withheld is known. */
  sampled: boolean;
}

/** A section, or what every dossier needs: the client, who cares, contacts, legal situations. */
export type Part = Section | 'EVERY_DOSSIER';

export interface PartFindings {
  part: Part;
  /** The ECD has it, and it could be read. */
  canBeServed: boolean;
  /** What the ECD has not, a line each; the part may do without some of it. */
  lacks: string[];
  samples: Sample[];
}

/** So many of what was read may be served, and so many may not. */
export interface Sample {
  of: string;
  /** Null where it is only known what is withheld. */
  served: number | null;
  withheld: Readonly<Partial<Record<WithheldReason, number>>>;
}

/** Whoever is named to have a sample read is not known to the ECD. */
export class UnknownClient extends Error {}
