import type { Organisations } from '../../../organisations/policy.js';
import type { Log } from '../../../program/log.js';
import type { SubgraphContext } from '../../subgraph-context.js';
import type { Additions } from '../domain/additions.js';
import type { Dossier } from '../domain/dossier.js';
import type { OneStep } from '../domain/dossier-tables.js';
import type { Ecd } from '../domain/ecd.js';
import type { ExportNeeds } from '../domain/export/request-export.js';
import { openDossier } from '../domain/open-dossier.js';
import { requestRecord } from '../domain/request-record.js';
import type { WritingLimits } from '../domain/writing-limits.js';

export interface DossierContext extends SubgraphContext {
  /**
   * The dossier of a client, opened once in an operation.
   * @throws DomainError as `openDossier`.
   */
  dossierOf: (client: string) => Dossier;
  organisations: Organisations;
  /** What the use cases need in which people write. */
  writing: Additions & OneStep & { organisations: Organisations; limits: WritingLimits };
  /** What the use cases of exports need. */
  exporting: ExportNeeds;
}

export interface DossierSources {
  organisations: Organisations;
  /** The ECD of each organisation. */
  ecds: ReadonlyMap<string, Ecd>;
  ecdTimeLimitMs: number;
  additions: Additions;
  exporting: Pick<ExportNeeds, 'exports' | 'links'>;
  steps: OneStep;
  limits: WritingLimits;
  log: Log;
}

export function createDossierContext(base: SubgraphContext, sources: DossierSources): DossierContext {
  const opened = new Map<string, Dossier>();
  return {
    ...base,
    organisations: sources.organisations,
    writing: { ...sources.additions, ...sources.steps, organisations: sources.organisations, limits: sources.limits },
    exporting: { ...sources.exporting, ...sources.steps, organisations: sources.organisations },
    dossierOf: (client) => {
      const dossier = opened.get(client) ?? createDossier(base, sources, client);
      opened.set(client, dossier);
      return dossier;
    },
  };
}

function createDossier(base: SubgraphContext, sources: DossierSources, client: string): Dossier {
  const { caller, ledger, now, signal } = base;
  const relation = openDossier(base, client);
  const { organisation, id, role, ecdClient } = relation;
  const policy = sources.organisations.get(organisation);
  const ecd = sources.ecds.get(organisation);
  if (policy === undefined || ecd === undefined || caller.facts === null) {
    throw new Error(`no organisation ${organisation} is configured`);
  }
  const record = requestRecord({
    recordUntil: (end) => ecd.recordOf(ecdClient, end),
    signal,
    timeLimitMs: sources.ecdTimeLimitMs,
    onFailure: (categories, cause) => {
      const failure = { organisation, categories, reason: reasonOf(cause), trace: caller.trace };
      if (signal.aborted) sources.log.info(failure, 'nobody waits for the ECD any more');
      else sources.log.error(failure, 'the ECD failed');
      ledger.add({
        kind: 'DOSSIER_READ',
        action: 'R',
        outcome: 'ERROR',
        // nothing failed when nobody waited any more
        reason: signal.aborted ? 'CALLER_GONE' : 'ECD_UNAVAILABLE',
        organisation,
        client,
        relation: id,
        role,
        categories,
      });
    },
  });
  const subject = { organisation, client, account: null };
  return { subject, relation, facts: caller.facts, policy, record, lacks: ecd.lacks, ledger, now };
}

/** The code of a failure, or the kind of error: the message of a database can hold what was asked for. */
function reasonOf(cause: unknown): string {
  const { code, name } = cause as { code?: unknown; name?: unknown };
  return String(code ?? name);
}
