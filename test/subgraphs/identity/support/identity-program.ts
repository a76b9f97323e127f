/** Identity as a whole, called as the gateway calls it: by signed calls. */
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { createLog, type Log } from '../../../../program/log.js';
import { CallSigner } from '../../../../program/calls/signer.js';
import { CALL_HEADER } from '../../../../program/calls/terms.js';
import type { AuditEvent } from '../../../../schema/audit-event.js';
import type { Caller, Language, Program, SessionFacts } from '../../../../schema/caller.js';
import { CALLS } from '../../../../schema/calls.js';
import { createPasswordHasher } from '../../../../subgraphs/identity/data/argon2-password-hasher.js';
import { startIdentity } from '../../../../subgraphs/identity/identity.js';
import { BSN_KEY, openIdentity, PASSWORD, SEALING_KEY } from './identity-in-test.js';

export interface GraphAnswer {
  data: Record<string, unknown> | null;
  errors?: { path?: (string | number)[]; extensions: { code: string } }[];
}

export interface SignedIn {
  id: string;
  nextSteps: { step: string }[];
}

const PEPPER = Buffer.alloc(32, 'peper');
const SIGN_IN = `mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { id } }`;
const VERIFY = `mutation ($id: ID!, $code: String!) {
  verifySignIn(challengeId: $id, code: $code) { id nextSteps { step organisation { id } terms { id } } }
}`;

export type IdentityProgram = Awaited<ReturnType<typeof startIdentityInTest>>;

/** @param log where the program writes its lines. */
export async function startIdentityInTest(log: Log = createLog('identity', 'silent')) {
  const world = await openIdentity();
  const events: AuditEvent[] = [];
  const callers = { gateway: await newCaller('gateway'), dossier: await newCaller('dossier') };
  const identity = await startIdentity(
    {
      databaseUrl: world.databaseUrl,
      callKey: await newKey(),
      callKeys: { gateway: [callers.gateway.publicKey], dossier: [callers.dossier.publicKey] },
      accessTokenKeys: [await newKey()],
      passwordPepper: PEPPER,
      bsnHashKey: BSN_KEY,
      codeHashKey: Buffer.alloc(32, 'codes'),
      sealingKey: SEALING_KEY,
    },
    {
      store: world.store,
      log,
      organisations: world.needs.organisations,
      clock: () => world.clock.now,
      mail: world.delivery.mail,
      sms: world.delivery.sms,
      audit: async ({ path, body }) => {
        if (path === CALLS.appendEvents) events.push(...(JSON.parse(body) as AuditEvent[]));
        return { status: 200, headers: {}, body: 'null' };
      },
      dossier: () => Promise.resolve({ status: 200, headers: {}, body: 'null' }),
    },
  );

  const call = async (path: string, payload: unknown, caller?: Caller, by: keyof typeof callers = 'gateway') => {
    const body = JSON.stringify(payload);
    const signed = await callers[by].signer.sign({ audience: 'identity', path, body, ...(caller && { caller }) });
    const answer = await identity.handle({ path, headers: { [CALL_HEADER]: signed }, body });
    return { status: answer.status, body: JSON.parse(answer.body) as unknown };
  };

  const ask = async (
    query: string,
    variables: Record<string, unknown> = {},
    facts: SessionFacts | null = null,
    language: Language = 'nl',
  ): Promise<GraphAnswer> => {
    const caller: Caller = { facts, address: '203.0.113.7', language, purpose: 'PATRQT', trace: 'f'.repeat(32) };
    return (await call('/graphql', { query, variables }, caller)).body as GraphAnswer;
  };

  return {
    world,
    identity,
    /** What reached the audit subgraph. */
    events,
    call,
    ask,
    /** Fits PASSWORD. */
    passwordHash: await (await createPasswordHasher(PEPPER)).hash(PASSWORD),
    factsOf: async (session: string) => (await call(CALLS.sessionFacts, { session })).body as SessionFacts,
    /** Both steps. */
    signIn: async (account: string): Promise<SignedIn> => {
      const email = (await world.needs.accounts.find(account))?.email;
      const challenge = (await ask(SIGN_IN, { email, password: PASSWORD })).data?.['signIn'] as { id: string };
      const { data } = await ask(VERIFY, { id: challenge.id, code: world.lastCode() });
      return data?.['verifySignIn'] as SignedIn;
    },
    close: async () => {
      await identity.close();
      await world.close();
    },
  };
}

async function newKey(): Promise<JWK> {
  return exportJWK((await generateKeyPair('EdDSA', { extractable: true })).privateKey);
}

async function newCaller(program: Program) {
  const key = await newKey();
  const { kty, crv, x } = key as Record<'kty' | 'crv' | 'x', string>;
  return { signer: await CallSigner.create(program, key), publicKey: { kty, crv, x } };
}
