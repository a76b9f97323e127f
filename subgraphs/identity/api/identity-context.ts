import type DataLoader from 'dataloader';
import type { SubgraphContext } from '../../subgraph-context.js';
import type { JudgedRelation } from '../domain/standing.js';

/** One of these for each operation. */
export interface IdentityContext extends SubgraphContext {
  /** The relations of a client; all clients of an operation are asked for at once. */
  relationsOfClient: DataLoader<string, JudgedRelation[]>;
}
