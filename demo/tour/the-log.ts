/** Who looked: as the representative, the log manager and the reporter see it. */
import type { Narrator } from './narrator.js';
import type { Scene } from './scene.js';

interface Line {
  occurredAt: string;
  kind: string;
  outcome: string;
  reason: string | null;
  categories: string[];
  agent: { name: string | null; role: string | null };
}

interface Told {
  kind: string;
  outcome: string;
  text: string;
  agent: { name: string | null };
}

type Lines = { edges: { node: Told }[] };

const SHOWN = 8;
const LINE = 'occurredAt kind outcome reason categories agent { name role }';

const FIGURES = `
  query Figures($period: PeriodInput!) {
    signInFigures(period: $period, by: DAY) { start role signIns accounts withheld }
  }`;

export async function whoLooked(narrator: Narrator, { marieke }: Scene): Promise<void> {
  narrator.step('Who looked into the dossier');
  narrator.say('Every look and every refusal was on the log before its answer left. Marieke reads it for her mother:');
  const id = await marieke.clientAs('REPRESENTATIVE');
  const query = `query WhoLooked($id: ID!) { client(id: $id) { accessLog(first: 50) { edges { node { kind outcome text agent { name } } } } } }`;
  narrator.say(`  > ${query}`);
  const { client } = await marieke.get<{ client: { accessLog: Lines } }>(query, { id });
  const lines = client.accessLog.edges.map(({ node }) => node);
  for (const { text } of lines.slice(0, SHOWN)) narrator.say(`  ${text}`);
  narrator.holds(
    'Pieter’s refusal is there',
    lines.some(({ agent, outcome }) => agent.name === 'Pieter Hofstra' && outcome === 'REFUSED'),
  );
  narrator.holds(
    'so is what Marieke shared',
    lines.some(({ kind, agent }) => kind === 'SHARING_CHANGED' && agent.name === 'Marieke Hofstra'),
  );
}

export async function logManager(narrator: Narrator, { guest }: Scene): Promise<void> {
  narrator.step('The log manager');
  const nienke = await guest('vivium-auditor').enter();
  const query = `query AuditEvents($first: Int!) { auditEvents(first: $first) { edges { node { organisation ${LINE} } } } }`;
  narrator.say('Nienke Wolff reads the log of Vivium, and only of Vivium; her reading is on the log as well.');
  narrator.say(`  > ${query}`);
  await nienke.get(query, { first: 1 });
  const { auditEvents } = await nienke.get<{ auditEvents: { edges: { node: Line & { organisation: string } }[] } }>(
    query,
    {
      first: 50,
    },
  );
  const lines = auditEvents.edges.map(({ node }) => node);
  narrator.table(tableOf(lines));
  narrator.holds(
    'all lines are of Vivium',
    lines.every(({ organisation }) => organisation === 'vivium'),
  );
  narrator.holds(
    'her own reading is among them',
    lines.some(({ kind, agent }) => kind === 'LOG_READ' && agent.name === 'Nienke Wolff'),
  );
}

export async function reporter(narrator: Narrator, { guest, marieke }: Scene): Promise<void> {
  narrator.step('The reporter');
  const tom = await guest('vivium-reporter').enter();
  narrator.say('Tom Hazelaar sees figures only, of months that are over; of fewer than five people there are none.');
  const today = new Date();
  const period = { start: dayOf(today), end: dayOf(new Date(today.getTime() + 86_400_000)) };
  const { data, errors } = await narrator.show<{ signInFigures: unknown[] }>(tom, FIGURES, { period });
  narrator.holds('he may ask', errors.length === 0);
  narrator.holds('of today there are no figures yet', data?.signInFigures.length === 0);
  const id = await marieke.clientAs('REPRESENTATIVE');
  const dossier = await narrator.show(tom, 'query Dossier($id: ID!) { client(id: $id) { name { text } } }', { id });
  narrator.holds('a dossier is refused', dossier.errors[0]?.extensions.code === 'ACCESS_REFUSED');
}

function tableOf(lines: Line[]): string[][] {
  const rows = lines
    .slice(0, SHOWN)
    .map(({ occurredAt, agent, kind, outcome, reason, categories }) => [
      occurredAt.slice(11, 19),
      agent.name ?? '',
      agent.role ?? '',
      kind,
      reason ?? outcome,
      categories.join(' ').slice(0, 60),
    ]);
  return [['time', 'who', 'as', 'what', 'outcome', 'data'], ...rows];
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
