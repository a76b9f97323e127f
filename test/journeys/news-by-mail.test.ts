/**
 * Willem, mentor of his wife Trudy at Vivium, wants to be told when there is something new in her dossier: a mail in the
 * morning, which says that there is and not what.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client as Database } from 'pg';
import { eventually } from '../subgraphs/identity/support/eventually.js';
import { lastMailTo, mailsTo } from '../support/mail.js';
import { startTravellingSystem, type TravellingSystem } from '../support/travelling-system.js';
import { Visitor } from '../support/visitor.js';

const CHOOSE = 'mutation($often: NewsMail!) { chooseNewsMail(often: $often) { newsMail } }';
const CHANGES =
  'query($id: ID!, $since: DateTime!) { client(id: $id) { changes(since: $since) { kind section changedAt } } }';
const WRITE = `INSERT INTO zorgdossier.rapportages
    (client_id, medewerker_id, tijdstip, soort, tekst, vertrouwelijk, verborgen, gewijzigd_op)
  SELECT client.id, medewerker.id, $1, 'ALG', $2, $3, false, $1
  FROM zorgdossier.clienten client JOIN zorgdossier.medewerkers medewerker USING (instelling)
  WHERE client.roepnaam = 'Trudy' AND instelling = 'vivium' ORDER BY medewerker.id LIMIT 1`;
const REPORT = 'Mevrouw Dekker heeft vannacht slecht geslapen.';

describe('the mail that there is news', () => {
  let system: TravellingSystem;
  let willem: Visitor;

  beforeAll(async () => {
    system = await startTravellingSystem('2027-03-26T09:00:00Z');
    willem = await new Visitor(system, 'willem').enter();
  });
  afterAll(() => system.stop());

  async function written(at: string, confidential = false): Promise<void> {
    system.travelTo(at);
    const database = new Database({ connectionString: system.databases.ecd.ownerUrl });
    await database.connect();
    const { rowCount } = await database.query(WRITE, [at, REPORT, confidential]);
    await database.end();
    expect(rowCount).toBe(1);
  }

  const round = async (at: string) => {
    system.travelTo(at);
    await system.upkeep();
  };
  const mails = () => mailsTo(system, willem.person.email).filter(({ subject }) => subject.startsWith('Er is nieuws'));

  it('is sent to nobody who did not ask for it', async () => {
    await written('2027-03-26T09:01:00Z');
    await round('2027-03-26T09:02:00Z');
    expect(mails()).toEqual([]);
  });

  it('is chosen by whoever wants it, for all their clients at once', async () => {
    expect(await willem.get(CHOOSE, { often: 'DAILY' })).toEqual({ chooseNewsMail: { newsMail: 'DAILY' } });
    await round('2027-03-26T09:10:00Z');
    expect(mails()).toEqual([]);
  });

  it('comes the morning after something was written, and says nothing of it (R24)', async () => {
    await written('2027-03-26T14:00:00Z');
    await round('2027-03-27T05:59:00Z');
    expect(mails()).toEqual([]);
    await round('2027-03-27T06:00:00Z');
    const { subject, text } = await lastMailTo(system, willem.person.email, 'Er is nieuws');
    expect(`${subject}\n${text}`).toContain('https://portaal.vivium.example');
    expect(`${subject}\n${text}`).not.toMatch(/Trudy|Dekker|Willem|geslapen|rapport|dossier|cliënt /i);
  });

  it('comes once that day, whatever is written, and again the next day; not for what is confidential', async () => {
    await written('2027-03-27T10:00:00Z');
    for (const at of ['2027-03-27T10:01:00Z', '2027-03-27T22:00:00Z']) await round(at);
    expect(mails()).toHaveLength(1);
    // the clock goes forward that night
    await round('2027-03-28T05:00:00Z');
    await eventually(() => expect(mails()).toHaveLength(2));
    await written('2027-03-28T12:00:00Z', true);
    await round('2027-03-29T05:00:00Z');
    expect(mails()).toHaveLength(2);
  });

  it('leads to where the portal shows what is new', async () => {
    await willem.signIn();
    const id = await willem.clientAs('REPRESENTATIVE');
    const told = await willem.get(CHANGES, { id, since: '2027-03-26T18:00:00Z' });
    expect(told).toEqual({
      client: { changes: [{ kind: 'SECTION', section: 'REPORTS', changedAt: '2027-03-27T10:00:00.000Z' }] },
    });
  });

  it('is on the log, with a look into the dossier by nobody who signed in (NEN 7513)', async () => {
    const auditor = await new Visitor(system, 'vivium-auditor').signIn();
    const { auditEvents } = await auditor.get<{ auditEvents: { edges: { node: Record<string, unknown> }[] } }>(
      `{ auditEvents(first: 50, filter: { kinds: [NEWS_SENT, DOSSIER_SEARCH] }) {
         edges { node { kind account } } } }`,
    );
    const kinds = auditEvents.edges.filter(({ node }) => node['account'] === null).map(({ node }) => node['kind']);
    expect(kinds).toEqual(['NEWS_SENT', 'DOSSIER_SEARCH', 'NEWS_SENT', 'DOSSIER_SEARCH']);
  });
});
