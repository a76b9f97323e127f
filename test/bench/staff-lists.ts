/**
 * How fast the lists of the client administration are at 100,000 accounts in one organisation, each beside the same list
 * without its index.
 */
import { join } from 'node:path';
import type { EntityManager } from 'typeorm';
import { PROJECT_FOLDER } from '../../demo/project-folder.js';
import { loadOrganisations, type OrganisationPolicy } from '../../organisations/policy.js';
import { migrate, openDatabase } from '../../subgraphs/database.js';
import { ClientRegisterTable } from '../../subgraphs/identity/data/tables/client-register-table.js';
import { IDENTITY_ENTITIES, IDENTITY_MIGRATIONS } from '../../subgraphs/identity/data/entities.js';
import { PortalUserTable } from '../../subgraphs/identity/data/tables/portal-user-table.js';
import type { ClientCriteria } from '../../subgraphs/identity/domain/clients/client-register.js';
import { accessOver } from '../../subgraphs/identity/domain/staff/access-over.js';
import type { UserCriteria } from '../../subgraphs/identity/domain/staff/portal-user.js';
import { asOwner, NOT_DURABLE, onDatabase } from './bench-database.js';
import { FEW, MANY, writeCrowd } from './crowd.js';
import { inMs, percentile, timesOf } from './measuring.js';
import type { Benchmark } from './report.js';

interface Measured {
  list: string;
  index: string;
  read: (database: EntityManager) => Promise<unknown[]>;
}

const TIMES = 40;
const TIMES_WITHOUT = 5;
const policies = loadOrganisations(join(PROJECT_FOLDER, 'organisations'));
const middle = { text: 'meijer m12', id: '00000000-0000-0000-0000-000000000000' };

const users = (
  list: string,
  index: string,
  asked: Partial<UserCriteria>,
  at = 'vivium',
  after = null as typeof middle | null,
): Measured => ({
  list: `users: ${list}`,
  index,
  read: (database) => {
    const criteria = { text: null, status: null, role: null, ...asked };
    return new PortalUserTable(database).list(at, criteria, overAt(at), { first: 50, after });
  },
});
const clients = (
  list: string,
  asked: Partial<ClientCriteria>,
  at = 'vivium',
  text: string | null = null,
): Measured => ({
  list: `clients: ${list}`,
  index: 'client_register',
  read: (database) => {
    const criteria = { text: null, inCare: null, incapacitated: null, withoutAccount: null, ...asked };
    const after = text === null ? null : { ...middle, text };
    return new ClientRegisterTable(database).list(at, criteria, overAt(at), { first: 50, after });
  },
});

const LISTS: Measured[] = [
  users('first page', 'portal_user_name', {}),
  users('a page in the middle', 'portal_user_name', {}, 'vivium', middle),
  users('small organisation', 'portal_user_name', {}, 'rozelaar'),
  users('one e-mail address', 'portal_user_words', { text: 'gebruiker4711@vivium' }),
  users('given and family name', 'portal_user_words', { text: 'anna jansen b3' }),
  users('a common word (one in five)', 'portal_user_words', { text: 'vries' }),
  users('a word, small organisation', 'portal_user_words', { text: 'vries' }, 'rozelaar'),
  users('contacts', 'portal_user_name', { role: 'CONTACT' }),
  users('administrators', 'staff_assignment_role', { role: 'ADMINISTRATOR' }),
  users('active', 'portal_user_name', { status: 'ACTIVE' }),
  users('locked (one in 2000)', 'account_blocked', { status: 'LOCKED' }),
  users('invited (one in 1000)', 'account_invited', { status: 'INVITED' }),
  users('no access (one in 500)', 'client_after_care', { status: 'NO_ACCESS' }),
  clients('first page', {}),
  clients('a page in the middle', {}, 'vivium', 'C-0050000'),
  clients('small organisation', {}, 'rozelaar'),
  clients('beginning of the id', { text: 'C-00471' }),
  clients('without account (one in 100)', { withoutAccount: true }),
  clients('incapacitated (one in 1000)', { incapacitated: true }),
];

function overAt(organisation: string): ReturnType<typeof accessOver> {
  return accessOver(policies.get(organisation) as OrganisationPolicy, new Date());
}

export const staffLists: Benchmark = {
  name: 'staff-lists',
  about: 'lists of the client administration, with and without their indexes',
  run: ({ adminUrl }) =>
    onDatabase('identity', { adminUrl, settings: NOT_DURABLE }, async (address) => {
      await migrate({ ownerUrl: address.ownerUrl, migrations: IDENTITY_MIGRATIONS });
      await asOwner(address, writeCrowd);
      const database = await openDatabase({ url: address.ownerUrl, entities: IDENTITY_ENTITIES });
      try {
        const rows: string[][] = [];
        for (const list of LISTS) rows.push(await rowOf(list, database.manager));
        return {
          title: 'Lists of the client administration',
          notes: [`${MANY} accounts in one organisation, ${FEW} in another; pages of 50.`],
          columns: ['list', 'p50 ms', 'p95 ms', 'without its index', 'ratio'],
          rows,
        };
      } finally {
        await database.destroy();
      }
    }),
};

async function rowOf(measured: Measured, database: EntityManager): Promise<string[]> {
  const within = await timesOf(TIMES, () => measured.read(database));
  const without = await withoutIndex(database, measured, (manager) =>
    timesOf(TIMES_WITHOUT, () => measured.read(manager)),
  );
  const [p50, bare] = [percentile(within, 0.5), percentile(without, 0.5)];
  return [measured.list, inMs(p50), inMs(percentile(within, 0.95)), inMs(bare), `${(bare / p50).toFixed(1)} ×`];
}

/** In a step that is taken back: the index is there again for the next. */
async function withoutIndex<T>(
  database: EntityManager,
  { index }: Measured,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const runner = database.dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query('SET LOCAL statement_timeout = 0');
    await runner.query(`DROP INDEX ${index}`);
    return await work(runner.manager);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}
