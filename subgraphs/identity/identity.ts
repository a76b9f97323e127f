/** Identity: who someone is, whose dossier they may open in which role, and the sessions in which they do. */
import DataLoader from 'dataloader';
import { CallSigner } from '../../program/calls/signer.js';
import { CallVerifier } from '../../program/calls/verifier.js';
import type { Transport } from '../../program/transport.js';
import { createAuditTrail } from '../audit-trail.js';
import { buildFederatedSchema } from '../federated-schema.js';
import type { RunningSubgraph, SubgraphParts } from '../subgraph-program.js';
import { startSubgraph } from '../subgraph.js';
import type { SubgraphContext } from '../subgraph-context.js';
import { AccessResolver } from './api/access.resolver.js';
import { AccountResolver } from './api/account.resolver.js';
import { ClientRecordResolver } from './api/client-record.resolver.js';
import { ClientCareResolver } from './api/client-care.resolver.js';
import { CredentialsResolver } from './api/credentials.resolver.js';
import { ContactDetailsResolver } from './api/contact-details.resolver.js';
import { identityDefinition } from './api/definition.js';
import { createEndpoints } from './api/endpoints.js';
import type { IdentityContext } from './api/identity-context.js';
import { IncapacityResolver } from './api/incapacity.resolver.js';
import { OrganisationResolver } from './api/organisation.resolver.js';
import { PortalUserResolver } from './api/portal-user.resolver.js';
import { StaffResolver } from './api/staff.resolver.js';
import { RegistrationDeskResolver } from './api/registration-desk.resolver.js';
import { RegistrationResolver } from './api/registration.resolver.js';
import { RelationResolver } from './api/relation.resolver.js';
import { ProviderSignInResolver } from './api/provider-sign-in.resolver.js';
import { ServiceAccountResolver } from './api/service-account.resolver.js';
import { SecondFactorResolver } from './api/second-factor.resolver.js';
import { SignInResolver } from './api/sign-in.resolver.js';
import { TermsAcceptanceResolver } from './api/terms-acceptance.resolver.js';
import { UndeliveredMessageResolver } from './api/undelivered-message.resolver.js';
import { providerVariable, type IdentityConfiguration } from './config.js';
import { createPasswordHasher } from './data/argon2-password-hasher.js';
import { forgetNamesBy } from './data/forgetting-calls.js';
import { askForNewsBy } from './data/dossier-news.js';
import { callsTo } from './data/signed-calls.js';
import { openIdentityDatabase } from './data/identity-database.js';
import { OpenidProviders } from './data/openid-providers.js';
import { ProviderCredentials } from './data/provider-credentials.js';
import { createAssertions } from './data/jose-assertions.js';
import { createAccessTokens } from './data/jose-access-tokens.js';
import { simpleWebAuthnPasskeys } from './data/simplewebauthn-passkeys.js';
import { lockWhenTold, pryingAccountsOf } from './data/store-prying-accounts.js';
import { countAttempts } from '../../program/prying.js';
import { announceBy } from './data/store-account-changes.js';
import { ownSteps } from './data/upkeep-ledger.js';
import { aloneBy } from './data/upkeep-lock.js';
import { RecoveryDesk } from './domain/credentials/recovery-desk.js';
import { LIMITS, Limits } from './domain/limits.js';
import { findRelationsOfClients } from './domain/relations/relations-of-client.js';
import type { MailSender } from './domain/messages/mail-sender.js';
import { nudgingSteps } from './domain/messages/nudging-steps.js';
import { PostOffice } from './domain/messages/post-office.js';
import { SmsWatch } from './domain/messages/sms-watch.js';
import type { SmsSender } from './domain/messages/sms-sender.js';
import { Caretaker } from './domain/upkeep/caretaker.js';

export interface IdentityParts extends SubgraphParts {
  /** To the audit subgraph. */
  audit: Transport;
  /** To the dossier subgraph, which may start later. */
  dossier: Transport;
  mail: MailSender;
  sms: SmsSender;
}

