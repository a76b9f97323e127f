/** Who the client is and where: Patient, the stay that is going on (Encounter), and its Location. */
import { humanName } from './human-name.js';
import { both, optional, required, type ResourceMapping } from './mapping.js';

/**
 * Who left is not `active` any more in many an ECD, and access outlasts the departure (V34, R18). A record that another
 * has taken the place of says so with a link.
 */
export const PATIENT = {
  concept: 'Person',
  zib: 'Patient',
  resource: both('Patient'),
  servedWhen: both("link.where(type = 'replaced-by').empty()"),
  needsLabel: false,
  client: both("'Patient/' + id"),
  elements: {
    ...humanName({ text: 'client.name', given: 'client.given_name', family: 'client.family_name' }),
    birthDate: optional('day', 'birthDate', 'client.birth_date'),
  },
} as const satisfies ResourceMapping;

/** A stay that has ended says where the client was: access outlasts it by some weeks (V34, R18). */
export const STAY = {
  concept: 'Person',
  zib: 'Encounter',
  resource: both('Encounter'),
  servedWhen: both(
    "status in ('in-progress' | 'onleave' | 'finished') and (class.empty() or class.code in ('IMP' | 'ACUTE' | 'NONAC' | 'HH'))",
  ),
  needsLabel: false,
  client: both('subject.reference.single()'),
  elements: {
    status: required('text', 'status'),
    start: optional('text', 'period.start.toString()'),
    locations: required(
      'references',
      "location.where(status = 'active').combine(location.where(status.empty())).combine(location.where(status = 'completed').last()).location.reference",
    ),
  },
} as const satisfies ResourceMapping;

export const LOCATION = {
  concept: 'Person',
  zib: 'HealthcareProvider',
  resource: both('Location'),
  servedWhen: both("status.empty() or status != 'inactive'"),
  needsLabel: false,
  client: null,
  elements: {
    'location.name': required('text', 'name', 'client.location_name'),
    'location.address': optional(
      'text',
      "address.select(iif(text.exists(), text, line.combine(postalCode.combine(city).join(' ')).where($this != '').join(', ')))",
      'client.location_address',
    ),
    /** `codes.psychogeriatricLocation` says which. */
    'location.psychogeriatric': optional('tokens', 'type.coding', 'client.psychogeriatric'),
  },
} as const satisfies ResourceMapping;
