import { Field, ObjectType } from 'type-graphql';
import type { Authentication as AuthenticationName, SignInStep as SignInStepName } from '../../../schema/caller.js';
import type { SubgraphContext } from '../../subgraph-context.js';
import type { NextStep as NextStepToDo } from '../domain/first-steps/next-steps.js';
import { Authentication, SignInStep } from './enums.js';
import { Organisation, Terms, toOrganisation, toTerms } from './organisation.type.js';

@ObjectType({ description: 'What the person has to do before the portal opens (nl: volgende stap).' })
export class NextStep {
  @Field(() => SignInStep, { description: 'The step (nl: stap).' })
  step: SignInStepName;

  @Field(() => Organisation, { description: 'For which organisation (nl: zorgorganisatie).' })
  organisation: Organisation;

  @Field(() => Terms, { nullable: true, description: 'The terms to accept, if that is the step (nl: voorwaarden).' })
  terms: Terms | null;

  @Field(() => [Authentication], {
    description: 'How to sign in, if that is the step: each of these ways will do (nl: manieren van aanmelden).',
  })
  accepts: AuthenticationName[];
}

export function toNextStep({ step, organisation, terms, accepts }: NextStepToDo, context: SubgraphContext): NextStep {
  return {
    step,
    organisation: toOrganisation(organisation, context),
    terms: terms && toTerms(organisation, terms, context),
    accepts,
  };
}
