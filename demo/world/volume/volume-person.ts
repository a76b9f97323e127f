/** For three clients in ten someone has an account: the client, a representative, or a contact. */
import type { ClientContent } from '../content.js';
import type { DemoPerson, DemoRelation } from '../demo-person.js';

/** Everyone of the volume signs in with it. */
export const VOLUME_PASSWORD = 'veel dossiers om te lezen';

type Holder = Pick<DemoRelation, 'role' | 'basis' | 'actsForClient' | 'sections'>;

const HOLDERS: Partial<Record<number, Holder>> = {
  0: { role: 'CLIENT', basis: 'SELF' },
  3: { role: 'REPRESENTATIVE', basis: 'MENTORSHIP', actsForClient: true },
  7: { role: 'CONTACT', basis: 'DESIGNATION', sections: ['REPORTS', 'APPOINTMENTS'] },
};

/** Whether someone has an account for the client with this number. */
export function isHeld(number: number): boolean {
  return HOLDERS[number % 10] !== undefined;
}

/** @returns null for a client about whom nobody signs in. */
export function volumePerson(seed: number, number: number, client: ClientContent): DemoPerson | null {
  const holder = HOLDERS[number % 10];
  if (holder === undefined) return null;
  const contact = holder.role === 'CLIENT' ? undefined : client.contacts[0];
  const [given = '', ...family] = (contact?.name ?? `${client.person.given} ${client.person.family}`).split(' ');
  return {
    key: client.key,
    email: `seed${seed}.${number}@${client.organisation}.example`,
    password: VOLUME_PASSWORD,
    mobile: `+3161${String(number % 10_000_000).padStart(7, '0')}`,
    given,
    family: family.join(' '),
    about: 'volume',
    relations: [
      {
        ...holder,
        client: client.key,
        organisation: client.organisation,
        evidence: 'Volume',
        ...(contact && { contact: contact.key }),
        terms: true,
        bsn: null,
      },
    ],
    staff: [],
  };
}
