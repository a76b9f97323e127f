import { GraphQLSafeInt } from 'graphql-scalars';
import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { readGrowth, type ProofNeeds } from '../domain/checkpoints/read-proofs.js';
import type { AuditContext } from './audit-context.js';
import { AuditEvent } from './audit-event.type.js';
import { InclusionProof, LogCheckpoint, LogConsistency } from './proof.type.js';

@Resolver(() => AuditEvent)
export class ProofResolver {
  constructor(private readonly needs: ProofNeeds) {}

  @FieldResolver(() => InclusionProof, {
    nullable: true,
    description: 'That the record is in the log as it was signed for; empty until the next checkpoint (nl: bewijs).',
  })
  async proof(@Root() event: AuditEvent, @Ctx() { proofs }: AuditContext): Promise<InclusionProof | null> {
    const { occurredAt, sequence } = event;
    const proof = sequence === null ? null : await proofs.load({ occurredAt, sequence });
    return proof && { ...proof, path: inBase64(proof.path) };
  }

  @Query(() => LogCheckpoint, {
    nullable: true,
    description: 'The last checkpoint of the log; empty before the first (nl: laatste waarmerk).',
  })
  async logCheckpoint(): Promise<LogCheckpoint | null> {
    const last = await this.needs.checkpoints.last();
    return last && { ...last, root: last.root.toString('base64'), verifierKey: this.needs.verifierKey };
  }

  @Query(() => LogConsistency, {
    nullable: true,
    description: 'That the log only grew between two checkpoints, named by their sizes (nl: bewijs van groei).',
  })
  async logConsistency(
    @Arg('from', () => GraphQLSafeInt, { description: 'Size at the earlier checkpoint (nl: van).' }) from: number,
    @Arg('to', () => GraphQLSafeInt, { description: 'Size at the later checkpoint (nl: tot).' }) to: number,
  ): Promise<LogConsistency> {
    const growth = await readGrowth(this.needs, from, to);
    return { from, to, path: inBase64(growth.path), fromNote: growth.from.note, toNote: growth.to.note };
  }
}

function inBase64(hashes: readonly Buffer[]): string[] {
  return hashes.map((hash) => hash.toString('base64'));
}
