import { randomUUID } from 'node:crypto';
import type { Organisations } from '../../../../organisations/policy.js';
import type { Section } from '../../../../schema/caller.js';
import { DomainError } from '../../../domain-error.js';
import type { Happening } from '../../../ledger.js';
import type { SubgraphContext } from '../../../subgraph-context.js';
import { about, actOn } from '../acting.js';
import type { OneStep } from '../dossier-tables.js';
import type { Dossier } from '../dossier.js';
import { recordingRefusal } from '../recording-refusal.js';
import { readAvailabilities, unavailable, type SectionAvailability } from '../section-availability.js';
import { EXPORT_LIMITS, type DossierExport, type DossierExports, type ExportFormat } from './dossier-export.js';
import type { ExportLinks } from './export-link.js';
import { opensPart, partsWith } from './export-parts.js';

export interface ExportNeeds extends OneStep {
  exports: DossierExports;
  links: ExportLinks;
  organisations: Organisations;
}

export interface ExportAsked {
  /** All that are open when it is not said. */
  sections: readonly Section[] | null;
  format: ExportFormat;
}

/**
 * What is open now is settled now; the file holds that and no more (R1, V16). All of the sections, or nothing.
 * @throws DomainError ACCESS_REFUSED, SECTION_NOT_OFFERED for a section that this person does not see; BAD_INPUT;
 * TOO_MANY_ATTEMPTS while others wait.
 */
export async function requestExport(
  { links, organisations, inOneStep }: ExportNeeds,
  dossier: Dossier,
  { sections, format }: ExportAsked,
  context: SubgraphContext,
): Promise<DossierExport> {
  const id = randomUUID();
  const acting = actOn('Mutation.requestExport', dossier.subject, organisations, context);
  const { facts, place } = about(acting, `DossierExport/${id}`);
  const { relation, subject, now } = dossier;
  const open = await openSections(dossier, sections, format);
  const parts = partsWith(open);
  const asked: Happening = {
    ...{ kind: 'EXPORT_CHANGED', action: 'C', ...place },
    categories: [...parts],
    search: { format },
  };
  const request = {
    ...{ id, format, parts, requestedAt: now, account: facts.account, requestedBy: facts.name },
    ...{ client: relation.client, ecdClient: relation.ecdClient, relation: relation.id, role: relation.role },
    organisation: relation.organisation,
  };
  return recordingRefusal(context.ledger, asked, async () => {
    if (!parts.every((part) => opensPart(part, facts, subject, now))) throw new DomainError('ACCESS_REFUSED');
    return inOneStep(context, async ({ exports }, { ledger }) => {
      const queued = await exports.queue(request, links.hashOf(links.tokenOf(id)), EXPORT_LIMITS);
      if (queued === null) throw new DomainError('TOO_MANY_ATTEMPTS');
      ledger.add(asked);
      return queued;
    });
  });
}

async function openSections(
  dossier: Dossier,
  asked: ExportAsked['sections'],
  format: ExportFormat,
): Promise<Section[]> {
  if (asked?.length === 0) throw new DomainError('BAD_INPUT', { fields: ['sections'] });
  const all = await readAvailabilities(dossier);
  const wanted = all.filter(({ section, availability }) => asked?.includes(section) ?? availability === 'OPEN');
  const shut = wanted.filter(({ availability }) => availability !== 'OPEN');
  if (shut.length > 0) throw refused(dossier, wanted, shut, format);
  return wanted.map(({ section }) => section);
}

function refused(
  { relation, ledger }: Dossier,
  wanted: SectionAvailability[],
  shut: SectionAvailability[],
  format: ExportFormat,
): DomainError {
  const error = unavailable(shut.map(({ availability }) => availability));
  ledger.add({
    kind: 'DOSSIER_EXPORTED',
    action: 'E',
    outcome: 'REFUSED',
    reason: error.code,
    organisation: relation.organisation,
    client: relation.client,
    relation: relation.id,
    role: relation.role,
    categories: wanted.map(({ section }) => section),
    search: { format },
  });
  return error;
}
