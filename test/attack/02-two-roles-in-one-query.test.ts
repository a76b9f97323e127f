/** Attack case 2: a role for one client is used for another in the same query. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes } from '../support/codes.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

interface Listed {
  me: { relations: { role: string; client: Record<string, unknown> }[] };
}

describe('who has two roles', () => {
  let system: System;
  let sanne: Visitor;
  let father: string;
  let mother: string;

  beforeAll(async () => {
    system = await startSystem();
    sanne = await new Visitor(system, 'sanne').enter();
    father = await sanne.clientAs('REPRESENTATIVE');
    mother = await sanne.clientAs('CONTACT');
  });
  afterAll(() => system.stop());

  it('does not get by the one role what the other refuses, whichever comes first', async () => {
    const part = 'birthDate carePlan { title }';
    for (const order of [
      ['father', 'mother'],
      ['mother', 'father'],
    ]) {
      const roots = order.map((name) => `${name}: client(id: $${name}) { ${part} }`).join(' ');
      const { data, errors } = await sanne.ask(`query($father: ID!, $mother: ID!) { ${roots} }`, { father, mother });
      expect(data).toMatchObject({
        father: { birthDate: expect.any(String), carePlan: { title: expect.any(String) } },
        mother: { birthDate: null, carePlan: null },
      });
      expect(codes(errors)).toEqual(['mother.birthDate: ACCESS_REFUSED', 'mother.carePlan: ACCESS_REFUSED']);
    }
  });

  it('does not get it where one selection reaches both clients', async () => {
    const { data } = await sanne.ask<Listed>(
      '{ me { relations { role client { birthDate accessLog(first: 1) { edges { node { id } } } } } } }',
    );
    const byRole = new Map(data?.me.relations.map(({ role, client }) => [role, client]));
    expect(byRole.get('CONTACT')).toEqual({ birthDate: null, accessLog: null });
    expect(byRole.get('REPRESENTATIVE')).toEqual({ birthDate: expect.any(String), accessLog: expect.anything() });
  });

  it('sees of a list what each client’s role allows, entry by entry', async () => {
    const { data } = await sanne.ask<Listed>(
      '{ me { relations { role client { contacts { name } relations { holder { text } } } } } }',
    );
    const byRole = new Map(data?.me.relations.map(({ role, client }) => [role, client]));
    expect(byRole.get('CONTACT')).toEqual({
      contacts: [{ name: 'Sanne Kuipers' }],
      relations: [{ holder: { text: 'Sanne Kuipers' } }],
    });
    expect((byRole.get('REPRESENTATIVE')?.['contacts'] as unknown[]).length).toBeGreaterThan(1);
  });
});
