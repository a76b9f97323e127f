/** People who ask for copies of a dossier, and copies of the program that make them, over one database. */
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { loadOrganisations } from '../../../../organisations/policy.js';
import type { ExportFile } from '../../../../schema/calls.js';
import type { AuditEvent } from '../../../../schema/audit-event.js';
import type { Caller, CallerRelation } from '../../../../schema/caller.js';
import { takeExportEndpoint } from '../../../../subgraphs/dossier/api/take-export.endpoint.js';
import { openDossierDatabase } from '../../../../subgraphs/dossier/data/dossier-database.js';
import { ownSteps } from '../../../../subgraphs/dossier/data/export-ledger.js';
import { writeFhirBundle } from '../../../../subgraphs/dossier/data/export/fhir-bundle/fhir-bundle.js';
import { writePdf } from '../../../../subgraphs/dossier/data/export/pdf/pdf.js';
import type { OneStep } from '../../../../subgraphs/dossier/domain/dossier-tables.js';
import type { OpenDossierDatabase } from '../../../../subgraphs/dossier/data/dossier-database.js';
import type { DossierExportsInStep } from '../../../../subgraphs/dossier/domain/export/dossier-export.js';
import { ExportLinks } from '../../../../subgraphs/dossier/domain/export/export-link.js';
import { ExportMaker } from '../../../../subgraphs/dossier/domain/export/export-maker.js';
import type { MakingNeeds } from '../../../../subgraphs/dossier/domain/export/make-export.js';
import { CALLS } from '../../../../schema/calls.js';
import { DomainError } from '../../../../subgraphs/domain-error.js';
import { createTestDatabase } from '../../../support/database.js';
import { ANNA, DossierGraph, NOW, relation, type Told } from './dossier-graph.js';
import { StubEcd } from './stub-ecd.js';
import { accountOf, SEALING_KEY } from './writers.js';

export interface SeenExport {
  id: string;
  status: string;
  progress: number;
  format: string;
  sections: string[];
  expiresAt: string | null;
  link: string | null;
  failure: string | null;
}

const FIELDS = 'id status progress format sections expiresAt link failure';

export class Exporting {
  now = NOW;
  readonly ecd = new StubEcd();
  /** What the system itself put on the log, and whoever took a file. */
  readonly events: AuditEvent[] = [];
  readonly attempts: [string, number][] = [];
  readonly waited: number[] = [];
  readonly links = new ExportLinks(SEALING_KEY);
  private readonly organisations = loadOrganisations('organisations');
  recordFails = false;
  private readonly trail = {
    record: async (events: AuditEvent[]) => {
      if (this.recordFails) throw new Error('the log does not answer');
      this.events.push(...events);
    },
    sendOn: async (events: AuditEvent[]) => void this.events.push(...events),
  };
  private readonly steps: OneStep;

  private constructor(
    readonly database: DataSource,
    readonly exports: DossierExportsInStep,
    readonly stepsOn: OpenDossierDatabase['stepsOn'],
    readonly close: () => Promise<void>,
  ) {
    const { inOneStep } = stepsOn(this.trail);
    this.steps = {
      inOneStep: (occasion, work) =>
        inOneStep(occasion, async (tables, step) => {
          const result = await work(tables, step);
          if (this.recordFails) throw new DomainError('AUDIT_UNAVAILABLE');
          return result;
        }),
    };
  }

  static async open(): Promise<Exporting> {
    const own = await createTestDatabase('dossier');
    const { database, exports, stepsOn } = await openDossierDatabase({
      databaseUrl: own.url,
      ownerDatabaseUrl: own.ownerUrl,
      sealingKey: SEALING_KEY,
    });
    return new Exporting(database, exports, stepsOn, async () => {
      await database.destroy();
      await own.drop();
    });
  }

  /** Everything is as it was, but for the database. */
  async forget(): Promise<void> {
    await this.database.query('DELETE FROM dossier_export');
    for (const list of [this.events, this.attempts, this.waited, this.ecd.asked]) list.length = 0;
    this.ecd.replies = {};
    this.now = NOW;
    this.recordFails = false;
  }

  person(name: string, role: CallerRelation['role'] = 'CLIENT', changes: Partial<CallerRelation> = {}): DossierGraph {
    const { exports, links, ecd, stepsOn } = this;
    const graph = new DossierGraph([relation(role, changes)]);
    return Object.assign(graph, {
      name,
      account: accountOf(name),
      exporting: { exports, links },
      stepsOn,
      ecd,
      now: this.now,
    });
  }

  ask(who: DossierGraph, format = 'PDF', sections: string[] | null = null, client = ANNA): Promise<Told> {
    return who.ask(
      `mutation ($client: ID!, $format: DossierExportFormat!, $sections: [Section!]) {
         requestExport(clientId: $client, format: $format, sections: $sections) { ${FIELDS} } }`,
      { client, format, sections },
    );
  }

  async list(who: DossierGraph): Promise<SeenExport[]> {
    who.now = this.now;
    const { data } = await who.ask(
      `query ($client: ID!) { client(id: $client) { exports { edges { node { ${FIELDS} } } } } }`,
      { client: ANNA },
    );
    const { client } = data as { client: { exports: { edges: { node: SeenExport }[] } } };
    return client.exports.edges.map(({ node }) => node);
  }

  /** A copy of the program. */
  maker(changes: Partial<MakingNeeds> = {}): ExportMaker {
    return new ExportMaker({
      exports: this.exports,
      organisations: this.organisations,
      ecds: new Map([...this.organisations.keys()].map((organisation) => [organisation, this.ecd])),
      ecdTimeLimitMs: 1_000,
      writers: { FHIR_BUNDLE: writeFhirBundle, PDF: writePdf },
      inOwnStep: ownSteps(this.trail, this.steps),
      clock: () => this.now,
      wait: async (ms) => void this.waited.push(ms),
      onFailure: () => undefined,
      log: pino({ level: 'silent' }),
      ...changes,
    });
  }

  /** Follows the link. */
  take(who: DossierGraph, link: string | null): Promise<ExportFile> {
    const endpoint = takeExportEndpoint({
      ...this.steps,
      exports: this.exports,
      links: this.links,
      organisations: this.organisations,
      trail: this.trail,
      clock: () => this.now,
      countAttempts: async (account, attempts) => void this.attempts.push([account, attempts]),
    })[CALLS.takeExport];
    const caller: Caller = { address: '::1', language: 'nl', purpose: 'PATRQT', trace: 't', facts: who['facts']() };
    const token = (link ?? '').replace('/exports/', '');
    return endpoint?.answer({ token }, { issuer: 'gateway', path: CALLS.takeExport, caller }) as Promise<ExportFile>;
  }
}

/** The one export of an answer, whatever its field. */
export function exportIn({ data }: Told): SeenExport {
  return Object.values(data as Record<string, SeenExport>)[0] as SeenExport;
}
