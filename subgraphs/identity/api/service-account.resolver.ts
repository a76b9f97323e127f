import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { ServiceScope as ServiceScopeName } from '../../../schema/service-token.js';
import { pageRequest, USUAL_PAGE } from '../../connection.js';
import {
  addServiceAccountKey,
  endServiceAccount,
  retireServiceAccountKey,
  type ServiceAccountNeeds,
} from '../domain/service-accounts/change-service-account.js';
import { listServiceAccounts } from '../domain/service-accounts/list-service-accounts.js';
import { registerServiceAccount } from '../domain/service-accounts/register-service-account.js';
import type { IdentityContext } from './identity-context.js';
import {
  ServiceAccount,
  ServiceAccountConnection,
  ServiceScope,
  toServiceAccount,
  toServiceAccounts,
} from './service-account.type.js';

const ID_DESCRIPTION = 'Which reporting tool (nl: kenmerk).';
const REASON_DESCRIPTION = 'Why, for the log; without personal data (nl: reden).';
const KEY_DESCRIPTION =
  'The public half of a key, as JSON Web Key: Ed25519, P-256, or RSA of at least 2048 bits (nl: publieke sleutel).';

@Resolver()
export class ServiceAccountResolver {
  constructor(private readonly needs: ServiceAccountNeeds) {}

  @Query(() => ServiceAccountConnection, {
    nullable: true,
    description: 'The reporting tools of an organisation, the oldest first (nl: serviceaccounts).',
  })
  async serviceAccounts(
    @Arg('organisation', () => ID, { description: 'Of which organisation (nl: zorgorganisatie).' })
    organisation: string,
    @Arg('first', () => Int, { defaultValue: USUAL_PAGE, description: 'How many, at most 50 (nl: aantal).' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'From this cursor on (nl: na deze bladwijzer).' })
    after: string | null,
    @Ctx() context: IdentityContext,
  ): Promise<ServiceAccountConnection> {
    return toServiceAccounts(await listServiceAccounts(this.needs, organisation, pageRequest(first, after), context));
  }

  @Mutation(() => ServiceAccount, {
    description: 'Makes a reporting tool known, with its first key (nl: serviceaccount registreren).',
  })
  async registerServiceAccount(
    @Arg('organisation', () => ID, { description: 'For which organisation it reads (nl: zorgorganisatie).' })
    organisation: string,
    @Arg('name', () => String, { description: 'How it is called on the log (nl: naam).' }) name: string,
    @Arg('scopes', () => [ServiceScope], { description: 'What it may read (nl: bevoegdheden).' })
    scopes: ServiceScopeName[],
    @Arg('publicKey', () => String, { description: KEY_DESCRIPTION }) publicKey: string,
    @Arg('reason', () => String, { description: REASON_DESCRIPTION }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<ServiceAccount> {
    const account = { organisation, name, scopes, publicKey, reason };
    return toServiceAccount(await registerServiceAccount(this.needs, account, context));
  }

  @Mutation(() => ServiceAccount, {
    description: 'A further key, to take into use before the old one is retired (nl: sleutel toevoegen).',
  })
  async addServiceAccountKey(
    @Arg('id', () => ID, { description: ID_DESCRIPTION }) id: string,
    @Arg('publicKey', () => String, { description: KEY_DESCRIPTION }) publicKey: string,
    @Arg('reason', () => String, { description: REASON_DESCRIPTION }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<ServiceAccount> {
    return toServiceAccount(await addServiceAccountKey(this.needs, { id, publicKey, reason }, context));
  }

  @Mutation(() => ServiceAccount, {
    description: 'Retires a key; tokens that were had with it end at once (nl: sleutel intrekken).',
  })
  async retireServiceAccountKey(
    @Arg('id', () => ID, { description: ID_DESCRIPTION }) id: string,
    @Arg('kid', () => ID, { description: 'Which key (nl: kenmerk van de sleutel).' }) kid: string,
    @Arg('reason', () => String, { description: REASON_DESCRIPTION }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<ServiceAccount> {
    return toServiceAccount(await retireServiceAccountKey(this.needs, { id, kid, reason }, context));
  }

  @Mutation(() => ServiceAccount, {
    description: 'Ends a reporting tool for good, with its tokens, at once (nl: serviceaccount beëindigen).',
  })
  async endServiceAccount(
    @Arg('id', () => ID, { description: ID_DESCRIPTION }) id: string,
    @Arg('reason', () => String, { description: REASON_DESCRIPTION }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<ServiceAccount> {
    return toServiceAccount(await endServiceAccount(this.needs, { id, reason }, context));
  }
}
