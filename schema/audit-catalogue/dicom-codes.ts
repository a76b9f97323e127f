/** Codes by which NEN 7513 and FHIR R4 AuditEvent name sorts of events: DICOM PS3.16, CID 400 (type) and CID 401 (subtype). */

export const DICOM_SYSTEM = 'http://dicom.nema.org/resources/ontology/DCM';

export interface DicomCode {
  code: string;
  display: string;
}

const of = (code: string, display: string): DicomCode => ({ code, display });

/** FHIR AuditEvent.type; NEN 7513 event code. */
export const EVENT_TYPES = {
  application: of('110100', 'Application Activity'),
  logUsed: of('110101', 'Audit Log Used'),
  export: of('110106', 'Export'),
  patientRecord: of('110110', 'Patient Record'),
  query: of('110112', 'Query'),
  security: of('110113', 'Security Alert'),
  authentication: of('110114', 'User Authentication'),
} as const satisfies Record<string, DicomCode>;

/** FHIR AuditEvent.subtype; NEN 7513 event kind. */
export const EVENT_SUBTYPES = {
  login: of('110122', 'Login'),
  logout: of('110123', 'Logout'),
  node: of('110126', 'Node Authentication'),
  configuration: of('110129', 'Security Configuration'),
  restricted: of('110132', 'Use of Restricted Function'),
  loggingStopped: of('110133', 'Audit Recording Stopped'),
  loggingStarted: of('110134', 'Audit Recording Started'),
  objectSecurity: of('110135', 'Object Security Attributes Changed'),
  roles: of('110136', 'Security Roles Changed'),
  userSecurity: of('110137', 'User security Attributes Changed'),
} as const satisfies Record<string, DicomCode>;
