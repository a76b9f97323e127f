import { GraphQLDateTime, GraphQLSafeInt } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'That a record is in the log as the log was signed for: RFC 9162 §2.1.3. How to check it: docs/audit-log.md (nl: bewijs van opname).',
})
export class InclusionProof {
  @Field(() => String, {
    description: 'The record as it was put in the tree: JSON, to be hashed letter for letter as UTF-8 (nl: logregel).',
  })
  record: string;

  @Field(() => GraphQLSafeInt, { description: 'Its place in the log, counted from 0 (nl: plaats).' })
  leafIndex: number;

  @Field(() => GraphQLSafeInt, { description: 'How many records were signed for (nl: omvang).' })
  treeSize: number;

  @Field(() => [String], {
    description: 'Hashes beside the way to the root, the lowest first; base64 (nl: pad).',
  })
  path: string[];

  @Field(() => String, {
    description:
      'What was signed: a checkpoint as C2SP signed note, cosignatures of witnesses included (nl: waarmerk).',
  })
  checkpoint: string;
}

@ObjectType({
  description:
    'A checkpoint of the log: how large it was, and the root of its tree. C2SP tlog-checkpoint (nl: waarmerk).',
})
export class LogCheckpoint {
  @Field(() => String, { description: 'The signed note (nl: ondertekende tekst).' })
  note: string;

  @Field(() => GraphQLSafeInt, { description: 'Number of records (nl: omvang).' })
  size: number;

  @Field(() => String, { description: 'Root of the tree, base64 (nl: wortel).' })
  root: string;

  @Field(() => GraphQLDateTime, { description: 'When it was signed (nl: ondertekend op).' })
  signedAt: Date;

  @Field(() => String, {
    description:
      'Key that checks the signature, as C2SP writes it; trust it only when you have it from elsewhere too (nl: sleutel).',
  })
  verifierKey: string;
}

@ObjectType({
  description: 'That the log only grew from one checkpoint into another. RFC 9162 §2.1.4 (nl: bewijs van groei).',
})
export class LogConsistency {
  @Field(() => GraphQLSafeInt, { description: 'Size at the earlier checkpoint (nl: van).' })
  from: number;

  @Field(() => GraphQLSafeInt, { description: 'Size at the later checkpoint (nl: tot).' })
  to: number;

  @Field(() => [String], { description: 'Hashes that lead to both roots, base64 (nl: pad).' })
  path: string[];

  @Field(() => String, { description: 'Signed note of the earlier checkpoint (nl: eerste waarmerk).' })
  fromNote: string;

  @Field(() => String, { description: 'Signed note of the later checkpoint (nl: tweede waarmerk).' })
  toNote: string;
}
