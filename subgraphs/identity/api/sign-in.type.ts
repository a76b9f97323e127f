import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import type { SubgraphContext } from '../../subgraph-context.js';
import type { IssuedSession } from '../domain/session/start-session.js';
import type { SignInMethod as SignInMethodName } from '../domain/second-factors/offer-methods.js';
import type { SentChallenge } from '../domain/sign-in/sign-in-challenge.js';
import { SignInMethod } from './enums.js';
import { NextStep, toNextStep } from './next-step.type.js';
import { PasskeyRequest, toPasskeyRequest } from './second-factor.type.js';

@ObjectType({ description: 'A sign-in that waits for its second step (nl: aanmelding in twee stappen).' })
export class SignInChallenge {
  @Field(() => ID, { description: 'Id, to send the code with (nl: kenmerk).' })
  id: string;

  @Field(() => GraphQLDateTime, { description: 'Until when the code can be used (nl: geldig tot).' })
  expiresAt: Date;

  @Field(() => GraphQLDateTime, {
    description: 'From when another code can be asked for (nl: opnieuw versturen kan vanaf).',
  })
  resendAt: Date;

  @Field(() => String, {
    description: 'The last two digits of the number that codes go to (nl: laatste cijfers van het nummer).',
  })
  mobileHint: string;

  @Field(() => [SignInMethod], {
    description: 'How the second step can be taken; the SMS is sent at once only if it is the one way (nl: manieren).',
  })
  methods: SignInMethodName[];

  @Field(() => [PasskeyRequest], {
    description: 'What to ask a passkey with, by portal; of a sign-in with passkey only (nl: vragen aan de passkey).',
  })
  passkeyRequests: PasskeyRequest[];
}

export function toSignInChallenge(challenge: SentChallenge, context: SubgraphContext): SignInChallenge {
  const passkeyRequests = challenge.passkeyRequests.map((request) => toPasskeyRequest(request, context));
  return { ...challenge, passkeyRequests };
}

@ObjectType({ description: 'A session, with the tokens that the portal keeps for it (nl: sessie).' })
export class Session {
  @Field(() => ID, { description: 'Id (nl: kenmerk).' })
  id: string;

  @Field(() => String, { description: 'Goes with every request, as bearer token (nl: toegangstoken).' })
  accessToken: string;

  @Field(() => GraphQLDateTime, { description: 'Until when the access token can be used (nl: geldig tot).' })
  accessTokenExpiresAt: Date;

  @Field(() => String, {
    description: 'Trades for new tokens, once; using it twice ends the session (nl: vernieuwingstoken).',
  })
  refreshToken: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Of a sign-in in two steps: goes with the next one on this device, so that nobody else can lock you out (nl: apparaatkenmerk).',
  })
  deviceToken: string | null;

  @Field(() => GraphQLDateTime, { description: 'When the session ends, whatever is done (nl: einde van de sessie).' })
  expiresAt: Date;

  @Field(() => [NextStep], { description: 'What has to be done before the portal opens (nl: volgende stappen).' })
  nextSteps: NextStep[];
}

export function toSession(session: IssuedSession, context: SubgraphContext): Session {
  return { ...session, nextSteps: session.nextSteps.map((step) => toNextStep(step, context)) };
}
