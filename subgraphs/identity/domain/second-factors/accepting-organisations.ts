import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import type { Authentication } from '../../../../schema/caller.js';
import { current, type Standing } from '../standing.js';
import type { SecondFactorKind } from './second-factor.js';

/** How whoever signs in with a factor has signed in. */
export const AUTHENTICATION_BY = {
  TOTP: 'PASSWORD_TOTP',
  PASSKEY: 'PASSWORD_PASSKEY',
} as const satisfies Record<SecondFactorKind, Authentication>;

/** The organisations of an account that accept a factor of this kind in one of its roles (V27, R13). */
export function acceptingOrganisations(standing: Standing, kind: SecondFactorKind): OrganisationPolicy[] {
  const way = AUTHENTICATION_BY[kind];
  const roles = [
    ...current(standing).map(({ policy }) => ({ policy, ways: policy.authentication.users })),
    ...standing.staff.map(({ policy }) => ({ policy, ways: policy.authentication.staff })),
  ];
  const accepting = roles.filter(({ ways }) => ways.includes(way)).map(({ policy }) => policy);
  return [...new Set(accepting)];
}
