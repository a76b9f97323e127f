/** Attack case 22: who may read figures tries to read more: the rest of the graph, and whom a small group is made of. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
} from 'graphql';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { fetch } from 'undici';
import type { AuditEvent } from '../../schema/audit-event.js';
import { ACCESS_MATRIX } from '../../schema/access-matrix.js';
import { FIGURE_NAMES, FiguresInTest, LOOK, type ShownFigure } from '../subgraphs/audit/figures-in-test.js';
import { codes } from '../support/codes.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const ADDRESS = '198.51.100.78';
const TLS = { 'x-forwarded-proto': 'https', 'x-forwarded-for': ADDRESS };
const REGISTER = `mutation($key: String!) { registerServiceAccount(organisation: "vivium", name: "Cijferbeeld",
  scopes: [REPORTER], publicKey: $key, reason: "maandcijfers") { id keys { kid } } }`;

describe('a reporting tool on the running system', () => {
  let system: System;
  let token: string;

  beforeAll(async () => {
    system = await startSystem();
    await new Visitor(system, 'henk').signIn();
    token = await tokenOfTool(system);
  });
  afterAll(() => system.stop());

  const figures = async (path: string, bearer: string | null = token) => {
    const authorization = bearer === null ? {} : { authorization: `Bearer ${bearer}` };
    const answer = await fetch(`${system.url}/figures/${path}`, { headers: { ...TLS, ...authorization } });
    return { status: answer.status, text: await answer.text() };
  };
  const today = new Date().toISOString().slice(0, 10);

  it.each(['sign-ins', 'accounts', 'sections', 'refusals'])('gets %s, and nobody is in them', async (name) => {
    const period = `from=${today.slice(0, 8)}01&until=${today}&by=day`;
    const { status, text } = await figures(`${name}?${period}&format=csv`);
    expect([status, text.split('\r\n').slice(1)]).toEqual([200, ['']]);
    expect(JSON.parse((await figures(`${name}?${period}`)).text)).toMatchObject({ rows: [] });
  });

  it('gets none of another organisation, nor without its token or with one of somebody else', async () => {
    const path = `sign-ins?from=${today}&until=${today}`;
    expect((await figures(`${path}&organisation=rozelaar`)).status).toBe(403);
    expect((await figures(path, null)).status).toBe(401);
    const henk = new Visitor(system, 'henk');
    await henk.signIn();
    const asHenk = await henk.ask(
      '{ signInFigures(period: { start: "2026-01-01", end: "2026-01-31" }, by: MONTH) { role } }',
    );
    expect(codes(asHenk.errors)).toEqual(['signInFigures: ACCESS_REFUSED']);
  });

  it('is refused every query and every change of the graph that asks for who one is, but figures', async () => {
    const ask = system.from(ADDRESS);
    for (const [kind, fields] of Object.entries(rootFields())) {
      expect(fields.length).toBeGreaterThan(10);
      for (const field of fields) {
        const { errors } = await ask(`${kind} { ${callOf(field)} }`, {}, token);
        expect(codes(errors)).toEqual([`${field.name}: ACCESS_REFUSED`]);
      }
    }
  });
});

describe('a small group', () => {
  let figures: FiguresInTest;
  beforeAll(async () => {
    figures = await FiguresInTest.start();
  });
  beforeEach(() => figures.startAnew());
  afterAll(() => figures.audit.stop());

  const WEDNESDAY = '2025-10-15T12:00:00.000Z';
  const period = { start: '2025-10-01', end: '2025-10-31' };

  /** All that can be asked about the month. */
  const everything = async () => {
    const answers: ShownFigure[][] = [];
    for (const name of FIGURE_NAMES) {
      for (const by of ['DAY', 'WEEK', 'MONTH']) answers.push(await figures.ofVivium({ period, by }, name));
    }
    return answers;
  };
  const act = async (moment: string, accounts: number, facts: Partial<AuditEvent> = {}, times?: number) => {
    await figures.acts(moment, accounts, facts, times);
    await figures.acts(moment, accounts, { ...LOOK, categories: ['REPORTS'], ...facts }, times);
    await figures.acts(moment, accounts, { ...LOOK, outcome: 'REFUSED', reason: 'ACCESS_REFUSED', ...facts }, times);
  };

  it('leaves no trace in any figure, by day, week or month: whether four of them came often, or nobody did', async () => {
    const answers = [];
    for (const contacts of [0, 1, 4]) {
      await figures.startAnew();
      await figures.crowd();
      if (contacts > 0) await act(WEDNESDAY, contacts, { role: 'CONTACT' }, 3);
      answers.push(await everything());
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(answers[0]?.flat().some(({ withheld }) => !withheld)).toBe(true);
  });

  it('of one day is not what is left of its week without the other days, for then none of these is shown', async () => {
    const days = async () => (await figures.ofVivium({ period, by: 'DAY' })).filter(({ withheld }) => !withheld);
    await figures.crowd();
    expect((await days()).map(({ start }) => start)).toContain('2025-10-15');
    await figures.startAnew();
    await figures.crowd(5, '2025-10-16');
    await figures.acts('2025-10-16T12:00:00.000Z', 4, {}, 50);
    const starts = (await days()).map(({ start }) => start);
    expect(starts).toContain('2025-10-12');
    expect(starts).toContain('2025-10-20');
    expect(starts.filter((start) => start >= '2025-10-13' && start <= '2025-10-19')).toEqual([]);
    expect(await figures.ofVivium({ period, by: 'WEEK' })).toContainEqual(
      expect.objectContaining({ start: '2025-10-13', withheld: false }),
    );
  });

  it('of today, and of the one who comes now, does not show by asking before and after', async () => {
    await figures.crowd();
    figures.travelTo('2025-10-31T18:00:00Z');
    const before = await everything();
    for (let person = 0; person < 6; person += 1) {
      await act('2025-10-31T17:00:00.000Z', 1, { account: randomUUID() });
      expect(await everything()).toEqual(before);
    }
  });

  it('is small in one organisation, whoever is in another too', async () => {
    await figures.acts(WEDNESDAY, 3);
    await figures.acts(WEDNESDAY, 3, { organisation: 'rozelaar' });
    expect((await everything()).flat()).toEqual([]);
  });
});

