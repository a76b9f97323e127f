import type { Dossier } from './dossier.js';
import type { Reachable } from './ecd.js';
import { knownPerson } from './known-person.js';

export const CONTACT_POINT_ROLES = ['PRIMARY_NURSE', 'TEAM'] as const;

export interface ContactPoint extends Reachable {
  role: (typeof CONTACT_POINT_ROLES)[number];
}

/**
 * V18, V19: whom to ask about the content of the dossier, or in a hurry. The EVV, by way of the team where the EVV has
 * no telephone or address of their own; without an EVV the team.
 */
export async function readContactPoint(dossier: Dossier): Promise<ContactPoint | null> {
  const [careTeam, { team }] = await Promise.all([dossier.record.careTeam(), knownPerson(dossier)]);
  const nurse = careTeam.find(({ primaryNurse }) => primaryNurse);
  if (nurse === undefined) return team && { ...team, role: 'TEAM' };
  return {
    name: nurse.name,
    role: 'PRIMARY_NURSE',
    telephone: nurse.telephone ?? team?.telephone ?? null,
    email: nurse.email ?? team?.email ?? null,
    availability: nurse.availability ?? team?.availability ?? null,
  };
}
