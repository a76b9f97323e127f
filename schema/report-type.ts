/** The types of report (V13), which are both words of the graph and what an ECD's own types are translated to. */

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
