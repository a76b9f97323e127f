import { termsInForce, type OrganisationPolicy, type TermsVersion } from '../../../../organisations/policy.js';
import { SIGN_IN_STEPS, type Authentication, type SignInStep } from '../../../../schema/caller.js';
import { current, type JudgedAssignment, type Standing } from '../standing.js';

/** What the person has to do next before the portal opens. */
export interface NextStep {
  step: SignInStep;
  organisation: OrganisationPolicy;
  terms: TermsVersion | null;
  /** Ways of signing in that will do. */
  accepts: Authentication[];
}

/** Each step once per organisation, in the order in which they are to be done. */
export function nextSteps(standing: Standing, now: Date): NextStep[] {
  const waiting = [
    ...current(standing).map(({ policy, pending }) => ({ policy, pending, ways: policy.authentication.users })),
    ...standing.staff.map(({ policy, pending }) => ({ policy, pending, ways: policy.authentication.staff })),
  ];
  const policies = [...new Set(waiting.map(({ policy }) => policy))];
  return policies.flatMap((organisation) =>
    SIGN_IN_STEPS.flatMap((step) => {
      const held = waiting.filter(({ policy, pending }) => policy === organisation && pending.includes(step));
      const accepts = held.flatMap(({ ways }) => ways);
      return held.length === 0 ? [] : [toDo(step, organisation, accepts, now)];
    }),
  );
}

/** What keeps a staff role from being in force; null when nothing does. */
export function nextStepOfStaff({ policy, pending: [step] }: JudgedAssignment, now: Date): NextStep | null {
  return step === undefined ? null : toDo(step, policy, policy.authentication.staff, now);
}

function toDo(step: SignInStep, organisation: OrganisationPolicy, accepts: Authentication[], now: Date): NextStep {
  return {
    step,
    organisation,
    terms: step === 'ACCEPT_TERMS' ? termsInForce(organisation, now) : null,
    accepts: step === 'STRENGTHEN_SIGN_IN' ? [...new Set(accepts)] : [],
  };
}
