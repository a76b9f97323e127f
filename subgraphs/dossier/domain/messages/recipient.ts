import { DomainError } from '../../../domain-error.js';
import type { Dossier } from '../dossier.js';

export const RECIPIENT_ROLES = ['CARE_TEAM', 'PRIMARY_NURSE'] as const;
export type RecipientRole = (typeof RECIPIENT_ROLES)[number];

/** FHIR Communication.recipient: whom a thread is for. Staff of the organisation reads it either way. */
export interface Recipient {
  role: RecipientRole;
  /** Of the EVV, as it was when the thread began. */
  name: string | null;
}

const CARE_TEAM: Recipient = { role: 'CARE_TEAM', name: null };

/** The care team always; the EVV where the client has one. */
export async function recipientsAbout({ record }: Dossier): Promise<Recipient[]> {
  const nurse = (await record.careTeam()).find(({ primaryNurse }) => primaryNurse);
  return nurse === undefined ? [CARE_TEAM] : [CARE_TEAM, { role: 'PRIMARY_NURSE', name: nurse.name }];
}

/** The ECD is not asked for the care team, which can be written to when it is down. @throws DomainError BAD_INPUT: no EVV. */
export async function recipientAbout(dossier: Dossier, role: RecipientRole): Promise<Recipient> {
  if (role === 'CARE_TEAM') return CARE_TEAM;
  const found = (await recipientsAbout(dossier)).find((recipient) => recipient.role === role);
  if (found === undefined) throw new DomainError('BAD_INPUT', { fields: ['recipient'] });
  return found;
}
