import { IDENTITY_MATRIX } from '../../../schema/access-matrix.js';
import type { SubgraphDefinition } from '../../federated-schema.js';
import { AccessResolver } from './access.resolver.js';
import { AccountResolver } from './account.resolver.js';
import { ClientRecordResolver } from './client-record.resolver.js';
import { ClientCareResolver } from './client-care.resolver.js';
import { CredentialsResolver } from './credentials.resolver.js';
import { ContactDetailsResolver } from './contact-details.resolver.js';
import { IncapacityResolver } from './incapacity.resolver.js';
import { OrganisationResolver } from './organisation.resolver.js';
import { PortalUserResolver } from './portal-user.resolver.js';
import { StaffResolver } from './staff.resolver.js';
import { RegistrationDeskResolver } from './registration-desk.resolver.js';
import { RegistrationResolver } from './registration.resolver.js';
import { RelationResolver } from './relation.resolver.js';
import { Client, toClient } from './relation.type.js';
import { SecondFactorResolver } from './second-factor.resolver.js';
import { ProviderSignInResolver } from './provider-sign-in.resolver.js';
import { ServiceAccountResolver } from './service-account.resolver.js';
import { SignInResolver } from './sign-in.resolver.js';
import { TermsAcceptanceResolver } from './terms-acceptance.resolver.js';
import { UndeliveredMessageResolver } from './undelivered-message.resolver.js';

/** Identity's part of the graph. */
export const identityDefinition: SubgraphDefinition = {
  name: 'identity',
  resolvers: [
    OrganisationResolver,
    SignInResolver,
    CredentialsResolver,
    ContactDetailsResolver,
    AccountResolver,
    RelationResolver,
    RegistrationResolver,
    RegistrationDeskResolver,
    AccessResolver,
    IncapacityResolver,
    ClientCareResolver,
    TermsAcceptanceResolver,
    PortalUserResolver,
    StaffResolver,
    ClientRecordResolver,
    ServiceAccountResolver,
    ProviderSignInResolver,
    SecondFactorResolver,
    UndeliveredMessageResolver,
  ],
  orphanedTypes: [Client],
  entities: { Client: ({ id }) => toClient(id) },
  rows: IDENTITY_MATRIX,
};
