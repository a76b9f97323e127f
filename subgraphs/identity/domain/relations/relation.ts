/** A relation: one person's access to one client's dossier. */
import type { Role, Section } from '../../../../schema/caller.js';

/** On what the access rests (R5, R6). SELF: the client. DESIGNATION: the client, or who acts for the client, named the contact. */
export const LEGAL_BASES = [
  'SELF',
  'CURATORSHIP',
  'MENTORSHIP',
  'WRITTEN_PROXY',
  'PARTNER',
  'FAMILY',
  'DESIGNATION',
] as const;
export type LegalBasis = (typeof LEGAL_BASES)[number];

/** Why a relation ended before its time (V35–V37, R4, R15). */
export type RelationEnd = 'WITHDRAWN_BY_HOLDER' | 'WITHDRAWN_BY_CLIENT' | 'ENDED_BY_ORGANISATION';

export interface Relation {
  id: string;
  role: Role;
  legalBasis: LegalBasis;
  actsForClient: boolean;
  relatedPerson: string | null;
  sections: Section[];
  validFrom: Date;
  validUntil: Date | null;
  endedAt: Date | null;
  bsnConfirmedAt: Date | null;
  version: number;
  client: RelationClient;
  holder: RelationHolder;
}

export interface RelationClient {
  id: string;
  organisation: string;
  ecdClientId: string;
  departedOn: string | null;
  diedOn: string | null;
}

export interface RelationHolder {
  account: string;
  name: { text: string; given: string | null; family: string | null };
  /** Versions of the organisation's terms that the holder accepted. */
  acceptedTerms: string[];
}

export interface Relations {
  find(id: string): Promise<Relation | null>;
  ofAccount(account: string): Promise<Relation[]>;
  ofClients(clients: readonly string[]): Promise<Relation[]>;
  /** Opens exactly these sections for a contact; null when the relation has ended meanwhile. */
  share(id: string, sections: Section[]): Promise<Relation | null>;
  /** Ends a relation; null when it had ended already. */
  end(id: string, reason: RelationEnd, at: Date): Promise<Relation | null>;
}
