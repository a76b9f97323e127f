/** The four databases of a system, written once and copied for each system that wants them so. */
import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { createDatabase, dropDatabase, WORKING_ROLES } from '../../dist/demo/databases.js';

/** @param write fills them, and leaves no connection behind. */
export async function writtenDatabases(adminUrl, name, write) {
  const originals = await eachKind((kind) => createDatabase(adminUrl, kind, `${kind}_${name}`));
  await write(originals);
  return {
    copy: async () => {
      const suffix = randomBytes(6).toString('hex');
      return {
        databases: await eachKind((kind) => copyOf(adminUrl, kind, originals[kind], `${kind}_${suffix}`)),
        drop: () => eachKind((kind) => dropDatabase(adminUrl, `${kind}_${suffix}`)),
      };
    },
  };
}

/** What is in the copy belongs to the owner of the original. */
async function copyOf(adminUrl, kind, { url, ownerUrl }, name) {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const original = escapeIdentifier(new URL(url).pathname.slice(1));
    const owner = escapeIdentifier(new URL(ownerUrl).username);
    const copy = escapeIdentifier(name);
    await client.query(`CREATE DATABASE ${copy} OWNER ${owner} TEMPLATE ${original}`);
    await client.query(`REVOKE ALL ON DATABASE ${copy} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${copy} TO ${WORKING_ROLES[kind]}`);
  } finally {
    await client.end();
  }
  return { url: at(url, name), ownerUrl: at(ownerUrl, name) };
}

function at(url, name) {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function eachKind(work) {
  const entries = [];
  for (const kind of Object.keys(WORKING_ROLES)) entries.push([kind, await work(kind)]);
  return Object.fromEntries(entries);
}
