import type { EntityManager } from 'typeorm';
import type { Role, StaffRole } from '../../../../schema/caller.js';
import { ROLES } from '../../../../schema/caller.js';
import type { AccessOver } from '../../domain/staff/access-over.js';
import type { ListedAccount, PortalUsers, PortalUserStatus, UserCriteria } from '../../domain/staff/portal-user.js';
import type { HeldRole } from '../../domain/staff/staff-role.js';
import type { TextPageRequest } from '../../domain/text-order.js';
import { isCurrent, ListQuery } from './list-query.js';

/** What is told of each account of a page. $1: the organisation; $2: the moment. */
const TOLD = `
  account.id, sort_name AS "sortName", name_text AS text, given_name AS given, family_name AS family,
  email, mobile_number AS "mobileNumber", created_at AS "createdAt", activated_at AS "activatedAt",
  locked_at IS NOT NULL OR ended_at IS NOT NULL AS "isBlocked",
  (SELECT max(session.created_at) FROM session WHERE session.account_id = account.id) AS "lastSignInAt",
  (SELECT coalesce(json_agg(json_build_object('id', staff.id, 'role', staff.role, 'since', staff.valid_from)
      ORDER BY staff.role), '[]') FROM staff_assignment staff
    WHERE staff.account_id = account.id AND staff.organisation = $1 AND staff.valid_from <= $2
      AND (staff.valid_until IS NULL OR staff.valid_until > $2)) AS roles,
  ARRAY(SELECT version FROM terms_acceptance
    WHERE terms_acceptance.account_id = account.id AND organisation = $1) AS "acceptedTerms",
  EXISTS (SELECT FROM relation JOIN client ON client.id = relation.client_id
    WHERE relation.account_id = account.id AND client.organisation = $1 AND relation.ended_at IS NULL
      AND relation.bsn_tries >= 3 AND relation.bsn_confirmed_at IS NULL) AS "bsnBlocked"`;

type Row = Omit<ListedAccount, 'name' | 'roles'> & { text: string; given: string | null; family: string | null } & {
  roles: { id: string; role: StaffRole; since: string }[];
};

export class PortalUserTable implements PortalUsers {
  constructor(private readonly database: EntityManager) {}

  async list(
    organisation: string,
    criteria: UserCriteria,
    over: AccessOver,
    page: TextPageRequest,
  ): Promise<ListedAccount[]> {
    const query = new ListQuery();
    query.where(`portal_user.organisation = ${query.give(organisation)}`);
    const now = query.give(over.now);
    if (criteria.text !== null) query.where(`words @@ search_within($1, ${query.give(criteria.text)})`);
    if (criteria.role !== null) query.where(hasRole(query, criteria.role, over, now));
    if (criteria.status !== null) query.where(isOfStatus(query, criteria.status, over, now));
    const order = query.page('sort_name', 'account_id', page);
    const statement = `
      WITH page AS MATERIALIZED (
        SELECT account_id, sort_name FROM portal_user JOIN account ON account.id = account_id
        WHERE ${query.conditionsInAll} ${order}
      )
      SELECT ${TOLD} FROM page JOIN account ON account.id = page.account_id ORDER BY sort_name, account_id`;
    return (await this.database.query<Row[]>(statement, query.parameters)).map((row) => toListed(row, organisation));
  }

  async find(organisation: string, account: string, now: Date): Promise<ListedAccount | null> {
    const [row] = await this.database.query<Row[]>(
      `SELECT ${TOLD} FROM portal_user page JOIN account ON account.id = page.account_id
      WHERE page.organisation = $1 AND page.account_id = $3`,
      [organisation, now, account],
    );
    return row === undefined ? null : toListed(row, organisation);
  }
}

/** @param now its place in the statement; $1 is the organisation. */
function works(now: string, more = ''): string {
  return `EXISTS (SELECT FROM staff_assignment WHERE staff_assignment.account_id = account.id
    AND staff_assignment.organisation = $1 AND valid_from <= ${now} AND (valid_until IS NULL OR valid_until > ${now}) ${more})`;
}

function hasAccess(query: ListQuery, over: AccessOver, more = ''): string {
  return `EXISTS (SELECT FROM relation JOIN client ON client.id = relation.client_id
    WHERE relation.account_id = account.id AND client.organisation = $1 AND ${isCurrent(query, over)} ${more})`;
}

function hasRole(query: ListQuery, role: Role | StaffRole, over: AccessOver, now: string): string {
  const more = `AND role = ${query.give(role)}`;
  return ROLES.some((known) => known === role) ? hasAccess(query, over, more) : works(now, more);
}

/** Who may have no access here any more: few of many, so that not everybody has to be looked at. */
const SOMETHING_OVER = `
  SELECT relation.account_id FROM relation JOIN client ON client.id = relation.client_id
    WHERE client.organisation = $1 AND (relation.ended_at IS NOT NULL OR relation.valid_until IS NOT NULL)
  UNION ALL
  SELECT relation.account_id FROM client JOIN relation ON relation.client_id = client.id
    WHERE client.organisation = $1 AND (client.departed_on IS NOT NULL OR client.died_on IS NOT NULL)
  UNION ALL
  SELECT account_id FROM staff_assignment WHERE organisation = $1 AND (valid_until IS NOT NULL OR valid_from > $2)`;

/** As `describeUsers` tells it. */
function isOfStatus(query: ListQuery, status: PortalUserStatus, over: AccessOver, now: string): string {
  if (status === 'NO_ACCESS') {
    return `account.id IN (${SOMETHING_OVER}) AND NOT ${works(now)} AND NOT ${hasAccess(query, over)}`;
  }
  const isHere = `(${works(now)} OR ${hasAccess(query, over)})`;
  const isBlocked = '(account.locked_at IS NOT NULL OR account.ended_at IS NOT NULL)';
  switch (status) {
    case 'LOCKED':
      return `${isBlocked} AND ${isHere}`;
    case 'INVITED':
      return `NOT ${isBlocked} AND account.activated_at IS NULL AND ${isHere}`;
    case 'ACTIVE':
      return `NOT ${isBlocked} AND account.activated_at IS NOT NULL AND ${isHere}`;
  }
}

function toListed({ text, given, family, roles, ...row }: Row, organisation: string): ListedAccount {
  const held = (role: Row['roles'][number]): HeldRole => ({
    ...role,
    since: new Date(role.since),
    account: row.id,
    organisation,
  });
  return { ...row, name: { text, given, family }, roles: roles.map(held) };
}
