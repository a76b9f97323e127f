import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { USUAL_PAGE } from '../../connection.js';
import { changeClientBsn, type ChangeClientBsnNeeds } from '../domain/clients/change-client-bsn.js';
import { findClientFile, listClients } from '../domain/clients/list-clients.js';
import { registerClient } from '../domain/clients/register-client.js';
import { releaseBsn, type ReleaseBsnNeeds } from '../domain/clients/release-bsn.js';
import { textPageRequest } from '../domain/text-order.js';
import {
  ClientRecord,
  ClientRecordConnection,
  ClientRecordFilter,
  toClientRecord,
  toClientRecords,
} from './client-record.type.js';
import type { IdentityContext } from './identity-context.js';
import { Relation, toRelation } from './relation.type.js';

const ORGANISATION = 'Of which organisation (nl: zorgorganisatie).';
const CLIENT = 'Which client (nl: kenmerk van de cliënt).';
const REASON = 'Why, for the log; without personal data (nl: reden).';

@Resolver()
export class ClientRecordResolver {
  constructor(private readonly needs: ChangeClientBsnNeeds & ReleaseBsnNeeds) {}

  @Query(() => ClientRecordConnection, {
    nullable: true,
    description: 'The clients of an organisation, by their id in the ECD. Reading it is recorded (nl: cliënten).',
  })
  async clients(
    @Arg('organisation', () => ID, { description: ORGANISATION }) organisation: string,
    @Arg('filter', () => ClientRecordFilter, { nullable: true, description: 'Which clients (nl: selectie).' })
    filter: ClientRecordFilter | null,
    @Arg('first', () => Int, { defaultValue: USUAL_PAGE, description: 'How many, at most 50 (nl: aantal).' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'From this cursor on (nl: na deze bladwijzer).' })
    after: string | null,
    @Ctx() context: IdentityContext,
  ): Promise<ClientRecordConnection> {
    const { text = null, inCare = null, incapacitated = null, withoutAccount = null } = filter ?? {};
    const criteria = { organisation, text, inCare, incapacitated, withoutAccount };
    return toClientRecords(await listClients(this.needs, criteria, textPageRequest(first, after), context), context);
  }

  @Query(() => ClientRecord, {
    nullable: true,
    description: 'One client as the administration keeps them. Reading it is recorded (nl: cliëntregistratie).',
  })
  async clientRecord(
    @Arg('organisation', () => ID, { description: ORGANISATION }) organisation: string,
    @Arg('id', () => ID, { description: CLIENT }) id: string,
    @Ctx() context: IdentityContext,
  ): Promise<ClientRecord> {
    return toClientRecord(await findClientFile(this.needs, { organisation, id }, context), context);
  }

  @Mutation(() => ClientRecord, {
    description: 'Makes a client of the ECD known to the portal (nl: cliënt registreren).',
  })
  async registerClient(
    @Arg('organisation', () => ID, { description: ORGANISATION }) organisation: string,
    @Arg('ecdClientId', () => ID, { description: "The client's id in the ECD (nl: kenmerk in het ECD)." })
    ecdClientId: string,
    @Arg('bsn', () => String, {
      nullable: true,
      description: 'Where the organisation asks it at the first sign-in; kept as a keyed hash only (nl: BSN).',
    })
    bsn: string | null,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<ClientRecord> {
    const client = { organisation, ecdClientId, bsn: bsn ?? null, reason };
    return toClientRecord(await registerClient(this.needs, client, context), context);
  }

  @Mutation(() => ClientRecord, {
    description: 'Replaces a BSN that was not right; who confirmed it confirms anew (nl: BSN wijzigen).',
  })
  async changeClientBsn(
    @Arg('clientId', () => ID, { description: CLIENT }) client: string,
    @Arg('bsn', () => String, { description: 'The nine digits (nl: burgerservicenummer).' }) bsn: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<ClientRecord> {
    return toClientRecord(await changeClientBsn(this.needs, { client, bsn, reason }, context), context);
  }

  @Mutation(() => Relation, {
    description: 'Gives three new tries at the BSN of the client (nl: BSN-controle vrijgeven).',
  })
  async releaseBsn(
    @Arg('relationId', () => ID, { description: 'On which access (nl: kenmerk van de toegang).' }) relation: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<Relation> {
    return toRelation(await releaseBsn(this.needs, { relation, reason }, context), context);
  }
}
