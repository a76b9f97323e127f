/** Attack case 1: a contact of client A asks for client B by every road that the graph has. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { codes } from '../support/codes.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

describe('a contact of client A who asks for client B', () => {
  let system: System;
  let pieter: Visitor;
  let own: string;
  let other: string;

  beforeAll(async () => {
    system = await startSystem();
    pieter = await new Visitor(system, 'pieter').enter();
    own = await pieter.clientAs('CONTACT');
    other = await (await new Visitor(system, 'henk').enter()).clientAs('CLIENT');
  });
  afterAll(() => system.stop());

  it('is refused directly', async () => {
    const { data, errors } = await pieter.ask('query($id: ID!) { client(id: $id) { id name { text } } }', {
      id: other,
    });
    expect(data).toEqual({ client: null });
    expect(codes(errors)).toEqual(['client: ACCESS_REFUSED']);
  });

  it('gets the same answer as for a client who does not exist', async () => {
    const query = 'query($id: ID!) { client(id: $id) { name { text } } }';
    const real = await pieter.ask(query, { id: other });
    for (const id of [randomUUID(), '', "' OR 1=1 --", own.toUpperCase()]) {
      expect(await pieter.ask(query, { id })).toEqual(real);
    }
  });

  it('is refused under an alias, beside the own client who is shown', async () => {
    const { data, errors } = await pieter.ask(
      'query($a: ID!, $b: ID!) { a: client(id: $a) { name { text } } b: client(id: $b) { name { text } } }',
      { a: own, b: other },
    );
    expect(data).toEqual({ a: { name: { text: 'Annie Hofstra-de Boer' } }, b: null });
    expect(codes(errors)).toEqual(['b: ACCESS_REFUSED']);
  });

  it('is refused in a fragment, named or inline', async () => {
    const { data, errors } = await pieter.ask(
      `query($b: ID!) { ...f ... on Query { inline: client(id: $b) { ... on Client { name { text } } } } }
       fragment f on Query { named: client(id: $b) { ...g } }
       fragment g on Client { name { text } carePlan { title } }`,
      { b: other },
    );
    expect(data).toEqual({ named: null, inline: null });
    expect(codes(errors)).toEqual(['inline: ACCESS_REFUSED', 'named: ACCESS_REFUSED']);
  });

  it('reaches own clients only by nested edges and lists', async () => {
    const { data } = await pieter.ask<{ me: { relations: { client: { id: string; relations: unknown[] } }[] } }>(
      '{ me { relations { client { id relations { client { id relations { client { id } } } } } } } }',
    );
    expect(JSON.stringify(data)).toContain(own);
    expect(JSON.stringify(data)).not.toContain(other);
  });

  it('is refused to change anything of the other client', async () => {
    const henk = await new Visitor(system, 'henk').signIn();
    const { client } = await henk.get<{ client: { relations: { id: string; role: string }[] } }>(
      'query($id: ID!) { client(id: $id) { relations { id role } } }',
      { id: other },
    );
    const relation = client.relations.find(({ role }) => role === 'CONTACT')?.id;
    const share = 'mutation($r: ID!) { shareSections(relationId: $r, sections: [REPORTS]) { id } }';
    const withdraw = 'mutation($r: ID!) { withdrawAccess(relationId: $r) { id } }';
    expect(codes((await pieter.ask(share, { r: relation })).errors)).toEqual(['shareSections: ACCESS_REFUSED']);
    expect(codes((await pieter.ask(withdraw, { r: relation })).errors)).toEqual(['withdrawAccess: ACCESS_REFUSED']);
    expect(relation).toEqual(expect.any(String));
  });

  it('finds no entities at the front', async () => {
    const { data, errors } = await pieter.ask(
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on Client { name { text } } } }',
      { r: [{ __typename: 'Client', id: other }] },
    );
    expect(data).toBeNull();
    expect(errors.map(({ extensions }) => extensions.code)).toContain('GRAPHQL_VALIDATION_FAILED');
  });

  it('leaves each try in the log of that client', async () => {
    const henk = await new Visitor(system, 'henk').signIn();
    const { client } = await henk.get<{
      client: { accessLog: { edges: { node: { outcome: string; agent: { name: string } } }[] } };
    }>(
      `query($id: ID!) { client(id: $id) { accessLog(first: 50, merged: false) { edges { node { outcome agent { name } } } } } }`,
      {
        id: other,
      },
    );
    const tries = client.accessLog.edges.filter(({ node }) => node.agent.name === 'Pieter Hofstra');
    expect(tries.length).toBeGreaterThanOrEqual(4);
    expect(new Set(tries.map(({ node }) => node.outcome))).toEqual(new Set(['REFUSED']));
  });
});
