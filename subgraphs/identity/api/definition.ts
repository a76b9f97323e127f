import { IDENTITY_MATRIX } from '../../../schema/access-matrix.js';
import type { SubgraphDefinition } from '../../federated-schema.js';
import { AccessResolver } from './access.resolver.js';
import { AccountResolver } from './account.resolver.js';
import { ClientCareResolver } from './client-care.resolver.js';
import { IncapacityResolver } from './incapacity.resolver.js';
import { OrganisationResolver } from './organisation.resolver.js';
import { RelationResolver } from './relation.resolver.js';
import { Client, toClient } from './relation.type.js';
import { SecondFactorResolver } from './second-factor.resolver.js';
import { ProviderSignInResolver } from './provider-sign-in.resolver.js';
import { ServiceAccountResolver } from './service-account.resolver.js';
import { SignInResolver } from './sign-in.resolver.js';
import { TermsAcceptanceResolver } from './terms-acceptance.resolver.js';

/** Identity's part of the graph. */
export const identityDefinition: SubgraphDefinition = {
  name: 'identity',
  resolvers: [
    OrganisationResolver,
    SignInResolver,
    AccountResolver,
    RelationResolver,
    AccessResolver,
    IncapacityResolver,
    ClientCareResolver,
    TermsAcceptanceResolver,
    ServiceAccountResolver,
    ProviderSignInResolver,
    SecondFactorResolver,
  ],
  orphanedTypes: [Client],
  entities: { Client: ({ id }) => toClient(id) },
  rows: IDENTITY_MATRIX,
};
