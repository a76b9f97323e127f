import { QueryFailedError, type EntityManager } from 'typeorm';
import type { Account, AccountAtTheDoor, AccountsInStep } from '../../domain/account.js';
import type { PersonDetails } from '../../domain/registration/person-details.js';
import { AccountEntity } from '../entities/account.entity.js';

/** In one statement, so that known and unknown accounts cost the same. */
const ORGANISATIONS = `ARRAY(
  SELECT client.organisation FROM relation JOIN client ON client.id = relation.client_id
    WHERE relation.account_id = account.id AND relation.ended_at IS NULL
  UNION
  SELECT organisation FROM staff_assignment WHERE staff_assignment.account_id = account.id
)`;

export class AccountTable implements AccountsInStep {
  constructor(private readonly database: EntityManager) {}

  async findByEmail(email: string): Promise<AccountAtTheDoor | null> {
    const { entities, raw } = await this.database
      .getRepository(AccountEntity)
      .createQueryBuilder('account')
      .addSelect(ORGANISATIONS, 'organisations')
      .where({ email })
      .getRawAndEntities<{ organisations: string[] }>();
    const [row] = entities;
    return row === undefined ? null : { ...toAccount(row), organisations: raw[0]?.organisations ?? [] };
  }

  async find(id: string): Promise<Account | null> {
    const row = await this.database.getRepository(AccountEntity).findOneBy({ id });
    return row === null ? null : toAccount(row);
  }

  async lock(id: string): Promise<boolean> {
    const lock = { mode: 'pessimistic_write' } as const;
    return (await this.database.findOne(AccountEntity, { where: { id }, select: { id: true }, lock })) !== null;
  }

  async findOrAdd(person: PersonDetails, now: Date): Promise<{ account: Account; isNew: boolean }> {
    const { given, family, email, mobileNumber, language } = person;
    const added = await this.database
      .createQueryBuilder()
      .insert()
      .into(AccountEntity)
      .values({
        email,
        mobileNumber,
        givenName: given,
        familyName: family,
        nameText: `${given} ${family}`,
        language,
        createdAt: now,
      })
      .orIgnore()
      .returning('id')
      .execute();
    const row = await this.database.findOneByOrFail(AccountEntity, { email });
    return { account: toAccount(row), isNew: (added.raw as unknown[]).length === 1 };
  }

  async setPassword(id: string, passwordHash: string, at: Date): Promise<void> {
    await this.database
      .createQueryBuilder()
      .update(AccountEntity)
      .set({ passwordHash, activatedAt: () => 'coalesce(activated_at, :at)', recoveryRequiredAt: null })
      .where({ id })
      .setParameter('at', at)
      .execute();
  }

  async requireRecovery(id: string, at: Date): Promise<void> {
    await this.database.update(AccountEntity, { id }, { recoveryRequiredAt: at });
  }

  async changeEmail(id: string, email: string): Promise<boolean> {
    try {
      // a step of its own within the step: what the unique index refuses leaves the rest as it is
      await this.database.transaction((manager) => manager.update(AccountEntity, { id }, { email }));
      return true;
    } catch (error) {
      if (isTaken(error)) return false;
      throw error;
    }
  }

  async changeMobileNumber(id: string, mobileNumber: string): Promise<void> {
    await this.database.update(AccountEntity, { id }, { mobileNumber });
  }

  async changeName(id: string, { given, family }: { given: string; family: string }): Promise<void> {
    const name = { givenName: given, familyName: family, nameText: `${given} ${family}` };
    await this.database.update(AccountEntity, { id }, name);
  }
}

function toAccount(row: AccountEntity): Account {
  return {
    id: row.id,
    email: row.email,
    mobileNumber: row.mobileNumber,
    passwordHash: row.passwordHash,
    activatedAt: row.activatedAt,
    recoveryRequired: row.recoveryRequiredAt !== null,
    name: { text: row.nameText, given: row.givenName, family: row.familyName },
    language: row.language,
    newsMail: row.newsMail,
    blocked: row.lockedAt !== null || row.endedAt !== null,
  };
}

const UNIQUE_VIOLATION = '23505';

function isTaken(error: unknown): boolean {
  return error instanceof QueryFailedError && (error.driverError as { code?: string }).code === UNIQUE_VIOLATION;
}
