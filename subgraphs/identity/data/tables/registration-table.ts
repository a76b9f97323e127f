import { In, type EntityManager, type QueryDeepPartialEntity } from 'typeorm';
import type { PageRequest } from '../../../connection.js';
import type { PersonDetails } from '../../domain/registration/person-details.js';
import type {
  ActivatedRegistration,
  Registration,
  RegistrationChange,
  RegistrationFilter,
  RegistrationsInStep,
  RegistrationStatus,
  Request,
} from '../../domain/registration/registration.js';
import type { AccountEntity } from '../entities/account.entity.js';
import { RegistrationEntity } from '../entities/registration.entity.js';

/** Data of the person are forgotten together, and the name of the client with them. */
const FORGOTTEN = { given: null, family: null, email: null, mobileNumber: null, language: null, clientName: null };

/** A request by its own data, whatever came of one by those of the account. Words are found by how they begin. */
const IS_ABOUT = `
  (registration.email IS NOT NULL AND words_within(
    registration.organisation, registration.given || ' ' || registration.family || ' ' || registration.email
  ) @@ search_within(:organisation, :text))
  OR registration.account IN (
    SELECT account_id FROM portal_user WHERE organisation = :organisation AND words @@ search_within(:organisation, :text)
  )`;

export class RegistrationTable implements RegistrationsInStep {
  constructor(private readonly database: EntityManager) {}

  async add({ person, ...request }: Request, at: Date): Promise<Registration> {
    const row = { ...request, ...person, status: 'REQUESTED', createdAt: at, changedAt: at } as const;
    const { identifiers } = await this.table.insert(row);
    const { id } = identifiers[0] as { id: string };
    return toRegistration(await this.table.findOneByOrFail({ id }));
  }

  async find(id: string): Promise<Registration | null> {
    const row = await this.table.findOne({ where: { id }, relations: { holder: true } });
    return row === null ? null : toRegistration(row);
  }

  async change(
    id: string,
    from: readonly RegistrationStatus[],
    change: RegistrationChange,
    at: Date,
  ): Promise<Registration | null> {
    const { affected } = await this.table.update({ id, status: In(from) }, { ...toRow(change), changedAt: at });
    return affected === 1 ? this.find(id) : null;
  }

  async ofOrganisation(
    organisation: string,
    { status, text }: RegistrationFilter,
    { first, after }: PageRequest,
  ): Promise<Registration[]> {
    const query = this.table
      .createQueryBuilder('registration')
      .leftJoinAndSelect('registration.holder', 'holder')
      .where({ organisation, ...(status !== null && { status }) })
      .orderBy('registration.createdAt', 'DESC')
      .addOrderBy('registration.id', 'DESC')
      .limit(first + 1);
    if (after !== null) query.andWhere('(registration.createdAt, registration.id) < (:time, :id)', after);
    if (text !== null) query.andWhere(`(${IS_ABOUT})`, { text, organisation });
    return (await query.getMany()).map(toRegistration);
  }

  async activate(account: string, at: Date): Promise<ActivatedRegistration[]> {
    const activated = await this.table
      .createQueryBuilder()
      .update()
      .set({ status: 'ACTIVE', changedAt: at })
      .where({ account, status: 'VERIFIED' })
      .returning('id, organisation, client_id, relation_id')
      .execute();
    const rows = activated.raw as { id: string; organisation: string; client_id: string; relation_id: string }[];
    return rows.map(({ client_id: client, relation_id: relation, ...row }) => ({ ...row, client, relation }));
  }

  private get table() {
    return this.database.getRepository(RegistrationEntity);
  }
}

function toRow({ person, form, extra, ...change }: RegistrationChange): QueryDeepPartialEntity<RegistrationEntity> {
  return {
    ...change,
    ...(person === null && FORGOTTEN),
    ...(form && {
      formSigner: form.signer,
      formSignedOn: form.signedOn,
      formTermsVersion: form.termsVersion,
      formEvidence: form.evidence,
    }),
    ...(extra && { extraReason: extra.reason, extraUntil: extra.until }),
  };
}

function toRegistration(row: RegistrationEntity): Registration {
  const { formSigner, formSignedOn, formTermsVersion, formEvidence, extraReason, extraUntil, holder, ...rest } = row;
  const isSigned = formSigner !== null && formSignedOn !== null && formTermsVersion !== null && formEvidence !== null;
  return {
    ...rest,
    person: ownPerson(row) ?? (holder ? personOf(holder) : null),
    form: isSigned
      ? { signer: formSigner, signedOn: formSignedOn, termsVersion: formTermsVersion, evidence: formEvidence }
      : null,
    extra: extraReason === null ? null : { reason: extraReason, until: extraUntil },
  };
}

function ownPerson({ given, family, email, mobileNumber, language }: RegistrationEntity): PersonDetails | null {
  const isKept = given !== null && family !== null && email !== null && mobileNumber !== null && language !== null;
  return isKept ? { given, family, email, mobileNumber, language } : null;
}

function personOf({ givenName, familyName, nameText, email, mobileNumber, language }: AccountEntity): PersonDetails {
  return { given: givenName ?? '', family: familyName ?? nameText, email, mobileNumber, language };
}
