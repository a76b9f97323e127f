/** Answers of an organisation's FHIR server, kept to be revalidated where the policy lets anything be kept at all. */
import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import type { KeptAnswer, KeptAnswers } from '../fhir/client/kept-answers.js';
import { SealedStore, type SealedStoreParts } from './sealed-store.js';

/** Not shown without asking, so it may be longer than `cacheSeconds`. */
const KEPT_MS = 15 * 60_000;

export function sealedAnswers({ id, ecd }: OrganisationPolicy, parts: SealedStoreParts): KeptAnswers | undefined {
  if (ecd.cacheSeconds === 0) return undefined;
  const kept = new SealedStore(parts, `what the FHIR server of ${id} answered`, KEPT_MS);
  return {
    find: async (url) => ((await kept.find(url))?.content ?? null) as KeptAnswer | null,
    keep: (url, answer) => kept.put(url, answer),
  };
}
