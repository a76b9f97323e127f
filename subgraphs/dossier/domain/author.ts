/** Who wrote something in the portal: with every text, so that it is never taken for a part of the dossier (R22, R32). */
import type { SessionFacts } from '../../../schema/caller.js';
import type { Acting } from './acting.js';

export const AUTHOR_ROLES = ['CLIENT', 'REPRESENTATIVE', 'CONTACT', 'STAFF'] as const;
export type AuthorRole = (typeof AUTHOR_ROLES)[number];

export interface Author {
  account: string;
  /** As it was when they wrote; null once the account was deleted (R18). */
  name: string | null;
  role: AuthorRole;
}

export function authorOf({ account, name }: SessionFacts, { side, place: { role } }: Acting): Author {
  return { account, name, role: side === 'STAFF' ? 'STAFF' : (role as Exclude<AuthorRole, 'STAFF'>) };
}
