import { describe, expect, it } from '@jest/globals';
import { isEnumType, isObjectType, type GraphQLNamedType } from 'graphql';
import { IDENTITY_MATRIX } from '../../../../schema/access-matrix.js';
import { buildFederatedSchema } from '../../../../subgraphs/federated-schema.js';
import { rowOf } from '../../../../subgraphs/guard.js';
import { identityDefinition } from '../../../../subgraphs/identity/api/definition.js';

const { schema, sdl } = buildFederatedSchema(identityDefinition);
const ours = Object.values(schema.getTypeMap()).filter(({ name }) => !/^(_|link__)/.test(name));

/** Everything that a front-end team reads: types, fields, arguments, enum values. */
function described(type: GraphQLNamedType): [string, string | null | undefined][] {
  if (isEnumType(type)) return type.getValues().map((value) => [`${type.name}.${value.name}`, value.description]);
  if (!isObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field): [string, string | null | undefined][] => [
    [`${type.name}.${field.name}`, field.description],
    ...field.args.map((arg): [string, string | null | undefined] => [
      `${type.name}.${field.name}(${arg.name})`,
      arg.description,
    ]),
  ]);
}

describe("identity's part of the graph", () => {
  it('fits the access matrix', () => {
    expect(sdl).toContain('@access(account: "yes")');
  });

  it('has a description in English with the Dutch term at every field, argument and value', () => {
    const undescribed = ours
      .flatMap(described)
      .filter(([name]) => !name.startsWith('Query._'))
      .filter(([, description]) => !/\(nl: .+\)/.test(description ?? ''))
      .map(([name]) => name);
    expect(undescribed).toEqual([]);
  });

  it('offers no field through which a BSN, a password or a code comes back', () => {
    expect(fieldsNamed(/bsn$|password|code$|hash/i)).toEqual([]);
  });

  it('shows a whole mobile number to the client administration alone', () => {
    const columns = fieldsNamed(/^mobileNumber$/).flatMap((coordinate) => {
      const [type = '', field = ''] = coordinate.split('.');
      return Object.keys(rowOf(IDENTITY_MATRIX, type, field)?.cells ?? {});
    });
    expect(new Set(columns)).toEqual(new Set(['ADMINISTRATOR', 'MEDIATOR']));
  });

  const fieldsNamed = (pattern: RegExp): string[] =>
    ours
      .filter(isObjectType)
      .filter(({ name }) => name !== 'Mutation')
      .flatMap((type) => Object.keys(type.getFields()).map((field) => ({ type: type.name, field })))
      .filter(({ field }) => pattern.test(field))
      .map(({ type, field }) => `${type}.${field}`);
});
