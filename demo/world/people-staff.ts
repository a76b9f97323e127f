/** Staff of both organisations, one for each staff role. */
import type { StaffRole } from '../../schema/caller.js';
import type { DemoPerson } from './demo-person.js';

const ABOUT: Record<StaffRole, string> = {
  ADMINISTRATOR: 'client administration: keeps accounts and relations, reads no dossier',
  MEDIATOR: 'care mediator: approves a further account, reads no dossier',
  AUDITOR: 'log manager: reads the audit log',
  REPORTER: 'reads figures only',
};

export const STAFF: DemoPerson[] = [
  staff('vivium', 'ADMINISTRATOR', 'Marloes', 'Kuit', 'ordners op alfabet', '+31610000901'),
  staff('vivium', 'MEDIATOR', 'Sjoerd', 'Palm', 'bemiddelen met thee', '+31610000902'),
  staff('vivium', 'AUDITOR', 'Nienke', 'Wolff', 'elke regel blijft staan', '+31610000903'),
  staff('vivium', 'REPORTER', 'Tom', 'Hazelaar', 'alleen de grote getallen', '+31610000904'),
  staff('rozelaar', 'ADMINISTRATOR', 'Ilse', 'Bruin', 'formulier in drievoud', '+31610000911'),
  staff('rozelaar', 'MEDIATOR', 'Els', 'de Kort', 'kamer aan de waterkant', '+31610000912'),
  staff('rozelaar', 'AUDITOR', 'Hassan', 'Amrani', 'wie keek er wanneer', '+31610000913'),
  staff('rozelaar', 'REPORTER', 'Lisette', 'Vink', 'tabellen zonder namen', '+31610000914'),
];

function staff(
  organisation: string,
  role: StaffRole,
  given: string,
  family: string,
  password: string,
  mobile: string,
): DemoPerson {
  return {
    key: `${organisation}-${role.toLowerCase()}`,
    email: `${role.toLowerCase()}@${organisation}.example`,
    password,
    mobile,
    given,
    family,
    about: ABOUT[role],
    relations: [],
    staff: [{ organisation, role }],
  };
}
