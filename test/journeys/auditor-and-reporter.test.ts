/** The log manager reads who looked, for her own organisation; the reporter sees figures and no person. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes } from '../support/codes.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

interface Line {
  kind: string;
  outcome: string;
  organisation: string;
  client: string | null;
  account: string | null;
  agent: { name: string | null; role: string | null };
}

const LOG = `query($filter: AuditEventFilter) { auditEvents(first: 50, filter: $filter) { edges { node {
  kind outcome organisation client account agent { name role } } } } }`;
const FIGURES = `query($period: PeriodInput!) { signInFigures(period: $period, by: DAY) {
  organisation role signIns accounts withheld } }`;

const today = new Date().toISOString().slice(0, 10);
const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const period = { start: today, end: tomorrow };

describe('staff', () => {
  let system: System;
  let auditor: Visitor;
  let reporter: Visitor;
  let client: string;

  const lines = async (filter: object = {}) => {
    const { auditEvents } = await auditor.get<{ auditEvents: { edges: { node: Line }[] } }>(LOG, { filter });
    return auditEvents.edges.map(({ node }) => node);
  };

  beforeAll(async () => {
    system = await startSystem();
    const henk = await new Visitor(system, 'henk').enter();
    client = await henk.clientAs('CLIENT');
    await henk.get('query($id: ID!) { client(id: $id) { carePlan { title } } }', { id: client });
    await new Visitor(system, 'betsy').enter();
    auditor = await new Visitor(system, 'vivium-auditor').enter();
    reporter = await new Visitor(system, 'vivium-reporter').enter();
  });
  afterAll(() => system.stop());

  it('the log manager sees who looked at what, and who signed in (V32, R22, R30)', async () => {
    expect(await lines({ client })).toContainEqual({
      kind: 'DOSSIER_READ',
      outcome: 'OK',
      organisation: 'vivium',
      client,
      account: expect.any(String),
      agent: { name: 'Henk Dekker', role: 'CLIENT' },
    });
    expect(await lines({ kinds: ['SIGN_IN'] })).toContainEqual(
      expect.objectContaining({ outcome: 'OK', agent: expect.objectContaining({ name: 'Henk Dekker' }) }),
    );
  });

  it('the log manager sees no line of another organisation, also not when asked for', async () => {
    const organisations = new Set((await lines()).map(({ organisation }) => organisation));
    expect(organisations).toEqual(new Set(['vivium']));
    const other = await auditor.ask(LOG, { filter: { organisation: 'rozelaar' } });
    expect(codes(other.errors)).toEqual(['auditEvents: ACCESS_REFUSED']);
  });

  it('reading the log is on the log', async () => {
    expect(await lines({ kinds: ['LOG_READ'] })).toContainEqual(
      expect.objectContaining({ agent: { name: 'Nienke Wolff', role: 'AUDITOR' } }),
    );
  });

  it('the log manager reads no dossier', async () => {
    const { data, errors } = await auditor.ask('query($id: ID!) { client(id: $id) { name { text } } }', { id: client });
    expect(data).toEqual({ client: null });
    expect(codes(errors)).toEqual(['client: ACCESS_REFUSED']);
  });

  it('the reporter sees how often people signed in, in intervals that are over, and no small group (V32, R30)', async () => {
    expect(await reporter.get(FIGURES, { period })).toEqual({ signInFigures: [] });
  });

  it('the reporter sees figures only', async () => {
    expect(codes((await reporter.ask(LOG)).errors)).toEqual(['auditEvents: ACCESS_REFUSED']);
    const dossier = await reporter.ask('query($id: ID!) { client(id: $id) { name { text } } }', { id: client });
    expect(codes(dossier.errors)).toEqual(['client: ACCESS_REFUSED']);
  });

  it('a client sees neither figures nor the log of the organisation', async () => {
    const henk = await new Visitor(system, 'henk').signIn();
    expect(codes((await henk.ask(LOG)).errors)).toEqual(['auditEvents: ACCESS_REFUSED']);
    expect(codes((await henk.ask(FIGURES, { period })).errors)).toEqual(['signInFigures: ACCESS_REFUSED']);
  });
});
