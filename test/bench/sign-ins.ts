/** Sign-ins a second, both steps, beside as many bare comparisons of a password as the same machine makes. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Client } from 'pg';
import { PROJECT_FOLDER } from '../../demo/project-folder.js';
import { loadOrganisations } from '../../organisations/policy.js';
import { CallSigner } from '../../program/calls/signer.js';
import { lineTo, type Line } from '../../program/calls/line.js';
import { InProcessStore } from '../../program/in-process-store.js';
import { createLog } from '../../program/log.js';
import type { Caller } from '../../schema/caller.js';
import { createPasswordHasher } from '../../subgraphs/identity/data/argon2-password-hasher.js';
import { LIMITS, type LimitNumbers } from '../../subgraphs/identity/domain/limits.js';
import type { PasswordHasher } from '../../subgraphs/identity/domain/sign-in/password-hasher.js';
import { migrate } from '../../subgraphs/database.js';
import { IDENTITY_MIGRATIONS } from '../../subgraphs/identity/data/entities.js';
import { startIdentity } from '../../subgraphs/identity/identity.js';
import { asOwner, onDatabase } from './bench-database.js';
import { crowdTimes, inMs, percentile } from './measuring.js';
import type { Benchmark } from './report.js';

const PASSWORD = 'geraniums op de vensterbank';
const ACCOUNTS = 500;
const CALLERS = 16;
const ROUNDS = 3;

const SIGN_IN = 'mutation($email: String!, $password: String!) { signIn(email: $email, password: $password) { id } }';
const VERIFY = 'mutation($id: ID!, $code: String!) { verifySignIn(challengeId: $id, code: $code) { id } }';

export const signIns: Benchmark = {
  name: 'sign-ins',
  about: 'sign-ins a second, beside the bare comparison of a password',
  run: ({ adminUrl, seconds }) =>
    onDatabase('identity', { adminUrl }, async (database) => {
      const pepper = randomBytes(32);
      const hasher = await createPasswordHasher(pepper);
      const hash = await hasher.hash(PASSWORD);
      const codes = new Map<string, string>();
      await migrate({ ownerUrl: database.ownerUrl, migrations: IDENTITY_MIGRATIONS });
      const { line, close } = await identityOn(database.url, pepper, codes);
      try {
        await asOwner(database, (owner) => writeAccounts(owner, hash));
        const rounds: Round[] = [];
        for (let round = 0; round < ROUNDS; round += 1) rounds.push(await roundOf(line, codes, hasher, hash, seconds));
        return reportOf(rounds, seconds);
      } finally {
        await close();
      }
    }),
};

interface Round {
  bare: Crowd;
  whole: Crowd;
}

interface Crowd {
  times: number[];
  /** Of this process, ms for each turn. */
  cpu: number;
}

async function roundOf(line: Line, codes: Map<string, string>, hasher: PasswordHasher, hash: string, seconds: number) {
  const bare = await crowd(seconds, () => hasher.verify(PASSWORD, hash));
  let turn = 0;
  const whole = await crowd(seconds, () => signIn(line, codes, (turn += 1) % ACCOUNTS));
  return { bare, whole };
}

async function crowd(seconds: number, work: () => Promise<unknown>): Promise<Crowd> {
  const before = process.cpuUsage();
  const times = await crowdTimes(CALLERS, seconds, work);
  const { user, system } = process.cpuUsage(before);
  return { times, cpu: (user + system) / 1000 / times.length };
}

async function signIn(line: Line, codes: ReadonlyMap<string, string>, account: number): Promise<void> {
  const { signIn: challenge } = await ask(line, SIGN_IN, { email: emailOf(account), password: PASSWORD });
  const code = codes.get(numberOf(account));
  const { verifySignIn } = await ask(line, VERIFY, { id: challenge?.id, code });
  if (verifySignIn === undefined) throw new Error('nobody was signed in');
}

async function ask(line: Line, query: string, variables: object): Promise<Record<string, { id: string } | undefined>> {
  const address = `10.${randomBytes(3).join('.')}`;
  const caller: Caller = { facts: null, address, language: 'nl', purpose: 'PATRQT', trace: '0'.repeat(32) };
  const answer = await line({ path: '/graphql', body: JSON.stringify({ query, variables }), caller });
  const { data, errors } = JSON.parse(answer.body) as { data: Record<string, { id: string }> | null; errors?: unknown };
  if (errors !== undefined || data === null) throw new Error(`identity refused: ${answer.body}`);
  return data;
}

