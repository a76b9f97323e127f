/** Incapacity (nl: wilsonbekwaamheid): a finding with a subject and a period, never a mark on a person. */

/** What the client was found unable to decide on. Only the first says who decides on access (V21–V25). */
export const INCAPACITY_SUBJECTS = ['DOSSIER_ACCESS', 'CARE', 'FINANCES'] as const;
export type IncapacitySubject = (typeof INCAPACITY_SUBJECTS)[number];

export interface IncapacityFinding {
  id: string;
  client: string;
  subject: IncapacitySubject;
  validFrom: Date;
  /** Null: until it is ended. */
  validUntil: Date | null;
  /** Who found it and where that is written down. */
  evidence: string;
}

export interface Incapacities {
  find(id: string): Promise<IncapacityFinding | null>;
  /** The oldest first. */
  ofClient(client: string): Promise<IncapacityFinding[]>;
}

/** As a step sees them: changed nowhere else. */
export interface IncapacitiesInStep extends Incapacities {
  /** @param recordedBy the account of who recorded it. */
  add(finding: Omit<IncapacityFinding, 'id'>, recordedBy: string): Promise<IncapacityFinding>;
  /** Null when it does not last until then, or has not begun. */
  end(id: string, at: Date): Promise<IncapacityFinding | null>;
}

export function holds({ validFrom, validUntil }: IncapacityFinding, now: Date): boolean {
  return validFrom <= now && (validUntil === null || now < validUntil);
}

/** V25: whether the representative's permission was given since all findings that hold began; an earlier one is worth nothing. */
export function isPermitted(
  { permittedAt, client }: { permittedAt: Date | null; client: { incapacities: readonly IncapacityFinding[] } },
  now: Date,
): boolean {
  const held = client.incapacities.filter((finding) => finding.subject === 'DOSSIER_ACCESS' && holds(finding, now));
  return permittedAt !== null && held.every(({ validFrom }) => validFrom <= permittedAt);
}

/** Whether somebody else decides on who sees the client's dossier. */
export function decidesNot({ incapacities }: { incapacities: readonly IncapacityFinding[] }, now: Date): boolean {
  return incapacities.some((finding) => finding.subject === 'DOSSIER_ACCESS' && holds(finding, now));
}
