import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CallerRelation, Section } from '../../../../schema/caller.js';
import type { ChangesQuery, SectionChange } from '../../../../subgraphs/dossier/domain/ecd.js';
import { ANNA, MIES, NOW, type DossierGraph, type Told } from './dossier-graph.js';
import { messagesIn, openWriters, startThread, threadIn, type Writers } from './writers.js';

const CHANGES =
  'query ($id: ID!, $since: DateTime!) { client(id: $id) { changes(since: $since) { kind section changedAt } } }';
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

function ago(ms: number): Date {
  return new Date(NOW.getTime() - ms);
}

function ask(who: DossierGraph, since = ago(DAY), id = ANNA): Promise<Told> {
  return who.ask(CHANGES, { id, since: since.toISOString() });
}

function changes({ data }: Told): { kind: string; section: string | null; changedAt: string }[] {
  return (data as { client: { changes: never[] } }).client.changes;
}

function searches({ events }: Told): object[] {
  return events.filter(({ kind }) => kind === 'DOSSIER_SEARCH');
}

/** The ECD holds something new in these sections, each a minute older than the one before. */
function changing(who: DossierGraph, ...sections: Section[]): DossierGraph {
  const found = sections.map((section, index): SectionChange => ({ section, changedAt: ago((index + 1) * MINUTE) }));
  who.ecd.replies.changes = async (query: ChangesQuery) => found.filter(({ changedAt }) => changedAt > query.since);
  return who;
}

function asked(who: DossierGraph): ChangesQuery[] {
  return who.ecd.asked.flatMap(([name, query]) => (name === 'changes' ? [query as ChangesQuery] : []));
}

let writers: Writers;
beforeAll(async () => {
  writers = await openWriters();
});
afterAll(() => writers.close());

const at = (who: DossierGraph, moment: Date) => Object.assign(who, { now: moment });
const atVivium = (role: 'CLIENT' | 'REPRESENTATIVE' | 'CONTACT', rest: Partial<CallerRelation> = {}) =>
  writers.person('Wim', role, { organisation: 'vivium', ...rest });

describe('what is new in a dossier', () => {
  it.each(['CLIENT', 'REPRESENTATIVE'] as const)(
    'is told to a %s by section and moment, newest first',
    async (role) => {
      const who = changing(atVivium(role), 'CARE_PLAN', 'MEDICAL_REPORTS');
      const told = await ask(who);
      expect(told.refused).toEqual([]);
      expect(changes(told)).toEqual([
        { kind: 'SECTION', section: 'CARE_PLAN', changedAt: ago(MINUTE).toISOString() },
        { kind: 'SECTION', section: 'MEDICAL_REPORTS', changedAt: ago(2 * MINUTE).toISOString() },
      ]);
      expect(asked(who).map(({ since }) => since)).toEqual([ago(DAY)]);
    },
  );

  it('is looked for by a contact only in what is shared, whatever the ECD answers (V18)', async () => {
    const who = changing(atVivium('CONTACT', { sections: ['REPORTS'] }), 'REPORTS', 'CARE_PLAN');
    expect(changes(await ask(who)).map(({ section }) => section)).toEqual(['REPORTS']);
    expect(asked(who)).toMatchObject([{ sections: ['REPORTS'] }]);
  });

  it('is not looked for in the ECD where nothing is shared', async () => {
    const who = changing(atVivium('CONTACT', { sections: [] }), 'REPORTS');
    expect(changes(await ask(who))).toEqual([]);
    expect(asked(who)).toEqual([]);
  });

  it('is not looked for in what the organisation does not offer, or the location does not have (R1, V16)', async () => {
    const rozelaar = changing(writers.person('Wim', 'CLIENT'));
    await ask(rozelaar);
    expect(asked(rozelaar)[0]?.sections).toEqual(['REPORTS', 'CARE_PLAN', 'APPOINTMENTS', 'LIFE_STORY']);
    const elsewhere = changing(atVivium('CLIENT'));
    elsewhere.ecd.psychogeriatric = false;
    await ask(elsewhere);
    expect(asked(elsewhere)[0]?.sections).toEqual(['REPORTS', 'MEDICAL_REPORTS', 'CARE_PLAN', 'APPOINTMENTS']);
  });

  it('is refused of another client, and before the terms are accepted (V1)', async () => {
    expect((await ask(atVivium('CLIENT'), ago(DAY), MIES)).refused).toEqual([['client', 'ACCESS_REFUSED']]);
    const waiting = atVivium('CLIENT', { pending: ['ACCEPT_TERMS'] });
    expect((await ask(waiting)).refused).toEqual([['client', 'TERMS_NOT_ACCEPTED']]);
  });

  it('is asked for since a moment of the last ninety days', async () => {
    for (const since of [ago(-1_000), ago(90 * DAY + 1_000)]) {
      const who = atVivium('CLIENT');
      expect((await ask(who, since)).refused).toEqual([['client.changes', 'BAD_INPUT']]);
      expect(who.ecd.asked).toEqual([]);
    }
    for (const since of [NOW, ago(90 * DAY)]) expect((await ask(atVivium('CLIENT'), since)).refused).toEqual([]);
  });

  it('is an error of this field alone when the ECD fails, on the log as such', async () => {
    const who = atVivium('CLIENT');
    who.ecd.replies.changes = () => Promise.reject(new Error('down'));
    const told = await ask(who);
    expect([told.data, told.refused]).toEqual([{ client: { changes: null } }, [['client.changes', 'ECD_UNAVAILABLE']]]);
    expect(told.events).toContainEqual(expect.objectContaining({ outcome: 'ERROR', reason: 'ECD_UNAVAILABLE' }));
  });
});

