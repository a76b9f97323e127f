/** The client's own people (RelatedPerson), and what a court has decided of who acts for the client (Condition). */
import { humanName } from './human-name.js';
import { both, optional, type ResourceMapping } from './mapping.js';

/** Vektis COD472. */
const ROLE_SYSTEM = 'urn:oid:2.16.840.1.113883.2.4.3.11.22.472';
const ROLE = `relationship.coding.where(system = '${ROLE_SYSTEM}').code`;
const ROLE_OF_STU3 = `extension('http://fhir.nl/fhir/StructureDefinition/nl-core-relatedperson-role').value.coding.where(system = '${ROLE_SYSTEM}').code`;

export const RELATED_PERSON = {
  concept: 'RelatedPerson',
  zib: 'ContactPerson',
  resource: both('RelatedPerson'),
  servedWhen: both('(active.empty() or active) and (period.end.empty() or period.end > now())'),
  needsLabel: false,
  client: both('patient.reference.single()'),
  elements: {
    ...humanName({ text: 'related_person.name' }),
    relationship: optional(
      'text',
      `relationship.text.combine(relationship.coding.where(system.empty() or system != '${ROLE_SYSTEM}').display)`,
      'related_person.relationship',
    ),
    roleCode: optional('text', { STU3: `${ROLE_OF_STU3}.combine(${ROLE})`, R4: ROLE }, 'related_person.role_code'),
    telephone: optional(
      'text',
      "telecom.where(system = 'phone' and (use.empty() or use != 'old')).value",
      'related_person.telephone',
    ),
  },
} as const satisfies ResourceMapping;

/** A code in STU3, a concept in R4; whoever mixes them up is understood too. */
const codesOf = (status: string) => `${status}.combine(${status}.coding.code)`;

const dayOf = (moment: string) =>
  `${moment}.ofType(dateTime).combine(${moment}.ofType(Period).start).toString().substring(0, 10)`;

/** Not refuted, and not said to have ended without the very day: until when it holds is looked at when it is asked for. */
const STANDS_AND_HOLDS =
  `${codesOf('verificationStatus')}.where($this in ('refuted' | 'entered-in-error')).empty() and ` +
  `((abatement.empty() and ${codesOf('clinicalStatus')}.where($this in ('inactive' | 'resolved')).empty()) or ${dayOf('abatement')}.length() = 10)`;

export const LEGAL_SITUATION = {
  concept: 'LegalSituation',
  zib: 'LegalSituation',
  resource: both('Condition'),
  servedWhen: both(STANDS_AND_HOLDS),
  needsLabel: false,
  client: both('subject.reference.single()'),
  elements: {
    /** `codes.legalSituations` says which. */
    kind: optional('tokens', 'code.coding', 'legal_situation.kind'),
    start: optional('day', dayOf('onset'), 'legal_situation.period_start'),
    end: optional('day', dayOf('abatement'), 'legal_situation.period_end'),
  },
} as const satisfies ResourceMapping;
