/** The codes of the demo ECD; what they mean to the portal is in the organisation's policy. */

export const SNOMED = 'http://snomed.info/sct';
export const LOINC = 'http://loinc.org';
/** Zib role codes of contacts: Vektis COD472. */
export const CONTACT_ROLE = 'urn:oid:2.16.840.1.113883.2.4.3.11.22.472';

export const NURSING_REPORT = { system: SNOMED, code: '11591000146107' };
/** LOINC: progress note. */
export const SOAP_REPORT = { system: LOINC, code: '11506-3' };
export const REPORT_TYPE = 'https://ecd.example/rapportagesoort';
export const FLAGGED = { system: 'https://ecd.example/markering', code: 'BELANGRIJK' };
export const LOCATION_TYPE = 'https://ecd.example/locatiesoort';
export const TEAM_ROLE = 'https://ecd.example/rol';
/** SNOMED CT: nursing care plan. */
export const CARE_PLAN = { system: SNOMED, code: '773130005' };
export const AGREEMENT = { system: 'https://ecd.example/toestemming', code: 'ZORGAFSPRAAK' };
export const WELLBEING_ACTIVITY = { system: 'https://ecd.example/procedurecategorie', code: 'LEEFPLEZIER' };
export const PERSON_PROFILE = 'https://ecd.example/Questionnaire/persoonsbeeld';
export const LIFE_STORY = 'https://ecd.example/Questionnaire/levensverhaal';

/** `rapportage_regels.soort`. */
export const SOEP_LINES: Readonly<Record<string, string>> = {
  S: '255362007',
  O: '260224007',
  E: '129265001',
  P: '129271007',
};
/** Zib VertegenwoordigingCodelijst. */
export const REPRESENTATION = 'urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.3.3';