export interface RunningIdentity extends RunningSubgraph {
  /** What is done each minute, done once, now. */
  upkeep: () => Promise<void>;
}

export async function startIdentity(
  configuration: IdentityConfiguration,
  parts: IdentityParts,
): Promise<RunningIdentity> {
  const { store, log, organisations, clock, mail, sms } = parts;
  const credentials = await ProviderCredentials.read(
    organisations,
    configuration.providerSecrets ?? {},
    providerVariable,
  );
  const { database, tables, stepsOn } = await openIdentityDatabase(configuration);
  const post = new PostOffice({ messages: tables.messages, organisations, mail, sms, log, clock });
  const signer = await CallSigner.create('identity', configuration.callKey);
  const trail = createAuditTrail({ source: 'identity', transport: parts.audit, signer, database, log });
  const accessTokens = await createAccessTokens(configuration.accessTokenKeys);
  const steps = nudgingSteps(stepsOn(trail), post);
  const needs = {
    ...tables,
    ...steps,
    inOwnStep: ownSteps(trail, steps),
    post,
    smsWatch: new SmsWatch({ store, messages: tables.messages, log }),
    organisations,
    accessTokens,
    assertions: createAssertions(store),
    providers: new OpenidProviders(credentials, log),
    hasher: await createPasswordHasher(configuration.passwordPepper),
    limits: new Limits(store, configuration.codeHashKey, { ...LIMITS, ...configuration.limits }),
    changes: announceBy(store, log),
    passkeys: simpleWebAuthnPasskeys,
    codeKey: configuration.codeHashKey,
    bsnKey: configuration.bsnHashKey,
    prying: pryingAccountsOf(store),
  };
  const resolvers = [
    new OrganisationResolver(organisations),
    new SignInResolver(needs),
    new CredentialsResolver(needs),
    new ContactDetailsResolver(needs),
    new AccountResolver(needs),
    new RelationResolver(needs),
    new RegistrationResolver(needs),
    new RegistrationDeskResolver(needs),
    new AccessResolver(needs),
    new IncapacityResolver(needs),
    new ClientCareResolver(needs),
    new TermsAcceptanceResolver(needs),
    new PortalUserResolver(needs),
    new StaffResolver(needs),
    new ClientRecordResolver(needs),
    new SecondFactorResolver(needs),
    new ServiceAccountResolver(needs),
    new ProviderSignInResolver(needs),
    new UndeliveredMessageResolver(needs),
  ];
  const subgraph = await startSubgraph<IdentityContext>({
    name: 'identity',
    schema: buildFederatedSchema(identityDefinition, resolvers).schema,
    verifier: await CallVerifier.create('identity', configuration.callKeys, store, configuration.sealingKey),
    trail,
    log,
    clock,
    countAttempts: (account, attempts) => countAttempts(store, account, attempts),
    endpoints: createEndpoints({ ...needs, trail, clock, publicKeys: accessTokens.publicKeys }),
    createContext: (base: SubgraphContext) => ({
      ...base,
      relationsOfClient: new DataLoader((clients) => findRelationsOfClients(needs, clients, base.now)),
    }),
  });
  const dossier = callsTo('dossier', parts.dossier, signer);
  const caretaker = new Caretaker({
    ...needs,
    clock,
    log,
    alone: aloneBy(database),
    forgetName: forgetNamesBy({
      audit: callsTo('audit', parts.audit, signer),
      dossier,
    }),
    askForNews: askForNewsBy(dossier),
  });
  const recoveryDesk = new RecoveryDesk({ ...needs, clock, log });
  await lockWhenTold(store, needs, { clock, log });
  post.start();
  recoveryDesk.start();
  caretaker.start();
  return {
    handle: subgraph.handle,
    upkeep: () => caretaker.run(),
    notReady: async () => [
      ...((await database.query('SELECT 1').catch(() => null)) === null ? ['database'] : []),
      ...((await store.isReady()) ? [] : ['store']),
    ],
    close: async () => {
      await subgraph.close();
      await caretaker.close();
      await recoveryDesk.close();
      await post.close();
      await trail.close();
      await database.destroy();
    },
  };
}
