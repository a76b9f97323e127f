/** Reports (nl: rapportages): V13. FHIR: Observation (NursingReport) and Composition (SOAPReport). */
import type { ReportType } from '../../../schema/report-type.js';
import type { Keyset } from '../../connection.js';

/** SOAP in English: subjective, objective, evaluation (assessment), plan. */
export const SOEP_KINDS = ['SUBJECTIVE', 'OBJECTIVE', 'EVALUATION', 'PLAN'] as const;
export type SoepKind = (typeof SOEP_KINDS)[number];

export interface SoepLine {
  kind: SoepKind;
  text: string;
}

/** A report that may be served: not hidden, not confidential, and of its lines only those that are not. */
export interface Report {
  id: string;
  keyset: Keyset;
  effectiveDateTime: Date;
  type: ReportType;
  author: { name: string; discipline: string | null };
  text: string | null;
  soep: SoepLine[];
  flagged: boolean;
  /** Only when that report may be served too. */
  inReplyTo: string | null;
  /** Only when it is an entry of a plan that is no draft. */
  carePlanEntry: string | null;
}
