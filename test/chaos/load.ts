/** People who ask without a pause, each question under a trace of its own, and what was answered. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { graphClient, type GraphAnswer } from '../../demo/graph-client.js';
import { Guest } from '../../demo/guest.js';
import { DEMO_PEOPLE } from '../../demo/world/people.js';
import type { AuditEventKind, AuditOutcome } from '../../schema/audit-event.js';
import type { Role, Section } from '../../schema/caller.js';
import type { ChaosSystem } from './chaos-system.js';

/** The record that an answer must have left. */
export interface Owed {
  trace: string;
  kind: AuditEventKind;
  outcome: AuditOutcome;
  client: string;
}

export interface Told {
  answers: Owed[];
  /** Questions that got no data: broken off, or told that it could not be. */
  unanswered: number;
}

/** The relation whose sharing is changed all the time. */
export interface Shared {
  relation: string;
}

const READ = 'query($id: ID!) { client(id: $id) { reports(first: 5) { edges { node { id } } } } }';
const CARE_PLAN = 'query($id: ID!) { client(id: $id) { carePlan { title } } }';
const SHARE = `mutation($relation: ID!, $sections: [Section!]!) {
  shareSections(relationId: $relation, sections: $sections) { id } }`;
const RELATIONS = 'query($id: ID!) { client(id: $id) { relations { id role } } }';

const PAUSE_MS = 20;
/** RFC 5737: addresses for examples. */
const FRONT = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '198.51.100.77' };

type Question = (told: Told) => Promise<void>;

export class Load {
  readonly told: Told = { answers: [], unanswered: 0 };
  private asking = true;
  private workers: Promise<void>[] = [];

  private constructor(
    private readonly questions: readonly Question[],
    readonly shared: Shared,
  ) {}

  /** Signs everybody in; nothing is asked yet. */
  static async prepare(system: ChaosSystem): Promise<Load> {
    const url = `${system.url}/graphql`;
    const willem = await enter(system, 'willem');
    const esther = await enter(system, 'esther');
    const himself = await willem.clientAs('CLIENT');
    const trudy = await willem.clientAs('REPRESENTATIVE');
    const { client } = await willem.get<{ client: { relations: { id: string; role: Role }[] } }>(RELATIONS, {
      id: trudy,
    });
    const relation = client.relations.find(({ role }) => role === 'CONTACT')?.id ?? '';
    const ask = asking(url);
    return new Load(
      [
        reading(ask, willem, himself),
        reading(ask, willem, trudy),
        carePlan(ask, esther, trudy),
        sharing(ask, willem, trudy, relation),
      ],
      { relation },
    );
  }

  /** @param each how many ask each question at the same time; sharing is changed by one. */
  start(each: number): void {
    this.workers = this.questions.flatMap((question, index) =>
      Array.from({ length: index === this.questions.length - 1 ? 1 : each }, () => this.keepAsking(question)),
    );
  }

  async stop(): Promise<void> {
    this.asking = false;
    await Promise.all(this.workers);
  }

  private async keepAsking(question: Question): Promise<void> {
    while (this.asking) {
      await question(this.told);
      await sleep(PAUSE_MS);
    }
  }
}

async function enter(system: ChaosSystem, key: string): Promise<Guest> {
  const person = DEMO_PEOPLE.find((candidate) => candidate.key === key);
  if (person === undefined) throw new Error(`the made-up world knows no ${key}`);
  const ask = graphClient(`${system.url}/graphql`, FRONT);
  return new Guest(person, { ask, messages: () => system.messages() }).enter();
}

type AskTraced = (
  guest: Guest,
  query: string,
  variables: Record<string, unknown>,
) => Promise<{ trace: string; answer: GraphAnswer<Record<string, unknown>> | null }>;

/** Null when there was no answer at all. */
function asking(url: string): AskTraced {
  return async (guest, query, variables) => {
    const trace = randomBytes(16).toString('hex');
    const traceparent = `00-${trace}-${randomBytes(8).toString('hex')}-01`;
    const ask = graphClient(url, { ...FRONT, traceparent });
    const answer = await ask<Record<string, unknown>>(query, variables, guest.session?.accessToken).catch(() => null);
    return { trace, answer };
  };
}

function reading(ask: AskTraced, guest: Guest, client: string): Question {
  return async (told) => {
    const { trace, answer } = await ask(guest, READ, { id: client });
    const read = answer?.data?.['client'] as { reports: unknown } | null | undefined;
    if (read?.reports == null) told.unanswered += 1;
    else told.answers.push({ trace, kind: 'DOSSIER_READ', outcome: 'OK', client });
  };
}

/** Shown until the first change of what is shared, refused from then on. */
function carePlan(ask: AskTraced, guest: Guest, client: string): Question {
  return async (told) => {
    const { trace, answer } = await ask(guest, CARE_PLAN, { id: client });
    const read = answer?.data?.['client'] as { carePlan: unknown } | null | undefined;
    const isRefused = answer?.errors.some(({ extensions }) => extensions.code === 'ACCESS_REFUSED') === true;
    if (isRefused) told.answers.push({ trace, kind: 'DOSSIER_READ', outcome: 'REFUSED', client });
    else if (read?.carePlan == null) told.unanswered += 1;
    else told.answers.push({ trace, kind: 'DOSSIER_READ', outcome: 'OK', client });
  };
}

/** Another choice each time, never the care plan. */
function sharing(ask: AskTraced, guest: Guest, client: string, relation: string): Question {
  const choices: Section[][] = [['REPORTS'], ['REPORTS', 'APPOINTMENTS'], ['APPOINTMENTS']];
  let turn = 0;
  return async (told) => {
    turn += 1;
    const { trace, answer } = await ask(guest, SHARE, { relation, sections: choices[turn % choices.length] });
    if (answer?.data?.['shareSections'] == null) told.unanswered += 1;
    else told.answers.push({ trace, kind: 'SHARING_CHANGED', outcome: 'OK', client });
  };
}
