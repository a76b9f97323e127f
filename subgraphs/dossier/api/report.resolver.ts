import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Subject } from '../../../schema/access-decision.js';
import { pageRequest, toPage, type Page } from '../../connection.js';
import { readReports } from '../domain/read-reports.js';
import { SECTION_OF_REPORT_TYPE, type ReportType } from '../../../schema/report-type.js';
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
    const subjects = subjectsOf(subject);
    return toPage(
      reports.map((report) => guardedReport(report, subjects(report.type))),
      first,
      ({ keyset }) => keyset,
    );
  }
}

/** A report is shared by its own section, which is narrower than the list's. Reports of one type share their subject. */
function subjectsOf(client: Subject): (type: ReportType) => Subject {
  const subjects = new Map<ReportType, Subject>();
  return (type) => {
    const subject = subjects.get(type) ?? { ...client, categories: [SECTION_OF_REPORT_TYPE[type]] };
    subjects.set(type, subject);
    return subject;
  };
}

function guardedReport(report: DomainReport, subject: Subject) {
  return { ...report, soep: report.soep.map((line) => ({ ...line, subject })), subject };
}
