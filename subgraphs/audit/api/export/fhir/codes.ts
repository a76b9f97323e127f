/** Systems of codes in FHIR R4 AuditEvent, and our own. */
import { DICOM_SYSTEM, type DicomCode } from '../../../../../schema/audit-catalogue.js';

export interface Coding {
  system: string;
  code: string;
  display?: string;
}

const OWN = 'https://inzage.example/fhir';
const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem';
/** IHE Basic Audit Log Patterns 1.1. */
export const BALP = 'https://profiles.ihe.net/ITI/BALP';

/** Of identifiers: what kind of thing they name. */
export const identifierSystem = (kind: string): string => `${OWN}/sid/${kind}`;
export const extensionUrl = (name: string): string => `${OWN}/StructureDefinition/${name}`;

const codes =
  (system: string) =>
  (code: string, display?: string): Coding => ({ system, code, ...(display !== undefined && { display }) });

export const own = (system: string, code: string): Coding => ({ system: `${OWN}/CodeSystem/${system}`, code });
export const dicom = ({ code, display }: DicomCode): Coding => ({ system: DICOM_SYSTEM, code, display });

export const restful = codes('http://hl7.org/fhir/restful-interaction');
export const participation = codes(`${TERMINOLOGY}/v3-ParticipationType`);
export const entityType = codes(`${TERMINOLOGY}/audit-entity-type`);
export const objectRole = codes(`${TERMINOLOGY}/object-role`);
export const confidentiality = codes(`${TERMINOLOGY}/v3-Confidentiality`);
export const purposeOfUse = codes(`${TERMINOLOGY}/v3-ActReason`);
export const resourceType = codes('http://hl7.org/fhir/resource-types');
/** Functional roles, as NEN 7513 wants them. */
export const iso21298 = codes('urn:iso:std:iso:21298');

export const REST = codes(`${TERMINOLOGY}/audit-event-type`)('rest', 'Restful Operation');
export const CUSTODIAN = codes(`${TERMINOLOGY}/provenance-participant-type`)('custodian', 'Custodian');
export const APPLICATION_SERVER = codes(`${TERMINOLOGY}/security-source-type`)('4', 'Application Server');
export const X_REQUEST_ID = codes(`${BALP}/CodeSystem/BasicAuditEntityType`)('XrequestId');
export const authorisation = codes(`${BALP}/CodeSystem/AuthZsubType`);

export const APPLICATION = dicom({ code: '110150', display: 'Application' });
export const DESTINATION = dicom({ code: '110152', display: 'Destination Role ID' });
export const SOURCE = dicom({ code: '110153', display: 'Source Role ID' });
export const SECURITY_ALERT = dicom({ code: '110113', display: 'Security Alert' });
