import { describe, expect, it } from '@jest/globals';
import { isObjectType } from 'graphql';
import { dossierDefinition } from '../../../../subgraphs/dossier/api/definition.js';
import { buildFederatedSchema } from '../../../../subgraphs/federated-schema.js';

describe('the contract of the dossier subgraph', () => {
  // throws when a field has no row in the access matrix, or a row names no field
  const { schema } = buildFederatedSchema(dossierDefinition);
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);

  it('never holds a BSN', () => {
    const fields = types.flatMap((type) => Object.keys(type.getFields()));
    expect(fields.filter((field) => /bsn/i.test(field))).toEqual([]);
  });

  it('says of every field what it is, in English and in Dutch', () => {
    const fields = types
      .filter(({ name }) => !name.startsWith('_') && name !== 'PageInfo')
      .flatMap((type) =>
        Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field.description]),
      )
      .filter(([name]) => !String(name).startsWith('Query._'));
    for (const [name, description] of fields) {
      expect(`${name} ${description}`).toMatch(/^\S+ [A-Z`].+ \(nl: .+\)\.$/s);
    }
  });
});
