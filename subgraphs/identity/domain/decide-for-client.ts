import { current, type JudgedRelation, type Standing } from './standing.js';

/** The relation by which an account decides on a client's behalf: as the client, or as the representative who acts for the client. */
export function decidingRelation(standing: Standing, client: string): JudgedRelation | undefined {
  return current(standing).find(
    (relation) =>
      relation.status === 'ACTIVE' &&
      relation.client.id === client &&
      (relation.role === 'CLIENT' || (relation.role === 'REPRESENTATIVE' && relation.actsForClient)),
  );
}
