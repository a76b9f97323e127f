/** What the guard costs: the dossier's answer of twenty reports, beside the same answer of a graph that is open to all. */
import { exportJWK, generateKeyPair } from 'jose';
import { loadOrganisations } from '../../organisations/policy.js';
import { lineTo, type Line } from '../../program/calls/line.js';
import { CallSigner } from '../../program/calls/signer.js';
import { CallVerifier } from '../../program/calls/verifier.js';
import { InProcessStore } from '../../program/in-process-store.js';
import { createLog } from '../../program/log.js';
import type { AccessRow } from '../../schema/access-matrix.js';
import { SECTIONS, type Caller } from '../../schema/caller.js';
import { dossierDefinition, dossierResolvers } from '../../subgraphs/dossier/api/definition.js';
import { createDossierContext, type DossierSources } from '../../subgraphs/dossier/api/dossier-context.js';
import type { ClientRecord, Ecd } from '../../subgraphs/dossier/domain/ecd.js';
import type { Report as CareReport } from '../../subgraphs/dossier/domain/report.js';
import { buildFederatedSchema } from '../../subgraphs/federated-schema.js';
import { startSubgraph } from '../../subgraphs/subgraph.js';
import type { Benchmark } from './report.js';

const REPORTS = 20;
const ROUNDS = 9;
const CLIENT = '0190a000-0000-7000-8000-00000000000a';
const SECRET = Buffer.alloc(32, 'bench');

const QUERY = `query($id: ID!) { client(id: $id) { id reports(first: ${REPORTS}) { edges { cursor node {
  id effectiveDateTime type author { name discipline } text soep { kind text } flagged inReplyTo carePlanEntry
} } pageInfo { hasNextPage endCursor } } } }`;

export const guardCost: Benchmark = {
  name: 'guard-cost',
  about: 'what judging every field costs a subgraph, of a page of twenty reports',
  run: async ({ seconds }) => {
    const { rows } = dossierDefinition;
    const guarded = await dossierUnder(rows);
    const open = await dossierUnder(rows.map((row) => ({ ...row, cells: { anyone: 'yes' } })));
    const answers = await Promise.all([guarded(), open()]);
    if (answers[0] !== answers[1]) throw new Error('the guard changed the answer');
    const times = await inTurns([open, guarded], (seconds * 1000) / ROUNDS / 2);
    const [bare = 0, whole = 0] = times;
    return {
      title: 'What the guard costs',
      notes: [
        `A page of ${REPORTS} reports from an ECD in memory, the call signed and checked, one after the other; processor time of this process, the median of ${ROUNDS} rounds in turn. Open: the same schema with every row of the access matrix open to anyone, so without the guard and the looks that it puts on record.`,
      ],
      columns: ['', 'CPU µs', '×'],
      rows: [
        ['without the guard', bare.toFixed(0), '1.00'],
        ['with the guard', whole.toFixed(0), (whole / bare).toFixed(2)],
      ],
    };
  },
};

type Answer = () => Promise<string>;

/** Of each the CPU time of an answer, µs: the median of the rounds. */
async function inTurns(answers: readonly Answer[], roundMs: number): Promise<number[]> {
  for (const answer of answers) await cpuOf(answer, roundMs * 2);
  const found = answers.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, answer] of answers.entries()) found[index]?.push(await cpuOf(answer, roundMs));
  }
  return found.map((each) => each.sort((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0);
}

async function cpuOf(answer: Answer, ms: number): Promise<number> {
  const before = process.cpuUsage();
  const end = performance.now() + ms;
  let answered = 0;
  for (; performance.now() < end; answered += 1) await answer();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / answered;
}

async function dossierUnder(rows: readonly AccessRow[]): Promise<Answer> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const store = new InProcessStore();
  const log = createLog('dossier', 'silent');
  const { handle } = await startSubgraph({
    name: 'dossier',
    schema: buildFederatedSchema({ ...dossierDefinition, rows }, dossierResolvers()).schema,
    verifier: await CallVerifier.create('dossier', { gateway: [await exportJWK(publicKey)] }, store, SECRET),
    trail: { record: () => Promise.resolve() },
    log,
    clock: () => new Date(),
    countAttempts: () => Promise.resolve(),
    createContext: (base) => createDossierContext(base, { ...ONLY_READ, log }),
  });
  const line = lineTo('dossier', handle, await CallSigner.create('gateway', await exportJWK(privateKey)));
  return () => ask(line);
}

async function ask(line: Line): Promise<string> {
  const { body } = await line({ path: '/graphql', body: BODY, caller: CALLER });
  return body;
}

const BODY = JSON.stringify({ query: QUERY, variables: { id: CLIENT } });

const CALLER: Caller = {
  facts: {
    session: 'session',
    account: 'account',
    name: 'Anja de Graaf',
    relations: [
      {
        ...{ id: 'relation', client: CLIENT, ecdClient: 'ecd', organisation: 'vivium', role: 'REPRESENTATIVE' },
        ...{ sections: [...SECTIONS], relatedPerson: null, pending: [], version: 1 },
        ...{ validFrom: '2026-01-01T00:00:00Z', validUntil: null },
      },
    ],
    staff: [],
    authentication: 'PASSWORD_SMS',
  },
  ...{ address: '192.0.2.1', language: 'nl', purpose: 'PATRQT', trace: '0'.repeat(32) },
};

const reports = Array.from({ length: REPORTS }, (_, index): CareReport => ({
  id: String(index),
  keyset: { time: '2026-02-01T09:00:00.000Z', id: String(index) },
  effectiveDateTime: new Date('2026-02-01T09:00:00Z'),
  type: 'GENERAL',
  author: { name: 'Noor de Wit', discipline: 'verzorgende IG' },
  text: 'Mevrouw heeft rustig geslapen en goed gegeten.',
  soep: [],
  ...{ flagged: false, inReplyTo: null, carePlanEntry: null },
}));

const ecd: Ecd = {
  lacks: new Set(),
  recordOf: () => ({ reports: () => Promise.resolve(reports) }) as unknown as ClientRecord,
};

/** Nothing is written. */
const ONLY_READ = {
  organisations: loadOrganisations('organisations'),
  ecds: new Map([['vivium', ecd]]),
  ecdTimeLimitMs: 1_000,
} as unknown as DossierSources;
