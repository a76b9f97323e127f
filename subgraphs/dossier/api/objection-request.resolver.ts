import { Arg, Args, ArgsType, Ctx, Field, ID, Mutation, Query, Resolver } from 'type-graphql';
import { pageRequest, type Page } from '../../connection.js';
import {
  decideObjection,
  extendObjection,
  takeUpObjection,
  type ObjectionDecision as Decision,
} from '../domain/objections/handle-objection.js';
import {
  OPEN_STATUSES,
  type ObjectionKind as Kind,
  type ObjectionStatus as Status,
} from '../domain/objections/objection-request.js';
import { readObjectionsOfOrganisation } from '../domain/objections/read-objections.js';
import { requestObjection, withdrawObjection } from '../domain/objections/request-objection.js';
import type { DossierContext } from './dossier-context.js';
import {
  firstDueObjections,
  ObjectionDecision,
  ObjectionKind,
  ObjectionRequest,
  ObjectionRequestConnection,
  ObjectionStatus,
  toObjection,
} from './objection-request.js';
import { PageArguments } from './page-arguments.js';

const ID_OF_REQUEST = { description: 'The id of the request (nl: kenmerk).' };
const REASON = { description: 'Why, for the log; nothing personal (nl: reden).' };

@ArgsType()
class ObjectionsArguments extends PageArguments {
  @Field(() => ID, { description: 'Your organisation (nl: organisatie).' })
  organisation: string;

  @Field(() => [ObjectionStatus], {
    defaultValue: [...OPEN_STATUSES],
    description: 'Only requests that are so far (nl: standen).',
  })
  statuses: Status[];
}

@Resolver(() => ObjectionRequest)
export class ObjectionRequestResolver {
  @Mutation(() => ObjectionRequest, {
    description: 'Asks for correction, a statement, destruction or inspection (nl: bezwaar of verzoek indienen).',
  })
  async requestObjection(
    @Arg('clientId', () => ID, { description: 'The client whose dossier it is about (nl: cliënt).' }) clientId: string,
    @Arg('kind', () => ObjectionKind, { description: 'What is asked for (nl: soort).' }) kind: Kind,
    @Arg('text', () => String, { description: 'What it is about, in words (nl: tekst).' }) text: string,
    @Ctx() context: DossierContext,
  ): Promise<ObjectionRequest> {
    const dossier = context.dossierOf(clientId);
    return toObjection(await requestObjection(context.writing, dossier, { kind, text }, context), context);
  }

  @Mutation(() => ObjectionRequest, { description: 'Takes back what you asked (nl: verzoek intrekken).' })
  async withdrawObjection(
    @Arg('id', () => ID, ID_OF_REQUEST) id: string,
    @Ctx() context: DossierContext,
  ): Promise<ObjectionRequest> {
    return toObjection(await withdrawObjection(context.writing, id, context), context);
  }

  @Query(() => ObjectionRequestConnection, {
    nullable: true,
    description: 'Requests at your organisation, those due first at the top (nl: bezwaarverzoeken).',
  })
  async objectionRequests(
    @Args(() => ObjectionsArguments) { organisation, statuses, first, after }: ObjectionsArguments,
    @Ctx() context: DossierContext,
  ): Promise<Page<ObjectionRequest>> {
    const asked = { organisation, statuses };
    const page = pageRequest(first, after);
    const requests = await readObjectionsOfOrganisation(context.writing, asked, page, context);
    return firstDueObjections(requests, first, context);
  }

  @Mutation(() => ObjectionRequest, { description: 'Begins to handle a request (nl: in behandeling nemen).' })
  async takeUpObjection(
    @Arg('id', () => ID, ID_OF_REQUEST) id: string,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: DossierContext,
  ): Promise<ObjectionRequest> {
    return toObjection(await takeUpObjection(context.writing, { id, reason }, context), context);
  }

  @Mutation(() => ObjectionRequest, { description: 'Takes two months more, once (nl: termijn verlengen).' })
  async extendObjection(
    @Arg('id', () => ID, ID_OF_REQUEST) id: string,
    @Arg('reason', () => String, { description: 'Why, for the log and for who asked (nl: reden).' }) reason: string,
    @Ctx() context: DossierContext,
  ): Promise<ObjectionRequest> {
    return toObjection(await extendObjection(context.writing, { id, reason }, context), context);
  }

  @Mutation(() => ObjectionRequest, { description: 'Grants or refuses a request, with an answer (nl: besluiten).' })
  async decideObjection(
    @Arg('id', () => ID, ID_OF_REQUEST) id: string,
    @Arg('decision', () => ObjectionDecision, { description: 'How it is decided (nl: besluit).' }) decision: Decision,
    @Arg('answer', () => String, { description: 'The answer to who asked (nl: antwoord).' }) answer: string,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: DossierContext,
  ): Promise<ObjectionRequest> {
    return toObjection(await decideObjection(context.writing, { id, decision, answer, reason }, context), context);
  }
}
