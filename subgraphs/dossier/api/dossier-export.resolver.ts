import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Section as SectionName } from '../../../schema/caller.js';
import { pageRequest, toPage, type Page } from '../../connection.js';
import { Section } from '../../section.js';
import type { ExportFormat } from '../domain/export/dossier-export.js';
import { cancelExport, readOwnExports } from '../domain/export/own-exports.js';
import { requestExport } from '../domain/export/request-export.js';
import { Client } from './client.js';
import type { DossierContext } from './dossier-context.js';
import { DossierExport, DossierExportConnection, DossierExportFormat, toDossierExport } from './dossier-export.js';
import { PageArguments } from './page-arguments.js';

@Resolver(() => Client)
export class DossierExportResolver {
  @FieldResolver(() => DossierExportConnection, {
    nullable: true,
    description: 'The copies of this dossier that you asked for in the last month (nl: uw afschriften).',
  })
  async exports(
    @Root() { id }: Client,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() context: DossierContext,
  ): Promise<Page<DossierExport>> {
    const made = await readOwnExports(context.exporting, context.dossierOf(id), pageRequest(first, after));
    return toPage(
      made.map((one) => toDossierExport(one, context)),
      first,
      ({ id: one, requestedAt }) => ({ time: requestedAt.toISOString(), id: one }),
    );
  }

  @Mutation(() => DossierExport, {
    description: 'Has a copy made of what is open to you in the dossier, in the background (nl: afschrift opvragen).',
  })
  async requestExport(
    @Arg('clientId', () => ID, { description: 'The client whose dossier it is (nl: cliënt).' }) clientId: string,
    @Arg('format', () => DossierExportFormat, { description: 'In what form (nl: vorm).' }) format: ExportFormat,
    @Arg('sections', () => [Section], {
      nullable: true,
      description: 'Which sections; all that are open to you when it is left out (nl: onderdelen).',
    })
    sections: SectionName[] | null,
    @Ctx() context: DossierContext,
  ): Promise<DossierExport> {
    const asked = { format, sections: sections ?? null };
    return toDossierExport(
      await requestExport(context.exporting, context.dossierOf(clientId), asked, context),
      context,
    );
  }

  @Mutation(() => DossierExport, { description: 'Calls a copy off; what was made of it is gone (nl: annuleren).' })
  async cancelExport(
    @Arg('id', () => ID, { description: 'The id of the copy (nl: kenmerk van het afschrift).' }) id: string,
    @Ctx() context: DossierContext,
  ): Promise<DossierExport> {
    return toDossierExport(await cancelExport(context.exporting, id, context), context);
  }
}
