/** R29: who goes on asking for the dossiers of others is locked out; who meets a closed section is not. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PRYING } from '../../program/prying.js';
import type { GraphAnswer } from '../../demo/graph-client.js';
import { eventually } from '../subgraphs/identity/support/eventually.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const ASK = 'query($id: ID!) { client(id: $id) { id reports(first: 1) { edges { cursor } } } }';

const codes = ({ errors }: GraphAnswer<unknown>) => errors.map(({ extensions }) => extensions.code);

describe('trying to reach the data of other people', () => {
  let system: System;

  const settled = () => new Promise((resolve) => setTimeout(resolve, 500));
  const log = async (organisation: string) => {
    const auditor = await new Visitor(system, `${organisation}-auditor`).enter();
    const answer = await auditor.get<{ auditEvents: { edges: { node: object }[] } }>(
      '{ auditEvents(first: 20, filter: { kinds: [ACCOUNT_LOCKED] }) { edges { node { kind organisation agent { name } } } } }',
    );
    return answer.auditEvents.edges.map(({ node }) => node);
  };

  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(() => system.stop());

  it('locks the account after so many (R29): sessions over, no sign-in, holder and administration told, on the log', async () => {
    const henk = await new Visitor(system, 'henk').enter();
    const bystander = await new Visitor(system, 'betsy').enter();
    for (let attempt = 0; attempt < PRYING.most - 1; attempt += 1) {
      expect(codes(await henk.ask(ASK, { id: randomUUID() }))).toEqual(['ACCESS_REFUSED']);
    }
    await settled();
    await henk.get('{ me { id } }');
    await henk.ask(ASK, { id: randomUUID() });
    await settled();
    expect(codes(await henk.ask('{ me { id } }'))).toEqual(['SESSION_ENDED']);
    expect(codes(await henk.givePassword())).toEqual(['CREDENTIALS_REFUSED']);
    expect(await log('vivium')).toEqual([
      { kind: 'ACCOUNT_LOCKED', organisation: 'vivium', agent: { name: 'Henk Dekker' } },
    ]);
    await eventually(() => {
      const told = system.messages().filter(({ text }) => /geblokkeerd/.test(text));
      const expected = new Set([henk.person.email, 'clientadministratie@vivium.example']);
      expect(new Set(told.map(({ to }) => to))).toEqual(expected);
    });
    await bystander.get('{ me { id } }');
  });

  it('is not what a contact does who asks for sections that are not shared, or whose access has ended (R29)', async () => {
    const pieter = await new Visitor(system, 'pieter').enter();
    const client = await pieter.clientAs('CONTACT');
    const closed = 'query($id: ID!) { client(id: $id) { id carePlan { title } accessLog { edges { cursor } } } }';
    for (let attempt = 0; attempt <= PRYING.most; attempt += 1) await pieter.ask(closed, { id: client });
    const [relation] = (await pieter.relations()).filter((own) => own.client.id === client);
    await pieter.get('{ me { id } }');
    await pieter.ask('mutation($id: ID!) { withdrawAccess(relationId: $id) { id } }', { id: relation?.id });
    for (let attempt = 0; attempt <= PRYING.most; attempt += 1) await pieter.ask(ASK, { id: client });
    await settled();
    expect((await log('vivium')).filter((line) => JSON.stringify(line).includes(pieter.person.family))).toEqual([]);
  });

  it('is what staff does who act beyond their own organisation, again and again (R29)', async () => {
    const ilse = await new Visitor(system, 'rozelaar-administrator').enter();
    const beyond = '{ portalUsers(organisation: "vivium") { edges { cursor } } }';
    for (let attempt = 0; attempt < PRYING.most; attempt += 1) {
      expect(codes(await ilse.ask(beyond))).toEqual(['ACCESS_REFUSED']);
    }
    await settled();
    expect(codes(await ilse.ask('{ me { id } }'))).toEqual(['SESSION_ENDED']);
    expect(await log('rozelaar')).toContainEqual(expect.objectContaining({ agent: { name: 'Ilse Bruin' } }));
  });
});