/** Root fields that ask who one is, but the figures. */
function rootFields(): Record<'query' | 'mutation', GraphQLField<unknown, unknown>[]> {
  const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
  const open = Object.values(ACCESS_MATRIX)
    .flat()
    .filter(({ cells }) => cells.anyone === 'yes' || cells.REPORTER === 'yes')
    .map(({ type, field }) => `${type}.${field}`);
  const of = (type: GraphQLObjectType | null | undefined) =>
    Object.values(type?.getFields() ?? {}).filter(({ name }) => !open.includes(`${type?.name ?? ''}.${name}`));
  return { query: of(schema.getQueryType()), mutation: of(schema.getMutationType()) };
}

function callOf({ name, args, type }: GraphQLField<unknown, unknown>): string {
  const given = args.filter(isRequiredArgument).map((argument) => `${argument.name}: ${valueOf(argument.type)}`);
  return `${name}${given.length === 0 ? '' : `(${given.join(', ')})`}${isLeafType(getNamedType(type)) ? '' : ' { __typename }'}`;
}

const VALUES: Readonly<Record<string, string>> = { Int: '1', Float: '1', Boolean: 'true', Date: '"2026-01-01"' };

/** Some value of the type. */
function valueOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return valueOf(type.ofType);
  if (isListType(type)) return `[${valueOf(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (!isInputObjectType(type)) return VALUES[type.name] ?? `"${randomUUID()}"`;
  const fields = Object.values(type.getFields()).filter(isRequiredInputField);
  return `{ ${fields.map((field) => `${field.name}: ${valueOf(field.type)}`).join(', ')} }`;
}

async function tokenOfTool(system: System): Promise<string> {
  const administrator = await new Visitor(system, 'vivium-administrator').enter();
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const { registerServiceAccount: tool } = await administrator.get<{
    registerServiceAccount: { id: string; keys: { kid: string }[] };
  }>(REGISTER, { key: JSON.stringify(await exportJWK(publicKey)) });
  const metadata = await fetch(`${system.url}/.well-known/oauth-authorization-server`, { headers: TLS });
  const { issuer, token_endpoint: endpoint } = (await metadata.json()) as { issuer: string; token_endpoint: string };
  const assertion = await new SignJWT({ iss: tool.id, sub: tool.id, aud: issuer, jti: randomUUID() })
    .setProtectedHeader({ alg: 'EdDSA', kid: tool.keys[0]?.kid })
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(privateKey);
  const form = {
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  };
  const answer = await fetch(endpoint, { method: 'POST', headers: TLS, body: new URLSearchParams(form) });
  return ((await answer.json()) as { access_token: string }).access_token;
}
