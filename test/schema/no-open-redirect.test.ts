/** R24: a person comes to the portal by its own address and no other; nobody can have them sent elsewhere afterwards. */
import { describe, expect, it } from '@jest/globals';
import { getNamedType, isInputObjectType, type GraphQLSchema } from 'graphql';
import { auditDefinition } from '../../subgraphs/audit/api/definition.js';
import { dossierDefinition } from '../../subgraphs/dossier/api/definition.js';
import { buildFederatedSchema } from '../../subgraphs/federated-schema.js';
import { identityDefinition } from '../../subgraphs/identity/api/definition.js';

const ADDRESS = /url|uri|href|redirect|callback|goto|returnTo|continue|destination|target|origin|host|link/i;

/** Arguments of every operation, with the fields of the objects that they take: `operation(argument.field)`. */
function given(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType()];
  const operations = roots.flatMap((root) => Object.values(root?.getFields() ?? {}));
  return operations.flatMap(({ name, args }) =>
    args.flatMap((arg) => {
      const type = getNamedType(arg.type);
      const inner = isInputObjectType(type) ? Object.keys(type.getFields()) : [];
      return [`${name}(${arg.name})`, ...inner.map((field) => `${name}(${arg.name}.${field})`)];
    }),
  );
}

const all = [identityDefinition, dossierDefinition, auditDefinition].flatMap((definition) =>
  given(buildFederatedSchema(definition).schema),
);

describe('the only original link (R24)', () => {
  it('no operation takes an address to go to afterwards, but the one whose origin is checked (R24)', () => {
    expect(all.length).toBeGreaterThan(50);
    const taking = all.filter((argument) => ADDRESS.test(argument.replace(/^\w+/, '')));
    expect(taking).toEqual(['finishProviderSignIn(callbackUrl)']);
  });
});
