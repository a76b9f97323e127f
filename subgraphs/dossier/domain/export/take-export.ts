/** Following the link to an export: once, by who asked, as long as all that is in it is open to them (V4, V5, R21). */
import { DateTime } from 'luxon';
import { decide } from '../../../../schema/access-decision.js';
import type { ErrorCode } from '../../../../schema/error-codes.js';
import { DomainError } from '../../../domain-error.js';
import type { Happening, Recorder } from '../../../ledger.js';
import type { SubgraphContext } from '../../../subgraph-context.js';
import { rowNamed } from '../dossier.js';
import { placeOfExport, statusAt, subjectOfExport, type DossierExport } from './dossier-export.js';
import { isExportToken } from './export-link.js';
import { opensPart, sectionsOf } from './export-parts.js';
import type { ExportNeeds } from './request-export.js';

export type TakingContext = Pick<SubgraphContext, 'caller' | 'ledger' | 'now'>;

export interface TakenExport {
  export: DossierExport;
  content: Buffer;
  /** The day where the organisation is: `2026-03-10`. */
  day: string;
}

/** @throws DomainError NOT_FOUND, alike whatever is the matter: the log alone says what. */
export async function takeExport(needs: ExportNeeds, token: string, context: TakingContext): Promise<TakenExport> {
  const { exports, links, organisations } = needs;
  const found = isExportToken(token) ? await exports.findByLink(links.hashOf(token)) : null;
  const exported = happening(found);
  const refusal = judge(needs, found, context);
  const refuse = (ledger: Recorder): never => {
    ledger.add({ ...exported, outcome: 'REFUSED', reason: refusal ?? 'LINK_REFUSED' });
    throw new DomainError('NOT_FOUND');
  };
  if (refusal !== null || found === null) return refuse(context.ledger);
  const content = await needs.inOneStep(context, async (tables, { ledger }) => {
    ledger.add(exported);
    return (await tables.exports.take(found.id, context.now)) ?? refuse(ledger);
  });
  const zone = organisations.get(found.organisation)?.timeZone ?? 'utc';
  return { export: found, content, day: DateTime.fromJSDate(context.now, { zone }).toISODate() ?? '' };
}

function happening(found: DossierExport | null): Happening {
  const kind = { kind: 'DOSSIER_EXPORTED', action: 'E' } as const;
  return found === null ? kind : { ...kind, ...placeOfExport(found), search: { format: found.format } };
}

/** Null when it may be taken. */
function judge(
  { organisations }: ExportNeeds,
  found: DossierExport | null,
  { caller: { facts }, now }: TakingContext,
): ErrorCode | null {
  if (found === null) return 'LINK_REFUSED';
  if (facts === null || facts.account !== found.account) return 'ACCESS_REFUSED';
  const subject = subjectOfExport(found);
  const { refusal } = decide(rowNamed('Mutation.requestExport'), facts, subject, now);
  if (refusal !== null) return refusal;
  const offered = organisations.get(found.organisation)?.sections.offered ?? [];
  if (!sectionsOf(found.parts).every((section) => offered.includes(section))) return 'SECTION_NOT_OFFERED';
  if (!found.parts.every((part) => opensPart(part, facts, subject, now))) return 'ACCESS_REFUSED';
  return statusAt(found, now) === 'READY' ? null : 'LINK_REFUSED';
}
