/** Identity's use cases on a real database, with a clock, a store, an outbox and a log that a test can see into. */
import { join } from 'node:path';
import { generateKeyPair, exportJWK } from 'jose';
import type { DataSource, EntityTarget, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import { loadOrganisations, type OrganisationPolicy } from '../../../../organisations/policy.js';
import { createLog } from '../../../../program/log.js';
import { InProcessStore } from '../../../../program/in-process-store.js';
import type { Authentication, Caller, SessionFacts } from '../../../../schema/caller.js';
import { openDatabase } from '../../../../subgraphs/database.js';
import { AccountEntity } from '../../../../subgraphs/identity/data/entities/account.entity.js';
import { ClientEntity } from '../../../../subgraphs/identity/data/entities/client.entity.js';
import { IDENTITY_ENTITIES, IDENTITY_MIGRATIONS } from '../../../../subgraphs/identity/data/entities.js';
import { sealsOf } from '../../../../subgraphs/identity/data/sealing.js';
import { pryingAccountsOf } from '../../../../subgraphs/identity/data/store-prying-accounts.js';
import { simpleWebAuthnPasskeys } from '../../../../subgraphs/identity/data/simplewebauthn-passkeys.js';
import { createTables } from '../../../../subgraphs/identity/data/identity-database.js';
import { createAccessTokens } from '../../../../subgraphs/identity/data/jose-access-tokens.js';
import { IncapacityEntity } from '../../../../subgraphs/identity/data/entities/incapacity.entity.js';
import { MessageEntity } from '../../../../subgraphs/identity/data/entities/message.entity.js';
import type { Mail } from '../../../../subgraphs/identity/domain/messages/mail-sender.js';
import type { Message } from '../../../../subgraphs/identity/domain/messages/message.js';
import { RelationEntity } from '../../../../subgraphs/identity/data/entities/relation.entity.js';
import { StaffAssignmentEntity } from '../../../../subgraphs/identity/data/entities/staff-assignment.entity.js';
import { TermsAcceptanceEntity } from '../../../../subgraphs/identity/data/entities/terms-acceptance.entity.js';
import { hashBsn } from '../../../../subgraphs/identity/domain/first-steps/bsn.js';
import { DeliveryFailure } from '../../../../subgraphs/identity/domain/messages/delivery-failure.js';
import { PostOffice } from '../../../../subgraphs/identity/domain/messages/post-office.js';
import { SmsWatch } from '../../../../subgraphs/identity/domain/messages/sms-watch.js';
import { Limits } from '../../../../subgraphs/identity/domain/limits.js';
import type { Occasion } from '../../../../subgraphs/identity/domain/occasion.js';
import { findSessionFacts } from '../../../../subgraphs/identity/domain/session/session-facts.js';
import type { TextMessage } from '../../../../subgraphs/identity/domain/messages/sms-sender.js';
import { findStanding } from '../../../../subgraphs/identity/domain/standing.js';
import { startSession } from '../../../../subgraphs/identity/domain/session/start-session.js';
import type { Happening } from '../../../../subgraphs/ledger.js';
import { ledgerOf, stepsOf } from './steps-in-test.js';
import { createMigratedDatabase } from '../../../support/database.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const BSN_KEY = Buffer.alloc(32, 'bsn');
export const SEALING_KEY = Buffer.alloc(32, 'zegel');
const CODE_KEY = Buffer.alloc(32, 'code');
export const PASSWORD = 'geraniums op de vensterbank';

export type IdentityInTest = Awaited<ReturnType<typeof openIdentity>>;

export async function openIdentity() {
  const testDatabase = await createMigratedDatabase('identity', IDENTITY_MIGRATIONS);
  const database = await openDatabase({ url: testDatabase.url, entities: IDENTITY_ENTITIES });
  const clock = { now: new Date('2026-02-02T09:00:00Z') };
  const seals = sealsOf(SEALING_KEY);
  const store = new InProcessStore(() => clock.now.getTime());
  const organisations = new Map(loadOrganisations(join(process.cwd(), 'organisations')));
  const outbox: TextMessage[] = [];
  const mails: Mail[] = [];
  const log: Happening[] = [];
  const announced: string[] = [];
  const hashing = { comparisons: 0 };
  const sms = { fails: false };
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const tables = createTables(database.manager, seals);
  const programLog = createLog('identity', 'silent');
  const mail = { send: async (sent: Mail) => void mails.push(sent), close: async () => undefined };
  const smsSender = {
    send: async (message: TextMessage) => {
      if (sms.fails) throw new DeliveryFailure('UNREACHABLE');
      outbox.push(message);
    },
  };
  const delivery = { organisations, mail, sms: smsSender, log: programLog, clock: () => clock.now };
  const auditing = { fails: false };
  const steps = stepsOf(
    (work) => database.transaction((manager) => work(createTables(manager, seals))),
    log,
    () => auditing.fails,
  );
  const needs = {
    ...tables,
    ...steps,
    organisations,
    limits: new Limits(store, CODE_KEY),
    accessTokens: await createAccessTokens([await exportJWK(privateKey)]),
    passkeys: simpleWebAuthnPasskeys,
    prying: pryingAccountsOf(store),
    codeKey: CODE_KEY,
    bsnKey: BSN_KEY,
    post: new PostOffice({ messages: tables.messages, ...delivery }),
    smsWatch: new SmsWatch({ store, messages: tables.messages, log: programLog }),
    hasher: {
      hash: async (password: string) => `hash of ${password}`,
      verify: async (password: string, hash: string | null) => {
        hashing.comparisons += 1;
        return hash === `hash of ${password}`;
      },
    },
    changes: {
      announce: async (account: string) => {
        announced.push(account);
      },
    },
  };

  const occasion = (facts: SessionFacts | null = null, address = '203.0.113.7'): Occasion => {
    const caller: Caller = { facts, address, language: 'nl', purpose: 'PATRQT', trace: '0'.repeat(32) };
    return { caller, now: clock.now, ledger: ledgerOf(log) };
  };

  return {
    needs,
    database,
    databaseUrl: testDatabase.url,
    store,
    outbox,
    /** What a running identity has delivered. */
    mails,
    /** What hands messages over, with the outbox and the mails at the other end. */
    delivery,
    log,
    /** Whether what is done with nobody asking for it can be recorded. */
    auditing,
    announced,
    hashing,
    sms,
    clock,
    rows: rowsOf(database),
    occasion,
    wait: (ms: number) => {
      clock.now = new Date(clock.now.getTime() + ms);
    },
    /** What waits in the queue, the oldest first. */
    letters: async (): Promise<Message[]> => {
      const rows = await database.getRepository(MessageEntity).find({ order: { createdAt: 'ASC', id: 'ASC' } });
      return rows.flatMap(({ id, channel, organisation, accountId, notAfter, sealed }) =>
        sealed === null
          ? []
          : [
              {
                channel,
                organisation,
                account: accountId,
                notAfter,
                ...(JSON.parse(seals.messages.open(id, sealed)) as Sealed),
              },
            ],
      );
    },
    /** The six digits of the last message. */
    lastCode: () => /\d{6}/.exec(outbox.at(-1)?.text ?? '')?.[0] ?? 'none',
    /** A live session, without the two steps before it. */
    signedIn: async (account: string, authentication: Authentication = 'PASSWORD_SMS') => {
      const standing = await findStanding(needs, account, clock.now, { authentication });
      const session = await startSession(needs, { account, standing, authentication }, clock.now);
      const facts = await findSessionFacts(needs, session.id, clock.now);
      if (facts === null) throw new Error('the session is not there');
      return { session, facts, occasion: (address?: string) => occasion(facts, address) };
    },
    changePolicy: (id: string, change: Partial<OrganisationPolicy>) => {
      organisations.set(id, { ...(organisations.get(id) as OrganisationPolicy), ...change });
    },
    close: async () => {
      await database.destroy();
      await store.close();
      await testDatabase.drop();
    },
  };
}

type Sealed = Pick<Message, 'to' | 'language' | 'notice'>;

let sequence = 0;

/** Puts made-up people into the database. */
function rowsOf(database: DataSource) {
  const add = async <T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    values: QueryDeepPartialEntity<T>,
  ): Promise<string> => {
    const { identifiers } = await database.getRepository(entity).insert(values);
    return (identifiers[0] as { id: string }).id;
  };
  return {
    account: (values: Partial<AccountEntity> = {}) => {
      sequence += 1;
      return add(AccountEntity, {
        email: `persoon${sequence}@voorbeeld.example`,
        mobileNumber: `+3161${String(sequence).padStart(7, '0')}`,
        passwordHash: `hash of ${PASSWORD}`,
        givenName: 'Marijke',
        familyName: 'van den Berg',
        nameText: 'Marijke van den Berg',
        activatedAt: new Date('2026-01-01T00:00:00Z'),
        ...values,
      });
    },
    client: ({ bsn, ...values }: Partial<ClientEntity> & { bsn?: string } = {}) => {
      sequence += 1;
      const bsnHash = bsn === undefined ? null : hashBsn(BSN_KEY, bsn);
      return add(ClientEntity, { organisation: 'vivium', ecdClientId: `C-${sequence}`, bsnHash, ...values });
    },
    relation: (values: Partial<RelationEntity> & Pick<RelationEntity, 'accountId' | 'clientId' | 'role'>) =>
      add(RelationEntity, {
        legalBasis: { CLIENT: 'SELF', REPRESENTATIVE: 'MENTORSHIP', CONTACT: 'DESIGNATION' }[
          values.role
        ] as RelationEntity['legalBasis'],
        evidence: 'formulier 2026-017',
        validFrom: new Date('2026-01-01T00:00:00Z'),
        ...values,
      }),
    /** The client cannot decide on who sees the dossier. */
    incapacity: (clientId: string, values: Partial<IncapacityEntity> = {}) =>
      add(IncapacityEntity, {
        clientId,
        subject: 'DOSSIER_ACCESS',
        validFrom: new Date('2026-01-01T00:00:00Z'),
        evidence: 'verslag MDO 2026-004',
        ...values,
      }),
    staff: (
      values: Pick<StaffAssignmentEntity, 'accountId' | 'organisation' | 'role'> & Partial<StaffAssignmentEntity>,
    ) => add(StaffAssignmentEntity, { validFrom: new Date('2026-01-01T00:00:00Z'), ...values }),
    accepted: async (accountId: string, organisation: string, version: string) => {
      const acceptedAt = new Date('2026-01-01T00:00:00Z');
      await database.getRepository(TermsAcceptanceEntity).insert({ accountId, organisation, version, acceptedAt });
    },
  };
}

/** Someone whose relation opens the dossier right away: terms accepted, BSN confirmed. */
export async function settled(
  { rows }: IdentityInTest,
  role: RelationEntity['role'],
  clientId: string,
  values: Partial<RelationEntity> = {},
  person: Partial<AccountEntity> = {},
): Promise<{ account: string; relation: string }> {
  const account = await rows.account(person);
  await rows.accepted(account, 'vivium', '2025-1');
  const bsnConfirmedAt = new Date('2026-01-02T00:00:00Z');
  const relation = await rows.relation({ accountId: account, clientId, role, bsnConfirmedAt, ...values });
  return { account, relation };
}
