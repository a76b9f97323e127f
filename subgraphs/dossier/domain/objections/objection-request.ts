/**
 * V33: who disagrees with the content of the dossier, or wants it corrected, destroyed or inspected, asks so here. A
 * request and its history stand beside the dossier; nothing here writes to it (V38).
 */
import type { Subject } from '../../../../schema/access-decision.js';
import type { PageRequest } from '../../../connection.js';
import type { Author } from '../author.js';

export const OBJECTION_KINDS = ['CORRECTION', 'OWN_STATEMENT', 'DESTRUCTION', 'INSPECTION'] as const;
export type ObjectionKind = (typeof OBJECTION_KINDS)[number];

export const OBJECTION_STATUSES = ['RECEIVED', 'IN_PROGRESS', 'GRANTED', 'REFUSED', 'WITHDRAWN'] as const;
export type ObjectionStatus = (typeof OBJECTION_STATUSES)[number];

/** Still to be answered. */
export const OPEN_STATUSES: readonly ObjectionStatus[] = ['RECEIVED', 'IN_PROGRESS'];

export const LONGEST_REQUEST = 4_000;

export interface ObjectionRequest {
  id: string;
  organisation: string;
  client: string;
  askedBy: Author;
  kind: ObjectionKind;
  text: string;
  status: ObjectionStatus;
  receivedAt: Date;
  /** The last day for an answer, where the organisation is: `2026-04-10`. */
  dueOn: string;
  extended: boolean;
  /** Every change, the first one the receipt. */
  history: ObjectionChange[];
}

export interface ObjectionChange {
  at: Date;
  by: Author;
  status: ObjectionStatus;
  dueOn: string;
  /** The answer, or why it takes longer. */
  note: string | null;
}

export type NewObjection = Omit<ObjectionRequest, 'history' | 'extended'>;

/** Lists hold one entry more than asked when there is a next one. */
export interface ObjectionRequests {
  find(id: string): Promise<ObjectionRequest | null>;
  /** Newest first. */
  ofClient(client: string, page: PageRequest): Promise<ObjectionRequest[]>;
  /** Those due first at the top. */
  ofOrganisation(
    organisation: string,
    statuses: readonly ObjectionStatus[],
    page: PageRequest,
  ): Promise<ObjectionRequest[]>;
  /** When somebody else than the account last made or changed a request, after that moment; null: nobody. */
  lastChangeByOthers(client: string, account: string, since: Date): Promise<Date | null>;
}

/** As a step sees them: changed nowhere else. */
export interface ObjectionRequestsInStep extends ObjectionRequests {
  receive(request: NewObjection): Promise<ObjectionRequest>;
  /**
   * Takes the change over and writes it into the history, when the request is still as the condition says and, for an
   * extension, was not extended before: of several who decide at once, one does. Null when it was not.
   */
  change(
    request: ObjectionRequest,
    condition: { statuses: readonly ObjectionStatus[]; extends: boolean },
    change: ObjectionChange,
  ): Promise<ObjectionRequest | null>;
}

/** What the guard judges a request by. */
export function subjectOfObjection({ id, organisation, client, askedBy }: ObjectionRequest): Subject {
  return { organisation, client, account: askedBy.account, object: `ObjectionRequest/${id}` };
}

export function isOpen({ status }: Pick<ObjectionRequest, 'status'>): boolean {
  return OPEN_STATUSES.includes(status);
}
