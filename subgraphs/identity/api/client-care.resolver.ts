import { GraphQLDate } from 'graphql-scalars';
import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { EndOfCare } from '../domain/clients/client.js';
import { recordEndOfCare, type EndOfCareNeeds } from '../domain/clients/record-end-of-care.js';
import { ClientCare, toClientCare } from './client-care.type.js';
import type { IdentityContext } from './identity-context.js';

const CLIENT = 'Which client (nl: kenmerk van de cliënt).';
const DATE = 'The day, not in the future; null when it did not happen after all (nl: datum).';
const REASON = 'Why, for the log; without personal data (nl: reden).';

@Resolver()
export class ClientCareResolver {
  constructor(private readonly needs: EndOfCareNeeds) {}

  @Mutation(() => ClientCare, {
    description: 'Records the day on which a client left, or takes it back (nl: vertrek vastleggen).',
  })
  recordDeparture(
    @Arg('clientId', () => ID, { description: CLIENT }) clientId: string,
    @Arg('date', () => GraphQLDate, { nullable: true, description: DATE }) date: Date | null,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<ClientCare> {
    return this.record('DEPARTURE', clientId, date, reason, context);
  }

  @Mutation(() => ClientCare, {
    description: 'Records the day on which a client died, or takes it back (nl: overlijden vastleggen).',
  })
  recordDeath(
    @Arg('clientId', () => ID, { description: CLIENT }) clientId: string,
    @Arg('date', () => GraphQLDate, { nullable: true, description: DATE }) date: Date | null,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: IdentityContext,
  ): Promise<ClientCare> {
    return this.record('DEATH', clientId, date, reason, context);
  }

  private async record(
    event: EndOfCare,
    client: string,
    day: Date | null | undefined,
    reason: string,
    context: IdentityContext,
  ): Promise<ClientCare> {
    const date = day?.toISOString().slice(0, 10) ?? null;
    return toClientCare(await recordEndOfCare(this.needs, { client, event, date, reason }, context));
  }
}
