/** The organisations' policies with another word for how their ECD is read, and nothing else. */
import type { EcdPolicy } from '../../organisations/ecd-policy.js';
import type { Organisations } from '../../organisations/policy.js';

export function readBy(adapter: EcdPolicy['adapter'], organisations: Organisations): Organisations {
  return new Map([...organisations].map(([id, policy]) => [id, { ...policy, ecd: { ...policy.ecd, adapter } }]));
}
