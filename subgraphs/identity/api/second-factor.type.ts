import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import type { SubgraphContext } from '../../subgraph-context.js';
import type { PasskeyRequest as PasskeyRequestToAnswer } from '../domain/second-factors/offer-methods.js';
import type {
  SecondFactor as HeldFactor,
  SecondFactorKind as SecondFactorKindName,
} from '../domain/second-factors/second-factor.js';
import { SecondFactorKind } from './enums.js';
import { Organisation, toOrganisation } from './organisation.type.js';

@ObjectType({ description: 'A means of signing in that is stronger than an SMS code (nl: tweede factor).' })
export class SecondFactor {
  @Field(() => ID, { description: 'Id, to remove it by (nl: kenmerk).' })
  id: string;

  @Field(() => SecondFactorKind, { description: 'What it is (nl: soort).' })
  kind: SecondFactorKindName;

  @Field(() => String, { description: 'What its holder calls it (nl: naam).' })
  name: string;

  @Field(() => GraphQLDateTime, { description: 'Since when it can be used (nl: toegevoegd op).' })
  addedAt: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was used last (nl: laatst gebruikt).' })
  lastUsedAt: Date | null;
}

export function toSecondFactor({ id, kind, name, createdAt, confirmedAt, lastUsedAt }: HeldFactor): SecondFactor {
  return { id, kind, name, addedAt: confirmedAt ?? createdAt, lastUsedAt };
}

@ObjectType({ description: 'An authenticator app that waits for its first code (nl: authenticator-app in wording).' })
export class TotpToConfirm {
  @Field(() => ID, { description: 'Id, to confirm it by (nl: kenmerk).' })
  id: string;

  @Field(() => String, { description: 'The otpauth address that the app scans as a QR code (nl: QR-code).' })
  uri: string;

  @Field(() => String, { description: 'The same secret, to type over; shown this once (nl: sleutel).' })
  secret: string;
}

@ObjectType({ description: 'A passkey that the browser is to make (nl: passkey in wording).' })
export class PasskeyToConfirm {
  @Field(() => ID, { description: 'Id, to confirm it by (nl: kenmerk).' })
  id: string;

  @Field(() => GraphQLJSONObject, {
    description: 'PublicKeyCredentialCreationOptions as JSON (nl: opties voor de browser).',
  })
  options: object;
}

@ObjectType({ description: 'What a portal asks a passkey with (nl: vraag aan de passkey).' })
export class PasskeyRequest {
  @Field(() => Organisation, { description: 'At whose portal it can be answered (nl: zorgorganisatie).' })
  organisation: Organisation;

  @Field(() => GraphQLJSONObject, {
    description: 'PublicKeyCredentialRequestOptions as JSON (nl: opties voor de browser).',
  })
  options: object;
}

export function toPasskeyRequest(
  { organisation, options }: PasskeyRequestToAnswer,
  context: SubgraphContext,
): PasskeyRequest {
  return { organisation: toOrganisation(organisation, context), options };
}
