/** Rows of identity's database: clients, accounts, relations, staff, and what they have accepted. */
import { termsInForce, type Organisations } from '../../organisations/policy.js';
import { hashBsn } from '../../subgraphs/identity/domain/first-steps/bsn.js';
import type { Calendar } from './calendar.js';
import type { ClientContent } from './content.js';
import type { DemoPerson, DemoRelation } from './demo-person.js';
import type { WrittenDossier } from './dossier-rows.js';
import { STAFF } from './people-staff.js';
import type { RowBook } from './row-book.js';
import { stableId } from './stable-id.js';

export interface IdentityWriting {
  book: RowBook;
  organisations: Organisations;
  bsnHashKey: Buffer;
  calendar: Calendar;
}

/** Accounts were opened so long ago; whoever has confirmed or accepted did it the next day. */
const OPENED = -90;
const OPENED_AT = '10:00';

/** The client's id in the graph. */
export function clientId(organisation: string, key: string): string {
  return stableId('client', organisation, key);
}

export function clientIdentityRow(
  { book, organisations, bsnHashKey, calendar }: IdentityWriting,
  client: ClientContent,
  ecdClient: number,
): void {
  const asksBsn = organisations.get(client.organisation)?.bsnAtFirstSignIn ?? false;
  book.add('client', {
    id: clientId(client.organisation, client.key),
    organisation: client.organisation,
    ecd_client_id: String(ecdClient),
    bsn_hash: asksBsn ? `\\x${hashBsn(bsnHashKey, client.person.bsn).toString('hex')}` : null,
    departed_on: client.departed === undefined ? null : calendar.date(client.departed),
    died_on: client.died === undefined ? null : calendar.date(client.died),
  });
}

/** @param dossierOf the client's dossier as it was written to the ECD. */
export function personRows(
  writing: IdentityWriting,
  person: DemoPerson,
  passwordHash: string,
  dossierOf: (client: string) => WrittenDossier,
): void {
  const account = stableId('account', person.email);
  const { book, calendar } = writing;
  const opened = calendar.moment(OPENED, OPENED_AT);
  book.add('account', {
    id: account,
    email: person.email,
    mobile_number: person.mobile,
    password_hash: passwordHash,
    given_name: person.given,
    family_name: person.family,
    name_text: `${person.given} ${person.family}`,
    language: person.language ?? 'nl',
    created_at: opened,
    activated_at: opened,
  });
  for (const { organisation, role } of person.staff) {
    book.add('staff_assignment', {
      id: stableId('staff', account, organisation, role),
      account_id: account,
      organisation,
      role,
      valid_from: opened,
      valid_until: null,
    });
  }
  for (const relation of person.relations) relationRow(writing, account, relation, dossierOf(relation.client));
  for (const organisation of accepted(person)) termsRow(writing, account, organisation);
}

function relationRow(
  { book, organisations, calendar }: IdentityWriting,
  account: string,
  relation: DemoRelation,
  dossier: WrittenDossier,
): void {
  const asksBsn = organisations.get(relation.organisation)?.bsnAtFirstSignIn ?? false;
  const end = relation.withdrawn === undefined ? null : calendar.moment(relation.withdrawn, OPENED_AT);
  if (relation.actsForClient === true) incapacityRow(book, calendar, clientId(relation.organisation, relation.client));
  book.add('relation', {
    id: stableId('relation', account, relation.client),
    account_id: account,
    client_id: clientId(relation.organisation, relation.client),
    role: relation.role,
    legal_basis: relation.basis,
    evidence: relation.evidence,
    related_person: relation.contact === undefined ? null : String(contactId(dossier, relation.contact)),
    sections: relation.sections ?? [],
    valid_from: calendar.moment(OPENED, OPENED_AT),
    valid_until: relation.until === undefined ? null : calendar.moment(relation.until, OPENED_AT),
    ended_at: end,
    ended_reason: end === null ? null : 'WITHDRAWN_BY_CLIENT',
    extra_reason: relation.extra ?? null,
    extra_approved_by: relation.extra === undefined ? null : mediatorOf(relation.organisation),
    bsn_confirmed_at: asksBsn && relation.bsn === null ? calendar.moment(OPENED + 1, OPENED_AT) : null,
  });
}

function incapacityRow(book: RowBook, calendar: Calendar, client: string): void {
  book.add('incapacity', {
    id: stableId('incapacity', client),
    client_id: client,
    subject: 'DOSSIER_ACCESS',
    valid_from: calendar.moment(OPENED, OPENED_AT),
    valid_until: null,
    evidence: 'Vastgesteld door de specialist ouderengeneeskunde, besproken in het multidisciplinair overleg',
  });
}

function mediatorOf(organisation: string): string {
  const mediator = STAFF.find(({ staff }) =>
    staff.some((held) => held.organisation === organisation && held.role === 'MEDIATOR'),
  );
  if (mediator === undefined) throw new Error(`nobody mediates at ${organisation}`);
  return stableId('account', mediator.email);
}

function contactId({ contacts }: WrittenDossier, key: string): number {
  const id = contacts[key];
  if (id === undefined) throw new Error(`the ECD knows no contact ${key}`);
  return id;
}

function accepted({ relations }: DemoPerson): Set<string> {
  return new Set(relations.filter(({ terms }) => terms).map(({ organisation }) => organisation));
}

function termsRow({ book, organisations, calendar }: IdentityWriting, account: string, organisation: string): void {
  const policy = organisations.get(organisation);
  const terms = policy && termsInForce(policy, calendar.now);
  if (!terms) return;
  book.add('terms_acceptance', {
    account_id: account,
    organisation,
    version: terms.version,
    accepted_at: calendar.moment(OPENED + 1, OPENED_AT),
  });
}
