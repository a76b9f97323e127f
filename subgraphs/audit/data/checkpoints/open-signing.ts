/** Signing for the log, beside the subgraph that writes it. */
import type { DataSource } from 'typeorm';
import type { SubgraphParts } from '../../../subgraph-program.js';
import type { CheckpointConfiguration } from '../../checkpoint-configuration.js';
import { signingAlone } from './signing-lock.js';
import { SqlCheckpoints } from './sql-checkpoints.js';
import { openPlaces } from '../places/open-places.js';
import { SqlProofHashes } from '../sql-proof-hashes.js';
import { TlogWitness } from '../witnesses/tlog-witness.js';
import { CheckpointSigner } from '../../domain/checkpoints/checkpoint-signer.js';
import type { ProofNeeds } from '../../domain/checkpoints/read-proofs.js';
import { NoteSigner } from '../../domain/tree/signed-note.js';
import { SqlLeafTexts } from '../sql-leaf-texts.js';

export interface Signing {
  signer: CheckpointSigner;
  /** What proofs of records are made from. */
  proving: ProofNeeds;
}

export async function openSigning(
  database: DataSource,
  { origin, key, places, witnesses, everyMs }: CheckpointConfiguration,
  { clock, log }: Pick<SubgraphParts, 'clock' | 'log'>,
): Promise<Signing> {
  const hashes = new SqlProofHashes(database);
  const checkpoints = new SqlCheckpoints(database);
  const noteSigner = new NoteSigner(origin, key);
  const signer = new CheckpointSigner({
    hashes,
    checkpoints,
    places: await openPlaces(places, clock),
    witnesses: witnesses.map((witness) => new TlogWitness(witness)),
    signer: noteSigner,
    alone: signingAlone(database),
    clock,
    log,
    everyMs,
  });
  const verifierKey = noteSigner.verifierKey.toString();
  return { signer, proving: { hashes, checkpoints, leaves: new SqlLeafTexts(database), verifierKey } };
}
