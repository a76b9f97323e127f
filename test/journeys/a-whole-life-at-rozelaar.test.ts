/** The whole life of a client's dossier in the portal of De Rozelaar, with a clock that moves. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NewcomerDetails } from '../../demo/newcomer.js';
import { codes } from '../support/codes.js';
import { LifeOfClient } from '../support/life-of-client.js';
import { Newcomer } from '../support/newcomer.js';
import { startTravellingSystem, type TravellingSystem } from '../support/travelling-system.js';

describe('a client’s whole life at De Rozelaar', () => {
  let system: TravellingSystem;
  let life: LifeOfClient;
  beforeAll(async () => {
    system = await startTravellingSystem('2027-12-01T10:00:00Z');
    life = new LifeOfClient(system);
  });
  afterAll(() => system.stop());

  const newcomer = (given: string, mobile: string) => {
    const details: NewcomerDetails = {
      given,
      family: 'Jaspers',
      mobile,
      email: `${given.toLowerCase()}@example.com`,
      password: `${given} loopt iedere dag naar de molen`,
    };
    return new Newcomer(system, details);
  };

  /** As the administration sees them. */
  const writersOfThreads = async () => {
    const desk = await life.staff('rozelaar-administrator');
    const { messageThreads } = await desk.get<{
      messageThreads: { edges: { node: { startedBy: { name: string | null } } }[] };
    }>('{ messageThreads(organisation: "rozelaar") { edges { node { startedBy { name } } } } }');
    return messageThreads.edges.map(({ node }) => node.startedBy.name);
  };

  const people: Record<'mien' | 'loes' | 'wim', Newcomer> = {} as never;
  let extra: string;
  const ended = new Date('2028-04-08T22:00:00Z');

  it('begins with a signed form, which is the agreement, and asks no BSN (R3, R11, R12)', async () => {
    await life.register('rozelaar', await life.unknownToThePortal('mien.jaspers@example.net'));
    people.mien = newcomer('Mien', '+31610000711');
    await life.registerByForm(people.mien, 'CLIENT', 'SELF');
    await people.mien.activate();
    expect(people.mien.session?.nextSteps).toEqual([]);
    expect(await life.reads(people.mien)).toBe(true);
  });

  it('has a second account for family who represents, and both keep access (R5, R8)', async () => {
    people.loes = newcomer('Loes', '+31610000712');
    await life.registerByForm(people.loes, 'REPRESENTATIVE', 'CHILD');
    await people.loes.activate();
    expect(await life.reads(people.loes)).toBe(true);
    expect(await life.reads(people.mien)).toBe(true);
  });

  it('has messages with the care team, under the name of who wrote them (R27, R32)', async () => {
    const start =
      'mutation($id: ID!) { startMessageThread(clientId: $id, subject: "De was", text: "Wie wast er?") { id } }';
    await people.loes.get(start, { id: life.client });
    expect(await writersOfThreads()).toContain('Loes Jaspers');
  });

  it('has a third once the mediator has agreed, until its date (R9, R10, R16)', async () => {
    people.wim = newcomer('Wim', '+31610000713');
    const until = '2028-01-15T11:00:00Z';
    const asked = await life.registerByForm(people.wim, 'CONTACT', 'DESIGNATION', {
      extra: { reason: 'overdracht', until },
    });
    expect(asked.status).toBe('AWAITING_APPROVAL');
    const mediator = await life.staff('rozelaar-mediator');
    const { approveExtraAccount } = await mediator.get<{ approveExtraAccount: { relation: string } }>(
      'mutation($id: ID!) { approveExtraAccount(id: $id, reason: "nodig voor de overdracht") { relation } }',
      { id: asked.id },
    );
    extra = approveExtraAccount.relation;
    await people.wim.activate();
    expect(await life.reads(people.wim)).toBe(true);
    system.travelTo('2028-01-15T10:59:59Z');
    await people.wim.signIn();
    expect(await life.reads(people.wim)).toBe(true);
    system.travelTo(until);
    expect(await life.reads(people.wim)).toBe(false);
  });

  it('extends it when it ends, and not before (R17)', async () => {
    const mediator = await life.staff('rozelaar-mediator');
    const extend = (until: string) =>
      mediator.ask(
        'mutation($id: ID!, $until: DateTime!) { extendAccess(relationId: $id, until: $until, reason: "overdracht loopt nog") { status } }',
        {
          id: extra,
          until,
        },
      );
    expect(codes((await extend('2028-03-01T11:00:00Z')).errors)).toEqual([]);
    await people.wim.signIn();
    expect(await life.reads(people.wim)).toBe(true);
    expect((await extend('2028-06-01T11:00:00Z')).errors).toHaveLength(1);
  });

  it('ends six weeks after death, to the second and over the change of the clocks, with no job run (R18)', async () => {
    system.travelTo('2028-02-26T10:00:00Z');
    const desk = await life.staff('rozelaar-administrator');
    await desk.get(
      'mutation($client: ID!) { recordDeath(clientId: $client, date: "2028-02-26", reason: "overlijden doorgegeven") { client } }',
      { client: life.client },
    );
    system.travelTo(new Date(ended.getTime() - 1_000));
    await people.loes.signIn();
    expect(await life.reads(people.loes)).toBe(true);
    system.travelTo(ended);
    expect(await life.reads(people.loes)).toBe(false);
    expect(codes((await people.loes.givePassword()).errors)).toEqual(['signIn: CREDENTIALS_REFUSED']);
  });

  it('ends with the accounts deleted, and a log that keeps who looked by a pseudonym only (R18)', async () => {
    expect(await life.namesOnTheLog('rozelaar-auditor')).toContain('Loes Jaspers');
    await system.upkeep();
    const emails = Object.values(people).map(({ person }) => person.email);
    expect(await life.identity('SELECT email FROM account WHERE email = ANY($1)', [emails])).toEqual([]);
    const names = await life.namesOnTheLog('rozelaar-auditor');
    expect(names).not.toContain('Loes Jaspers');
    expect(names).toContain(null);
  });

  it('ends with what they wrote kept, and nobody’s name with it (R18, R32)', async () => {
    const writers = await writersOfThreads();
    expect(writers).toContain(null);
    expect(writers).not.toContain('Loes Jaspers');
  });
});
