import { IDENTITY_MATRIX } from '../../../schema/access-matrix.js';
import type { SubgraphDefinition } from '../../federated-schema.js';
import { AccountResolver } from './account.resolver.js';
import { OrganisationResolver } from './organisation.resolver.js';
import { RelationResolver } from './relation.resolver.js';
import { Client, toClient } from './relation.type.js';
import { SecondFactorResolver } from './second-factor.resolver.js';
import { ServiceAccountResolver } from './service-account.resolver.js';
import { SignInResolver } from './sign-in.resolver.js';

/** Identity's part of the graph. */
export const identityDefinition: SubgraphDefinition = {
  name: 'identity',
  resolvers: [
    OrganisationResolver,
    SignInResolver,
    AccountResolver,
    RelationResolver,
    ServiceAccountResolver,
    SecondFactorResolver,
  ],
  orphanedTypes: [Client],
  entities: { Client: ({ id }) => toClient(id) },
  rows: IDENTITY_MATRIX,
};
