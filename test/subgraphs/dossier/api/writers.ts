/** People who write in the portal, each with a graph of their own, over one database. */
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { CallerRelation, StaffRole } from '../../../../schema/caller.js';
import { openDossierDatabase, type OpenDossierDatabase } from '../../../../subgraphs/dossier/data/dossier-database.js';
import type { Additions } from '../../../../subgraphs/dossier/domain/additions.js';
import type { Writers as WriterNames } from '../../../../subgraphs/dossier/domain/writers.js';
import { createTestDatabase, type TestDatabase } from '../../../support/database.js';
import { ANNA, DossierGraph, relation, type Told } from './dossier-graph.js';

export const SEALING_KEY = Buffer.alloc(32, 7);

export interface Writers {
  database: DataSource;
  own: TestDatabase;
  additions: Additions;
  names: WriterNames;
  stepsOn: OpenDossierDatabase['stepsOn'];
  /** Someone with a relation to Anna of De Rozelaar, unless said otherwise. */
  person: (name: string, role: CallerRelation['role'], changes?: Partial<CallerRelation>) => DossierGraph;
  staff: (name: string, role?: StaffRole, organisation?: string) => DossierGraph;
  close: () => Promise<void>;
}

export async function openWriters(): Promise<Writers> {
  const own = await createTestDatabase('dossier');
  const {
    database,
    additions,
    writers: names,
    stepsOn,
  } = await openDossierDatabase({
    databaseUrl: own.url,
    ownerDatabaseUrl: own.ownerUrl,
    sealingKey: SEALING_KEY,
  });
  const graph = (name: string, relations: CallerRelation[]): DossierGraph =>
    Object.assign(new DossierGraph(relations), { name, account: accountOf(name), additions, stepsOn });
  return {
    database,
    own,
    additions,
    names,
    stepsOn,
    person: (name, role, changes = {}) => graph(name, [relation(role, { organisation: 'rozelaar', ...changes })]),
    staff: (name, role = 'ADMINISTRATOR', organisation = 'rozelaar') =>
      Object.assign(graph(name, []), { staff: [{ organisation, role }] }),
    close: async () => {
      await database.destroy();
      await own.drop();
    },
  };
}

export function accountOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const THREAD = `id subject unread recipient { role name } startedBy { name role isCaller } notice { text }
  messages(first: 10) { edges { node {
    id text hidden hiddenReason read author { name role isCaller } } } }`;

export interface SeenThread {
  id: string;
  subject: string;
  unread: number;
  recipient: { role: string; name: string | null };
  startedBy: { name: string | null; role: string; isCaller: boolean };
  notice: { text: string };
  messages: { edges: { node: SeenMessage }[] };
}

export interface SeenMessage {
  id: string;
  text: string | null;
  hidden: boolean;
  hiddenReason: string | null;
  read: boolean;
  author: { name: string; role: string; isCaller: boolean };
}

export function startThread(who: DossierGraph, subject = 'De was', text = 'Wie wast er?', id = ANNA): Promise<Told> {
  return who.ask(
    `mutation ($id: ID!, $subject: String!, $text: String!) {
       startMessageThread(clientId: $id, subject: $subject, text: $text) { ${THREAD} } }`,
    { id, subject, text },
  );
}

export function readThread(who: DossierGraph, id: string): Promise<Told> {
  return who.ask(`query ($id: ID!) { messageThread(id: $id) { ${THREAD} } }`, { id });
}

/** The one thread of an answer, whatever its field. */
export function threadIn({ data }: Told): SeenThread {
  return Object.values(data as Record<string, SeenThread>)[0] as SeenThread;
}

export function messagesIn(told: Told): SeenMessage[] {
  return threadIn(told).messages.edges.map(({ node }) => node);
}
