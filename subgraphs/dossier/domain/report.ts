/** Reports (nl: rapportages): V13. FHIR: Observation (NursingReport) and Composition (SOAPReport). */
import type { Keyset } from '../../connection.js';

/** The types that the portal knows, each in the section in which it is offered and shared. A report of any other type is not served. */
export const SECTION_OF_REPORT_TYPE = {
  GENERAL: 'REPORTS',
  PROGRESS: 'REPORTS',
  FAMILY_COMMUNICATION: 'REPORTS',
  MEDICAL: 'MEDICAL_REPORTS',
  TREATMENT: 'MEDICAL_REPORTS',
  SOEP: 'MEDICAL_REPORTS',
  MEASUREMENT: 'MEDICAL_REPORTS',
} as const;
export type ReportType = keyof typeof SECTION_OF_REPORT_TYPE;
export type ReportSection = (typeof SECTION_OF_REPORT_TYPE)[ReportType];

export const REPORT_TYPES = Object.keys(SECTION_OF_REPORT_TYPE) as ReportType[];

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
