/** Attack case 14: guessing at the client's BSN over many sessions: three tries in all, until the client administration. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes } from '../support/codes.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const CONFIRM = 'mutation($bsn: String!) { confirmBsn(bsn: $bsn) { id } }';
const RELEASE = `mutation($relation: ID!) {
  releaseBsn(relationId: $relation, reason: "Legitimatie gezien aan de balie") { id }
}`;
/** They pass the check of a BSN, and are not the client's. */
const WRONG = ['111222333', '123456782', '999990019'];

describe("guesses at the client's BSN", () => {
  let system: System;
  let relation: string;
  const sessions: Visitor[] = [];

  beforeAll(async () => {
    system = await startSystem();
    for (let n = 0; n < 5; n += 1) sessions.push(await new Visitor(system, 'marieke').signIn());
    const [marieke] = sessions;
    const terms = marieke?.session?.nextSteps.find(({ step }) => step === 'ACCEPT_TERMS')?.terms?.id;
    await marieke?.get('mutation($id: ID!) { acceptTerms(termsId: $id) { id } }', { id: terms });
    relation = (await marieke?.relations())?.[0]?.id ?? '';
  });
  afterAll(() => system.stop());

  const guess = async (n: number, bsn: string) => codes((await sessions[n]?.ask(CONFIRM, { bsn }))?.errors ?? []);
  const right = () => sessions[0]?.person.relations.find(({ bsn }) => bsn !== null)?.bsn ?? '';

  it('are three over all sessions, and answer alike (V31)', async () => {
    for (const [n, bsn] of WRONG.entries()) expect(await guess(n, bsn)).toEqual(['confirmBsn: BSN_REFUSED']);
    expect(await guess(3, '123456789')).toEqual(['confirmBsn: BSN_BLOCKED']);
  });

  it('are over for the right one too, also in a session that begins later (V31)', async () => {
    expect(await guess(4, right())).toEqual(['confirmBsn: BSN_BLOCKED']);
    const later = await new Visitor(system, 'marieke').signIn();
    expect(codes((await later.ask(CONFIRM, { bsn: right() })).errors)).toEqual(['confirmBsn: BSN_BLOCKED']);
  });

  it('are given back by the client administration of that organisation and by nobody else (V31)', async () => {
    for (const key of ['rozelaar-administrator', 'henk']) {
      const other = await new Visitor(system, key).enter();
      expect(codes((await other.ask(RELEASE, { relation })).errors)).toEqual(['releaseBsn: ACCESS_REFUSED']);
    }
    expect(await guess(0, right())).toEqual(['confirmBsn: BSN_BLOCKED']);
    const administrator = await new Visitor(system, 'vivium-administrator').enter();
    await administrator.get(RELEASE, { relation });
    expect(await guess(0, right())).toEqual([]);
  });
});
