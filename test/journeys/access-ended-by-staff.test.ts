/** The client administration's side of the end of access, on the running system: V25, V34–V37, R4, R15–R18. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { codes } from '../support/codes.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const READ = 'query($id: ID!) { client(id: $id) { name { text } } }';
const END = `mutation($relation: ID!, $ground: AccessEndGround!, $reason: String!) {
  endAccess(relationId: $relation, ground: $ground, reason: $reason) { status endedReason }
}`;
const DEPARTURE = `mutation($client: ID!, $date: Date) {
  recordDeparture(clientId: $client, date: $date, reason: "brief van de familie") { departedOn accessEndsAt }
}`;
const INCAPACITY = `mutation($client: ID!, $from: DateTime!) {
  recordIncapacity(clientId: $client, subject: DOSSIER_ACCESS, validFrom: $from, evidence: "Verslag MDO 2026-007",
    reason: "besproken in het MDO") { id about validUntil }
}`;
const PERMIT = `mutation($relation: ID!, $permitted: Boolean!) {
  permitClientAccess(relationId: $relation, permitted: $permitted) { status }
}`;
const LIMIT_MS = 5_000;
const DAY_MS = 86_400_000;

describe('the administration ends access', () => {
  let system: System;
  let vivium: Visitor;
  let rozelaar: Visitor;
  let mediator: Visitor;

  beforeAll(async () => {
    system = await startSystem();
    vivium = await new Visitor(system, 'vivium-administrator').enter();
    rozelaar = await new Visitor(system, 'rozelaar-administrator').enter();
    mediator = await new Visitor(system, 'rozelaar-mediator').enter();
  });
  afterAll(() => system.stop());

  const refusedInTime = async (visitor: Visitor, id: string): Promise<boolean> => {
    const since = Date.now();
    while (Date.now() - since < LIMIT_MS) {
      const { data } = await visitor.ask<{ client: unknown }>(READ, { id });
      if (data?.client == null) return true;
      await sleep(100);
    }
    return false;
  };

  /** Waits for a mail with this in its subject. */
  const mailTo = async ({ person }: Visitor, subject: RegExp): Promise<void> => {
    const isThere = () =>
      system
        .messages()
        .some((sent) => sent.channel === 'MAIL' && sent.to === person.email && subject.test(sent.subject));
    for (const since = Date.now(); !isThere() && Date.now() - since < LIMIT_MS;) await sleep(100);
    expect(isThere()).toBe(true);
  };

  it('for a breach of the terms: refused everywhere within five seconds, with a mail and no way in (V35, V36, R4)', async () => {
    const emre = await new Visitor(system, 'emre').enter();
    const id = await emre.clientAs('CONTACT');
    const relation = (await emre.relations())[0]?.id;
    const breach = { relation, ground: 'TERMS_BREACHED', reason: 'deelde het dossier in een groepsapp' };
    expect(codes((await rozelaar.ask(END, breach)).errors)).toEqual(['endAccess: ACCESS_REFUSED']);
    expect(codes((await emre.ask(END, breach)).errors)).toEqual(['endAccess: ACCESS_REFUSED']);
    const { endAccess } = await vivium.get<{ endAccess: unknown }>(END, breach);
    expect(endAccess).toEqual({ status: 'ENDED', endedReason: 'TERMS_BREACHED' });
    expect(await refusedInTime(emre, id)).toBe(true);
    await mailTo(emre, /is gestopt|has ended/);
    expect(codes((await emre.givePassword()).errors)).toEqual(['signIn: CREDENTIALS_REFUSED']);
  });

  it('and the log says who did it, and why (V36, V37)', async () => {
    const auditor = await new Visitor(system, 'vivium-auditor').enter();
    const { auditEvents } = await auditor.get<{ auditEvents: { edges: { node: unknown }[] } }>(
      `{ auditEvents(filter: { kinds: [RELATION_CHANGED], outcome: OK }, first: 1) {
        edges { node { justification categories agent { name role } } } } }`,
    );
    expect(auditEvents.edges[0]?.node).toEqual({
      justification: 'deelde het dossier in een groepsapp',
      categories: ['TERMS_BREACHED'],
      agent: { name: 'Marloes Kuit', role: 'ADMINISTRATOR' },
    });
  });

  it('a departure ends all access six weeks later, and can be corrected (R18)', async () => {
    const rudi = await new Visitor(system, 'rudi').enter();
    const id = await rudi.clientAs('CLIENT');
    const recorded = async (daysAgo: number | null) => {
      const date = daysAgo === null ? null : new Date(Date.now() - daysAgo * DAY_MS).toISOString().slice(0, 10);
      return (await rozelaar.get<{ recordDeparture: { accessEndsAt: string | null } }>(DEPARTURE, { client: id, date }))
        .recordDeparture;
    };
    const { accessEndsAt } = await recorded(40);
    expect(Date.parse(accessEndsAt ?? '')).toBeGreaterThan(Date.now());
    expect(await refusedNow(rudi, id)).toBe(false);
    await recorded(50);
    expect(await refusedInTime(rudi, id)).toBe(true);
    expect(await recorded(null)).toMatchObject({ departedOn: null, accessEndsAt: null });
    await rudi.signIn();
    expect(await refusedNow(rudi, id)).toBe(false);
  });

  it('a third account has its end extended by the mediator only when it ends (R9, R16, R17)', async () => {
    const hetty = await new Visitor(system, 'hetty').enter();
    const relation = (await hetty.relations())[0]?.id;
    const extend = (by: Visitor) =>
      by.ask(
        `mutation($relation: ID!, $until: DateTime!) {
          extendAccess(relationId: $relation, until: $until, reason: "nog nodig voor de overdracht") { id }
        }`,
        { relation, until: new Date(Date.now() + 90 * DAY_MS).toISOString() },
      );
    expect(codes((await extend(mediator)).errors)).toEqual(['extendAccess: BAD_INPUT']);
    expect(codes((await extend(rozelaar)).errors)).toEqual(['extendAccess: ACCESS_REFUSED']);
  });

  it("a client found incapacitated has access with the representative's permission only (V21–V25)", async () => {
    const willem = await new Visitor(system, 'willem').enter();
    const trudy = await willem.clientAs('REPRESENTATIVE');
    const { incapacities } = await vivium.get<{ incapacities: { about: string }[] }>(
      'query($id: ID!) { incapacities(clientId: $id) { about evidence validFrom } }',
      { id: trudy },
    );
    expect(incapacities.map(({ about }) => about)).toEqual(['DOSSIER_ACCESS']);
    const own = (await willem.relations()).find(({ role }) => role === 'CLIENT');
    const from = new Date(Date.now() - 1000).toISOString();
    await vivium.get(INCAPACITY, { client: own?.client.id, from });
    expect(await refusedInTime(willem, own?.client.id ?? '')).toBe(true);
    expect((await willem.relations()).find(({ id }) => id === own?.id)?.status).toBe('SUSPENDED');
    const permit = await willem.ask(PERMIT, { relation: own?.id, permitted: true });
    expect(codes(permit.errors)).toEqual(['permitClientAccess: ACCESS_REFUSED']);
  });

  it('who accepted which terms is for the administration to see, of its own organisation (V1, R3)', async () => {
    const LIST = `query($organisation: ID!) {
      termsAcceptances(organisation: $organisation, first: 50) { edges { node { holder { text } version method } } }
    }`;
    const { termsAcceptances } = await vivium.get<{ termsAcceptances: { edges: { node: unknown }[] } }>(LIST, {
      organisation: 'vivium',
    });
    expect(termsAcceptances.edges.map(({ node }) => node)).toContainEqual({
      holder: { text: 'Willem Dekker' },
      version: '2025-1',
      method: 'PORTAL',
    });
    const { errors } = await vivium.ask(LIST, { organisation: 'rozelaar' });
    expect(codes(errors)).toEqual(['termsAcceptances: ACCESS_REFUSED']);
  });

  async function refusedNow(visitor: Visitor, id: string): Promise<boolean> {
    const { data } = await visitor.ask<{ client: unknown }>(READ, { id });
    return data?.client == null;
  }
});
