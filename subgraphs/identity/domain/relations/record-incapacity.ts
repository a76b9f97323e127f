import { DomainError } from '../../../domain-error.js';
import type { Happening } from '../../../ledger.js';
import type { Organisations } from '../../../../organisations/policy.js';
import type { AccountChanges } from '../account.js';
import { actForClient } from '../clients/act-for-client.js';
import type { Clients } from '../clients/client.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import type { OneStep } from '../tables.js';
import { isUuid } from '../../../uuid.js';
import { announceToHolders } from './announce-to-holders.js';
import type { Incapacities, IncapacityFinding, IncapacitySubject } from './incapacity.js';
import type { Relations } from './relation.js';

export interface IncapacityNeeds extends OneStep {
  clients: Clients;
  incapacities: Incapacities;
  relations: Relations;
  organisations: Organisations;
  changes: AccountChanges;
}

export interface FindingToRecord {
  client: string;
  subject: IncapacitySubject;
  validFrom: Date;
  validUntil: Date | null;
  evidence: string;
  reason: string;
}

/** A finding, with whose log it belongs on. */
export interface FindingOfOrganisation extends IncapacityFinding {
  organisation: string;
}

const ROLES = ['ADMINISTRATOR'] as const;

/**
 * Records that a client was found unable to decide on something (V21–V25): from then on, for as long as it holds, the
 * representative of the highest rank decides on access.
 * @throws DomainError ACCESS_REFUSED, BAD_INPUT.
 */
export async function recordIncapacity(
  needs: IncapacityNeeds,
  { client: id, reason, ...finding }: FindingToRecord,
  occasion: Occasion,
): Promise<FindingOfOrganisation> {
  const happening: Happening = { kind: 'INCAPACITY_CHANGED', action: 'C', categories: [finding.subject] };
  const { client, account, place } = await actForClient(
    needs,
    { client: id, roles: ROLES, reason },
    happening,
    occasion,
  );
  const evidence = evidenceOf(finding.evidence);
  if (finding.validUntil !== null && finding.validUntil <= finding.validFrom) throw bad('validUntil');
  const recorded = await needs.inOneStep(occasion, async ({ relations, incapacities }, step) => {
    await relations.lockClient(client.id);
    step.ledger.add({ ...happening, ...place, client: client.id });
    return incapacities.add({ ...finding, evidence, client: client.id }, account);
  });
  await announceToHolders(needs, client.id);
  return { ...recorded, organisation: client.organisation };
}

/**
 * Ends a finding sooner than it would: the client decides again.
 * @throws DomainError ACCESS_REFUSED, alike for a finding that does not exist; BAD_INPUT for a moment outside its period.
 */
export async function endIncapacity(
  needs: IncapacityNeeds,
  { id, at, reason }: { id: string; at: Date; reason: string },
  occasion: Occasion,
): Promise<FindingOfOrganisation> {
  const finding = isUuid(id) ? await needs.incapacities.find(id) : null;
  const categories = finding === null ? [] : [finding.subject];
  const happening: Happening = { kind: 'INCAPACITY_CHANGED', action: 'U', categories };
  const which = { client: finding?.client ?? '', roles: ROLES, reason };
  const { client, place } = await actForClient(needs, which, happening, occasion);
  if (finding === null) return refuse(occasion, { ...happening, ...place }, 'ACCESS_REFUSED');
  const ended = await needs.inOneStep(occasion, async ({ relations, incapacities }, step) => {
    await relations.lockClient(client.id);
    const after = await incapacities.end(id, at);
    if (after === null) throw bad('at');
    step.ledger.add({ ...happening, ...place, client: client.id });
    return after;
  });
  await announceToHolders(needs, client.id);
  return { ...ended, organisation: client.organisation };
}

/** All findings about a client, also those that hold no longer. @throws DomainError ACCESS_REFUSED. */
export async function listIncapacities(
  needs: IncapacityNeeds,
  id: string,
  occasion: Occasion,
): Promise<FindingOfOrganisation[]> {
  const happening: Happening = { kind: 'CLIENT_READ', action: 'R', categories: ['INCAPACITY'] };
  const which = { client: id, roles: ['ADMINISTRATOR', 'MEDIATOR'] as const, reason: null };
  const { client, place } = await actForClient(needs, which, happening, occasion);
  const findings = await needs.incapacities.ofClient(client.id);
  occasion.ledger.add({ ...happening, ...place, client: client.id });
  return findings.map((finding) => ({ ...finding, organisation: client.organisation }));
}

const LONGEST_EVIDENCE = 200;

/** Who found it and where that is written down. */
function evidenceOf(given: string): string {
  const text = given.trim().normalize('NFC');
  if (text.length < 3 || text.length > LONGEST_EVIDENCE || /\p{C}/u.test(text)) throw bad('evidence');
  return text;
}

function bad(field: string): DomainError {
  return new DomainError('BAD_INPUT', { fields: [field] });
}
