/** The dossier's graph as a caller with given relations meets it, over stub ECDs, with what it put on the audit log. */
import { graphql } from 'graphql';
import { pino } from 'pino';
import { loadOrganisations, type Organisations } from '../../../../organisations/policy.js';
import type { AuditEvent } from '../../../../schema/audit-event.js';
import type { CallerRelation, Language, SessionFacts, StaffAssignment } from '../../../../schema/caller.js';
import { dossierDefinition, dossierResolvers } from '../../../../subgraphs/dossier/api/definition.js';
import { createDossierContext, type DossierSources } from '../../../../subgraphs/dossier/api/dossier-context.js';
import type { OpenDossierDatabase } from '../../../../subgraphs/dossier/data/dossier-database.js';
import type { Additions } from '../../../../subgraphs/dossier/domain/additions.js';
import type { WritingLimits } from '../../../../subgraphs/dossier/domain/writing-limits.js';
import { DomainError } from '../../../../subgraphs/domain-error.js';
import { buildFederatedSchema } from '../../../../subgraphs/federated-schema.js';
import { Ledger } from '../../../../subgraphs/ledger.js';
import { StubEcd } from './stub-ecd.js';

export const ANNA = '0190a000-0000-7000-8000-00000000000a';
export const MIES = '0190a000-0000-7000-8000-00000000000b';
export const NOBODY = '0190a000-0000-7000-8000-0000000000ff';
export const NOW = new Date('2026-03-10T12:00:00Z');

const { schema } = buildFederatedSchema(dossierDefinition, dossierResolvers());
const organisations = loadOrganisations('organisations');

export function relation(role: CallerRelation['role'], changes: Partial<CallerRelation> = {}): CallerRelation {
  const organisation = changes.organisation ?? 'vivium';
  return {
    id: `relation-${role}`,
    client: ANNA,
    ecdClient: 'ecd-anna',
    organisation,
    role,
    sections: role === 'CONTACT' ? [] : [...(organisations.get(organisation)?.sections.offered ?? [])],
    relatedPerson: null,
    validFrom: '2026-01-01T00:00:00Z',
    validUntil: null,
    pending: [],
    version: 1,
    ...changes,
  };
}

export interface Told {
  data: unknown;
  /** Path of each error, with its code. */
  refused: [path: string, code: string][];
  /** Of what is not there: why, by path. */
  reasons: Record<string, unknown>;
  events: AuditEvent[];
  ecd: StubEcd;
}

export class DossierGraph {
  readonly ecd = new StubEcd();
  timeLimitMs = 1_000;
  account = 'me';
  name = 'Me';
  language: Language = 'nl';
  staff: StaffAssignment[] = [];
  now = NOW;
  /** Fires when the caller has gone. */
  signal = new AbortController().signal;
  /** Only who writes needs a database. */
  additions = {} as Additions;
  exporting = {} as DossierSources['exporting'];
  stepsOn: OpenDossierDatabase['stepsOn'] = () => ({ inOneStep: () => Promise.reject(new Error('no database')) });
  /** Nobody is held back unless a test is about that. */
  limits: WritingLimits = { take: async () => undefined };

  constructor(
    private readonly relations: CallerRelation[] | null,
    private readonly policies: Organisations = organisations,
  ) {}

  async ask(source: string, variableValues: Record<string, unknown> = {}): Promise<Told> {
    const events: AuditEvent[] = [];
    const caller = {
      facts: this.facts(),
      address: '::1',
      language: this.language,
      purpose: 'PATRQT',
      trace: 't',
    } as const;
    const record = async (recorded: AuditEvent[]): Promise<void> => void events.push(...recorded);
    const trail = { record, sendOn: record };
    const ledger = new Ledger(trail, 'dossier', caller, this.now);
    const contextValue = createDossierContext(
      { caller, ledger, now: this.now, signal: this.signal },
      {
        organisations: this.policies,
        ecds: new Map([...this.policies.keys()].map((organisation) => [organisation, this.ecd])),
        ecdTimeLimitMs: this.timeLimitMs,
        additions: this.additions,
        exporting: this.exporting,
        steps: this.stepsOn(trail),
        limits: this.limits,
        log: pino({ level: 'silent' }),
      },
    );
    const { data, errors = [] } = await graphql({ schema, source, contextValue, variableValues });
    await ledger.complete();
    return {
      data: JSON.parse(JSON.stringify(data ?? null)),
      refused: errors.map(({ path, originalError, message }) => [
        (path ?? []).join('.'),
        originalError instanceof DomainError ? originalError.code : message,
      ]),
      reasons: Object.fromEntries(
        errors.flatMap(({ path, originalError }) =>
          originalError instanceof DomainError && originalError.details['reason'] !== undefined
            ? [[(path ?? []).join('.'), originalError.details['reason']]]
            : [],
        ),
      ),
      events,
      ecd: this.ecd,
    };
  }

  private facts(): SessionFacts | null {
    if (this.relations === null) return null;
    return {
      session: 'session',
      account: this.account,
      name: this.name,
      relations: this.relations,
      staff: this.staff,
      authentication: 'PASSWORD_SMS',
    };
  }
}

export function graphFor(...relations: CallerRelation[]): DossierGraph {
  return new DossierGraph(relations);
}
