/** That somebody is bound to terms (V1, R3). */

/** How somebody accepted terms: in the portal, or by signing the form (R3). */
export const ACCEPTANCE_METHODS = ['PORTAL', 'SIGNED_FORM'] as const;
export type AcceptanceMethod = (typeof ACCEPTANCE_METHODS)[number];

export interface Acceptance {
  account: string;
  organisation: string;
  version: string;
  acceptedAt: Date;
  /** In the portal when left out. */
  method?: AcceptanceMethod;
}

export interface TermsAcceptances {
  /** Accepting again changes nothing. */
  add(acceptance: Acceptance): Promise<void>;
}
