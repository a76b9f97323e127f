/** On what one person's access to another's dossier can rest (R5, R6). */

/**
 * In the order of their authority (Burgerlijk Wetboek 7:465): a curator or mentor appointed by the court, who is
 * authorised in writing, the partner, and then parents, children, brothers and sisters.
 */
export const REPRESENTATIVE_BASES = [
  'CURATORSHIP',
  'MENTORSHIP',
  'WRITTEN_PROXY',
  'PARTNER',
  'PARENT',
  'CHILD',
  'SIBLING',
] as const;
export type RepresentativeBasis = (typeof REPRESENTATIVE_BASES)[number];

/** SELF: the client. DESIGNATION: the client, or who acts for the client, named the contact. */
export const LEGAL_BASES = ['SELF', ...REPRESENTATIVE_BASES, 'DESIGNATION'] as const;
export type LegalBasis = (typeof LEGAL_BASES)[number];

/** What people ask on: administration of somebody's money (nl: bewindvoering) too, which is no authority over care. */
export const ASKED_BASES = [...LEGAL_BASES, 'FINANCIAL_ADMINISTRATION'] as const;
export type AskedBasis = (typeof ASKED_BASES)[number];

/** Without a court order or a proxy: an organisation may or may not accept it (R5). */
export const FAMILY_BASES = ['PARTNER', 'PARENT', 'CHILD', 'SIBLING'] as const satisfies RepresentativeBasis[];

const RANKS: Record<RepresentativeBasis, number> = {
  CURATORSHIP: 1,
  MENTORSHIP: 2,
  WRITTEN_PROXY: 3,
  PARTNER: 4,
  PARENT: 5,
  CHILD: 5,
  SIBLING: 5,
};

/** 1 goes before 2; parents, children, brothers and sisters are equals. */
export function rankOf(basis: RepresentativeBasis): number {
  return RANKS[basis];
}
