/** A relation: one person's access to one client's dossier. */
import type { Role, Section } from '../../../../schema/caller.js';
import type { LegalBasis } from '../../../../schema/legal-basis.js';
import type { PersonName } from '../account.js';
import type { IncapacityFinding } from './incapacity.js';

/** Why a relation ended before its time (V35–V37, R4, R15). */
export const RELATION_ENDS = [
  'WITHDRAWN_BY_HOLDER',
  'WITHDRAWN_BY_CLIENT',
  'WRITTEN_NOTICE',
  'TERMS_BREACHED',
  'UNLAWFUL_USE',
  'HANDED_OVER',
  'NO_LONGER_AUTHORISED',
] as const;
export type RelationEnd = (typeof RELATION_ENDS)[number];

export interface Relation {
  id: string;
  role: Role;
  legalBasis: LegalBasis;
  /** What the administration saw: an order, a proxy, a signed form (R6, R7). */
  evidence: string;
  relatedPerson: string | null;
  sections: Section[];
  validFrom: Date;
  validUntil: Date | null;
  endedAt: Date | null;
  endedReason: RelationEnd | null;
  /** Of a client who is incapacitated: when the representative agreed (V25). */
  permittedAt: Date | null;
  /** Since when it waits because another organisation changed how its holder is reached (R14, R7). */
  heldAt: Date | null;
  /** A further account, beyond those that each client has (R9): why. */
  extraReason: string | null;
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
  incapacities: IncapacityFinding[];
}

export interface RelationHolder {
  account: string;
  name: PersonName;
  /** Versions of the organisation's terms that the holder accepted. */
  acceptedTerms: string[];
}

/** A relation as it is made. */
export type NewRelation = Pick<
  Relation,
  'role' | 'legalBasis' | 'evidence' | 'relatedPerson' | 'sections' | 'validFrom' | 'validUntil'
> & {
  account: string;
  client: string;
  /** Who saw to the authority, and when (R7). */
  verifiedBy: string;
  verifiedAt: Date;
  /** R9: why there is a further account, and who approved it. */
  extra: { reason: string; approvedBy: string } | null;
};

export interface Relations {
  find(id: string): Promise<Relation | null>;
  ofAccount(account: string): Promise<Relation[]>;
  ofAccounts(accounts: readonly string[]): Promise<Relation[]>;
  ofClients(clients: readonly string[]): Promise<Relation[]>;
}

/** As a step sees them: changed nowhere else. */
export interface RelationsInStep extends Relations {
  add(relation: NewRelation): Promise<Relation>;
  /** Opens exactly these sections for a contact; null when the relation has ended meanwhile. */
  share(id: string, sections: Section[]): Promise<Relation | null>;
  /** Ends a relation; null when it had ended already. @param note why, in words. */
  end(id: string, reason: RelationEnd, at: Date, note?: string): Promise<Relation | null>;
  /** V25: the representative's permission for the client's own access; null when it has ended meanwhile. */
  permit(id: string, at: Date | null): Promise<Relation | null>;
  /** R17: another end; null when it has ended meanwhile. */
  extend(id: string, until: Date): Promise<Relation | null>;
  /** Puts it on hold, from now on if it was already; null when it has ended meanwhile. */
  hold(id: string, at: Date): Promise<Relation | null>;
  /** Ends the hold; null when it has ended or is not held. */
  release(id: string): Promise<Relation | null>;
  /** Waits until nobody else changes who has access to the client, and lasts as long as the step. */
  lockClient(client: string): Promise<void>;
}
