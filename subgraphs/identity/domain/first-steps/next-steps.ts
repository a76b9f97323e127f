import { termsInForce, type OrganisationPolicy, type TermsVersion } from '../../../../organisations/policy.js';
import { SIGN_IN_STEPS, type SignInStep } from '../../../../schema/caller.js';
import { current, type Standing } from '../standing.js';

/** What the person has to do next before the portal opens. */
export interface NextStep {
  step: SignInStep;
  organisation: OrganisationPolicy;
  terms: TermsVersion | null;
}

/** Each step once per organisation, in the order in which they are to be done. */
export function nextSteps(standing: Standing, now: Date): NextStep[] {
  const policies = [...new Set(waiting(standing).map(({ policy }) => policy))];
  return policies.flatMap((organisation) =>
    SIGN_IN_STEPS.filter((step) => isPending(standing, organisation, step)).map((step) => ({
      step,
      organisation,
      terms: step === 'ACCEPT_TERMS' ? termsInForce(organisation, now) : null,
    })),
  );
}

function isPending(standing: Standing, organisation: OrganisationPolicy, step: SignInStep): boolean {
  return waiting(standing).some(({ policy, pending }) => policy === organisation && pending.includes(step));
}

/** What can wait for a step: relations that have not ended, and staff roles. */
function waiting(standing: Standing): { policy: OrganisationPolicy; pending: SignInStep[] }[] {
  return [...current(standing), ...standing.staff];
}
