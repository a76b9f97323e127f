import type DataLoader from 'dataloader';
import type { SubgraphContext } from '../../subgraph-context.js';
import type { ProofOfRecord, RecordPlace } from '../domain/checkpoints/read-proofs.js';

export interface AuditContext extends SubgraphContext {
  /** Proofs of records, those of a page together. */
  proofs: DataLoader<RecordPlace, ProofOfRecord | null, string>;
}
