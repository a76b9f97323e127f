import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { loadOrganisations, type OrganisationPolicy } from '../../../../../organisations/policy.js';
import { namesOnly } from '../../../../../schema/audit-catalogue.js';
import type { AuditEvent } from '../../../../../schema/audit-event.js';
import { recordRules, type KnownRules } from '../../../../../subgraphs/audit/domain/rules/record-rules.js';
import { changedParts, type RulesChange } from '../../../../../subgraphs/audit/domain/rules/rules-in-force.js';

const policies = loadOrganisations('organisations');
const vivium = policies.get('vivium') as OrganisationPolicy;
const NOW = new Date('2025-11-21T12:00:00.000Z');

/** As the database keeps them. */
class RulesInMemory implements KnownRules {
  private last: RulesChange | null = null;

  keep: KnownRules['keep'] = async (now, at) => {
    const before = this.last?.rules ?? null;
    if (this.last === null || changedParts(before, now.rules).length > 0) {
      this.last = { ...now, id: randomUUID(), at, before };
    }
    return this.last;
  };
}

describe('the rules of access at the start of the log', () => {
  let recorded: AuditEvent[];
  let known: KnownRules;

  const start = async (policy: OrganisationPolicy): Promise<AuditEvent | undefined> => {
    const trail = { record: async (events: AuditEvent[]) => void recorded.push(...events) };
    await recordRules({ known, trail, organisations: new Map([[policy.id, policy]]) }, NOW);
    return recorded.at(-1);
  };

  beforeEach(() => {
    recorded = [];
    known = new RulesInMemory();
  });

  it('are on the log of their organisation when it first knows them', async () => {
    expect(await start(vivium)).toMatchObject({ kind: 'POLICY_CHANGED', action: 'C', organisation: 'vivium' });
  });

  it('name what changed, and nothing of what it says (NEN 7513: changes of authorisation rules)', async () => {
    await start(vivium);
    const sections = { ...vivium.sections, sharedWithContactAtStart: [] };
    const event = await start({ ...vivium, sections, name: 'Vivium Zorggroep Naarden' });
    expect(event).toMatchObject({ kind: 'POLICY_CHANGED', action: 'U', search: { changed: ['name', 'sections'] } });
    expect(JSON.stringify(event)).not.toMatch(/Naarden|Zorggroep/);
    expect(event && namesOnly(event)).toEqual(event);
  });

  it('are the same whatever the order of the lines in the file', async () => {
    const first = await start(vivium);
    const turned = Object.fromEntries(Object.entries(vivium).reverse()) as OrganisationPolicy;
    expect((await start(turned))?.id).toBe(first?.id);
  });
});