/** @param codes by number: the last code that was sent there. */
async function identityOn(databaseUrl: string, passwordPepper: Buffer, codes: Map<string, string>) {
  const gateway = await newKey();
  const { kty, crv, x } = gateway;
  const identity = await startIdentity(
    {
      databaseUrl,
      callKey: await newKey(),
      callKeys: { gateway: [{ kty, crv, x }] },
      accessTokenKeys: [await newKey()],
      passwordPepper,
      bsnHashKey: randomBytes(32),
      codeHashKey: randomBytes(32),
      sealingKey: randomBytes(32),
      limits: NO_END,
    },
    {
      store: new InProcessStore(),
      log: createLog('identity', 'silent'),
      organisations: ORGANISATIONS,
      clock: () => new Date(),
      mail: { send: () => Promise.resolve(), close: () => Promise.resolve() },
      sms: { send: async ({ to, text }) => void codes.set(to, /\d{6}/.exec(text)?.[0] ?? '') },
      audit: () => Promise.resolve({ status: 200, headers: {}, body: 'null' }),
      dossier: () => Promise.resolve({ status: 200, headers: {}, body: 'null' }),
    },
  );
  return {
    line: lineTo('identity', identity.handle, await CallSigner.create('gateway', gateway)),
    close: () => identity.close(),
  };
}

/** Each may send as many codes as it is asked for. */
const ORGANISATIONS = new Map(
  [...loadOrganisations(join(PROJECT_FOLDER, 'organisations'))].map(([id, policy]) => [
    id,
    { ...policy, smsPerHour: Number.MAX_SAFE_INTEGER },
  ]),
);

/** Counted as ever, and never full: an account of the benchmark signs in more often than people do. */
const NO_END = Object.fromEntries(
  Object.entries(LIMITS).map(([name, { windowMs }]) => [name, { most: Number.MAX_SAFE_INTEGER, windowMs }]),
) as unknown as LimitNumbers;

async function writeAccounts(owner: Client, hash: string): Promise<void> {
  await owner.query(
    `INSERT INTO account (id, email, mobile_number, password_hash, activated_at, given_name, family_name, name_text)
     SELECT gen_random_uuid(), 'bench' || n || '@vivium.example', '+316' || lpad((20000000 + n)::text, 8, '0'), $1, now(),
       'Anna', 'Jansen', 'Anna Jansen'
     FROM generate_series(0, $2::int - 1) n`,
    [hash, ACCOUNTS],
  );
  await owner.query(`
    INSERT INTO client (id, organisation, ecd_client_id)
      SELECT md5(id::text)::uuid, 'vivium', left(id::text, 18) FROM account;
    INSERT INTO relation (account_id, client_id, role, legal_basis, evidence)
      SELECT id, md5(id::text)::uuid, 'CLIENT', 'SELF', 'bench' FROM account`);
}

function reportOf(rounds: readonly Round[], seconds: number) {
  const perSecond = (times: readonly number[]): number => times.length / seconds;
  const [middle] = [...rounds].sort((one, other) => share(one) - share(other)).slice(Math.floor(rounds.length / 2));
  if (middle === undefined) throw new Error('nothing was measured');
  const { bare, whole } = middle;
  const row = (name: string, { times, cpu }: Crowd): string[] => [
    name,
    perSecond(times).toFixed(1),
    (perSecond(times) / perSecond(bare.times)).toFixed(2),
    inMs(cpu),
    inMs(percentile(times, 0.5)),
    inMs(percentile(times, 0.99)),
  ];
  return {
    title: 'Signing in',
    notes: [
      `${CALLERS} callers, ${ROUNDS} rounds of ${seconds} s each, the median round; identity in this process, PostgreSQL beside it. CPU: of this process, for each.`,
    ],
    columns: ['', 'per second', '×', 'CPU ms', 'p50 ms', 'p99 ms'],
    rows: [row('the password compared, and nothing else', bare), row('password and code: a session begun', whole)],
  };
}

function share({ bare, whole }: Round): number {
  return whole.times.length / bare.times.length;
}

function emailOf(account: number): string {
  return `bench${account}@vivium.example`;
}

function numberOf(account: number): string {
  return `+316${20_000_000 + account}`;
}

async function newKey(): Promise<JWK> {
  return exportJWK((await generateKeyPair('EdDSA', { extractable: true })).privateKey);
}
