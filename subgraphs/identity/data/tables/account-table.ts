import { QueryFailedError, type EntityManager } from 'typeorm';
import type { Account, AccountAtTheDoor, AccountsInStep, PersonName } from '../../domain/account.js';
import type { PersonDetails } from '../../domain/registration/person-details.js';
import { AccountEntity } from '../entities/account.entity.js';

const ACCOUNT = `id, email, mobile_number AS "mobileNumber", password_hash AS "passwordHash", activated_at AS "activatedAt",
  recovery_required_at IS NOT NULL AS "recoveryRequired", name_text AS text, given_name AS given, family_name AS family,
  language, news_mail AS "newsMail", locked_at IS NOT NULL OR ended_at IS NOT NULL AS blocked`;

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
    const statement = `SELECT ${ACCOUNT}, ${ORGANISATIONS} AS organisations FROM account WHERE email = $1`;
    const [row] = await this.database.query<(Row & { organisations: string[] })[]>(statement, [email]);
    if (row === undefined) return null;
    const { organisations, ...account } = row;
    return { ...toAccount(account), organisations };
  }

  find(id: string): Promise<Account | null> {
    return this.read('id = $1', id);
  }

  async lock(id: string): Promise<boolean> {
    const lock = { mode: 'pessimistic_write' } as const;
    return (await this.database.findOne(AccountEntity, { where: { id }, select: { id: true }, lock })) !== null;
  }

  hold(id: string): Promise<Account | null> {
    return this.read('id = $1 FOR UPDATE', id);
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
    const account = await this.read('email = $1', email);
    if (account === null) throw new Error('an account that was just made is not there');
    return { account, isNew: (added.raw as unknown[]).length === 1 };
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

  private async read(condition: string, parameter: string): Promise<Account | null> {
    const [row] = await this.database.query<Row[]>(`SELECT ${ACCOUNT} FROM account WHERE ${condition}`, [parameter]);
    return row === undefined ? null : toAccount(row);
  }
}

type Row = Omit<Account, 'name'> & PersonName;

function toAccount({ text, given, family, ...row }: Row): Account {
  return { ...row, name: { text, given, family } };
}

const UNIQUE_VIOLATION = '23505';

function isTaken(error: unknown): boolean {
  return error instanceof QueryFailedError && (error.driverError as { code?: string }).code === UNIQUE_VIOLATION;
}
