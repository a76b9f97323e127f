/** The whole life of a client's dossier in the portal of Vivium, with a clock that moves. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NewcomerDetails } from '../../demo/newcomer.js';
import { codes } from '../support/codes.js';
import { LifeOfClient } from '../support/life-of-client.js';
import { Newcomer } from '../support/newcomer.js';
import { startTravellingSystem, type TravellingSystem } from '../support/travelling-system.js';

describe('a client’s whole life at Vivium', () => {
  let system: TravellingSystem;
  let life: LifeOfClient;
  beforeAll(async () => {
    system = await startTravellingSystem('2027-01-11T09:00:00Z');
    life = new LifeOfClient(system);
  });
  afterAll(() => system.stop());

  const newcomer = (given: string, mobile: string) => {
    const details: NewcomerDetails = {
      given,
      family: 'Bosman',
      mobile,
      email: `${given.toLowerCase()}@example.com`,
      password: `${given} loopt iedere dag naar de molen`,
      bsn: '999991887',
    };
    return new Newcomer(system, details);
  };

  const gerrit = () => people.gerrit;
  const people: Record<'gerrit' | 'ruth' | 'tineke' | 'bram', Newcomer> = {} as never;
  let ended: Date;

  it('begins with a request, which is verified, activated and confirmed with the BSN (V21, V26, V31)', async () => {
    await life.register('vivium', await life.unknownToThePortal('r.vermeulen@curatele.example'), '999991887');
    people.gerrit = newcomer('Gerrit', '+31610000701');
    expect((await life.request(gerrit(), 'CLIENT', 'SELF')).data?.verifyRegistration.status).toBe('VERIFIED');
    await gerrit().activate();
    expect(await life.reads(gerrit())).toBe(true);
  });

  it('goes on with a representative, once he cannot decide any more; he keeps access as she permits (V24, V25)', async () => {
    system.travelTo('2027-02-08T10:00:00Z');
    const desk = await life.staff('vivium-administrator');
    await desk.get(
      `mutation($client: ID!, $from: DateTime!) { recordIncapacity(clientId: $client, subject: DOSSIER_ACCESS, validFrom: $from,
         evidence: "verslag specialist ouderengeneeskunde", reason: "besproken in het MDO") { id } }`,
      { client: life.client, from: system.now().toISOString() },
    );
    people.ruth = newcomer('Ruth', '+31610000702');
    await life.request(people.ruth, 'REPRESENTATIVE', 'CURATORSHIP');
    await people.ruth.activate();
    await gerrit().signIn();
    expect(await life.reads(gerrit())).toBe(false);
    const [own] = await gerrit().relations();
    expect(own?.status).toBe('SUSPENDED');
    await people.ruth.get('mutation($id: ID!) { permitClientAccess(relationId: $id, permitted: true) { status } }', {
      id: own?.id,
    });
    expect(await life.reads(gerrit())).toBe(true);
  });

  it('has no third account; there is room for a contact when he gives up his own (V22, V23, V35)', async () => {
    system.travelTo('2027-03-01T10:00:00Z');
    await people.ruth.signIn();
    people.tineke = newcomer('Tineke', '+31610000703');
    await designate(people.tineke);
    expect(codes((await life.verify(people.tineke, 'CONTACT', 'DESIGNATION')).errors)).toEqual([
      'verifyRegistration: NO_ACCOUNT_LEFT',
    ]);
    await gerrit().signIn();
    const [own] = await gerrit().relations();
    await gerrit().get('mutation($id: ID!) { withdrawAccess(relationId: $id) { status } }', { id: own?.id });
    expect(await life.reads(gerrit())).toBe(false);
    expect((await life.verify(people.tineke, 'CONTACT', 'DESIGNATION')).data?.verifyRegistration.status).toBe(
      'VERIFIED',
    );
    await people.tineke.activate();
    expect(await life.reads(people.tineke)).toBe(true);
  });

  const designate = (guest: Newcomer) =>
    people.ruth.get(
      'mutation($client: ID!, $input: DesignationInput!) { designateContact(clientId: $client, input: $input) }',
      { client: life.client, input: { person: guest.details, sections: ['APPOINTMENTS'] } },
    );

  it('changes its contact: the one ends at once, the other begins (V25)', async () => {
    system.travelTo('2027-06-01T10:00:00Z');
    await people.ruth.signIn();
    await people.tineke.signIn();
    const [hers] = await people.tineke.relations();
    await people.ruth.get('mutation($id: ID!) { withdrawAccess(relationId: $id) { status } }', { id: hers?.id });
    expect(await life.reads(people.tineke)).toBe(false);
    people.bram = newcomer('Bram', '+31610000704');
    await designate(people.bram);
    await life.verify(people.bram, 'CONTACT', 'DESIGNATION');
    await people.bram.activate();
    expect(await life.reads(people.bram)).toBe(true);
  });

  it('ends thirty days after departure, to the second and over the change of the clocks, with no job run (V34)', async () => {
    system.travelTo('2027-10-05T10:00:00Z');
    const desk = await life.staff('vivium-administrator');
    await desk.get(
      'mutation($client: ID!) { recordDeparture(clientId: $client, date: "2027-10-05", reason: "verhuisd naar elders") { client } }',
      { client: life.client },
    );
    ended = new Date('2027-11-04T23:00:00Z'); // the end of 4 November in Amsterdam; the clocks went back on 31 October
    system.travelTo(new Date(ended.getTime() - 1_000));
    await people.ruth.signIn();
    expect(await life.reads(people.ruth)).toBe(true);
    system.travelTo(ended);
    expect(await life.reads(people.ruth)).toBe(false);
    expect(codes((await people.ruth.givePassword()).errors)).toEqual(['signIn: CREDENTIALS_REFUSED']);
  });

  it('leaves accounts without access, and a log with names (V34)', async () => {
    system.travelTo(new Date(ended.getTime() + 86_400_000));
    await system.upkeep();
    const rows = await life.identity('SELECT email FROM account WHERE email = $1', [people.ruth.person.email]);
    expect(rows).toHaveLength(1);
    expect(await life.namesOnTheLog('vivium-auditor')).toContain('Ruth Bosman');
  });
});