describe('a look at what is new is on the log (NEN 7513)', () => {
  it('as a search of the sections that were looked into', async () => {
    const told = await ask(changing(writers.person('Wim', 'CLIENT'), 'REPORTS'), ago(10 * MINUTE));
    expect(searches(told)).toMatchObject([
      {
        action: 'E',
        client: ANNA,
        relation: 'relation-CLIENT',
        role: 'CLIENT',
        categories: ['REPORTS', 'CARE_PLAN', 'APPOINTMENTS', 'LIFE_STORY', 'MESSAGES', 'OBJECTIONS'],
        search: { start: ago(10 * MINUTE).toISOString() },
      },
    ]);
  });

  it('but not each poll that found nothing in the last hour', async () => {
    expect(searches(await ask(changing(atVivium('CLIENT')), ago(60 * MINUTE)))).toEqual([]);
    expect(searches(await ask(changing(atVivium('CLIENT')), ago(61 * MINUTE)))).toHaveLength(1);
  });
});

describe('what is new of what users add (R27, R32, V33)', () => {
  const STAFF_REPLY =
    'mutation ($id: ID!) { replyAsStaff(threadId: $id, text: "Wij wassen.") { messages { edges { node { id author { role } } } } } }';

  it('is an answer of staff that was not read, to whoever it is for and to nobody else', async () => {
    const roos = writers.person('Roos', 'CONTACT', { sections: [] });
    const { id } = threadIn(await startThread(roos));
    expect(changes(await ask(roos))).toEqual([]);
    await at(writers.staff('Ilse'), ago(-5 * MINUTE)).ask(STAFF_REPLY, { id });
    const then = ago(-10 * MINUTE);
    const told = await ask(at(roos, then));
    expect(changes(told)).toEqual([{ kind: 'MESSAGE', section: null, changedAt: ago(-5 * MINUTE).toISOString() }]);
    expect(changes(await ask(roos, ago(-5 * MINUTE)))).toEqual([]);
    expect(changes(await ask(at(writers.person('Betsy', 'CLIENT'), then)))).toEqual([]);
    await roos.ask('mutation ($id: ID!) { markThreadRead(threadId: $id) { unread } }', { id });
    expect(changes(await ask(roos))).toEqual([]);
  });

  it('is not an answer that staff has hidden', async () => {
    const roos = writers.person('Sien', 'CONTACT', { sections: [] });
    const ilse = writers.staff('Ilse');
    const { id } = threadIn(await startThread(roos));
    const replied = await ilse.ask(STAFF_REPLY, { id });
    const message = messagesIn(replied).find(({ author }) => author.role === 'STAFF')?.id;
    expect(changes(await ask(roos))).toHaveLength(1);
    await ilse.ask('mutation ($id: ID!) { hideMessage(messageId: $id, reason: "niet bedoeld") { id } }', {
      id: message,
    });
    expect(changes(await ask(roos))).toEqual([]);
  });

  it('is an objection request that somebody else handled, not to a contact', async () => {
    const betsy = writers.person('Bea', 'CLIENT', { client: MIES, organisation: 'vivium' });
    const made = await betsy.ask(
      'mutation ($id: ID!) { requestObjection(clientId: $id, kind: CORRECTION, text: "Ik viel niet.") { id } }',
      { id: MIES },
    );
    const { id } = (made.data as { requestObjection: { id: string } }).requestObjection;
    expect(changes(await ask(betsy, ago(DAY), MIES))).toEqual([]);
    const ilse = writers.staff('Ilse', 'ADMINISTRATOR', 'vivium');
    await ilse.ask('mutation ($id: ID!) { takeUpObjection(id: $id, reason: "ingepland") { id } }', { id });
    const handled = [{ kind: 'OBJECTION', section: null, changedAt: NOW.toISOString() }];
    expect(changes(await ask(betsy, ago(DAY), MIES))).toEqual(handled);
    expect(changes(await ask(betsy, NOW, MIES))).toEqual([]);
    const contact = writers.person('Kim', 'CONTACT', { client: MIES, organisation: 'vivium', sections: [] });
    expect(changes(await ask(contact, ago(DAY), MIES))).toEqual([]);
  });

  it('is what somebody else added to the life story, to whoever sees that', async () => {
    const joost = writers.person('Joost', 'REPRESENTATIVE');
    const written = await joost.ask(
      'mutation ($id: ID!) { addToLifeStory(clientId: $id, text: "Zij zong in het koor.") { id } }',
      { id: ANNA },
    );
    expect(written.refused).toEqual([]);
    const added = [{ kind: 'ADDITION', section: null, changedAt: NOW.toISOString() }];
    const additionsFor = async (who: DossierGraph) => changes(await ask(who)).filter(({ kind }) => kind === 'ADDITION');
    expect(await additionsFor(writers.person('Coby', 'CONTACT', { sections: ['LIFE_STORY'] }))).toEqual(added);
    expect(await additionsFor(writers.person('Coby', 'CONTACT', { sections: ['REPORTS'] }))).toEqual([]);
    expect(await additionsFor(joost)).toEqual([]);
  });
});
