import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Subject } from '../../../schema/access-decision.js';
import { pageRequest, toPage, type Page } from '../../connection.js';
import { readReports } from '../domain/read-reports.js';
import { SECTION_OF_REPORT_TYPE } from '../../../schema/report-type.js';
import { type Report as DomainReport } from '../domain/report.js';
import { Client } from './client.js';
import type { DossierContext } from './dossier-context.js';
import { PageArguments } from './page-arguments.js';
import { ReportConnection, ReportFilter, type Report } from './report.js';

@Resolver(() => Client)
export class ReportResolver {
  @FieldResolver(() => ReportConnection, {
    nullable: true,
    description: 'Reports of care and treatment, newest first, of the kinds that are open to you (nl: rapportages).',
  })
  async reports(
    @Root() { id, subject }: Client,
    @Arg('filter', () => ReportFilter, { nullable: true, description: 'Which reports (nl: filter).' })
    filter: ReportFilter | null,
    @Args(() => PageArguments) { first, after }: PageArguments,
    @Ctx() { dossierOf }: DossierContext,
  ): Promise<Page<Report>> {
    const reports = await readReports(dossierOf(id), filter ?? {}, pageRequest(first, after));
    return toPage(
      reports.map((report) => guardedReport(report, subject)),
      first,
      ({ keyset }) => keyset,
    );
  }
}

/** A report is shared by its own section, which is narrower than the list's. */
function guardedReport(report: DomainReport, client: Subject) {
  const subject: Subject = { ...client, categories: [SECTION_OF_REPORT_TYPE[report.type]] };
  return { ...report, soep: report.soep.map((line) => ({ ...line, subject })), subject };
}
