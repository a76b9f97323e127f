import { beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { loadOrganisations } from '../../../../organisations/policy.js';
import type { AuditEvent } from '../../../../schema/audit-event.js';
import { CALLS } from '../../../../schema/calls.js';
import type { Caller, CallerRelation, SessionFacts } from '../../../../schema/caller.js';
import { newsEndpoint } from '../../../../subgraphs/dossier/api/news.endpoint.js';
import type { Additions } from '../../../../subgraphs/dossier/domain/additions.js';
import type { SectionChange } from '../../../../subgraphs/dossier/domain/ecd.js';
import { ANNA, MIES, NOW, relation } from './dossier-graph.js';
import { StubEcd } from './stub-ecd.js';

const SINCE = new Date('2026-03-09T07:00:00Z');
const CHANGED = [{ section: 'REPORTS', changedAt: NOW }] as SectionChange[];

let ecd: StubEcd;
let events: AuditEvent[];
let lastUnread: Date | null;

beforeEach(() => {
  [ecd, events, lastUnread] = [new StubEcd(), [], null];
});

function endpoint(trailFails = false) {
  const additions = {
    threads: { lastUnreadOf: async () => lastUnread },
    objections: { lastChangeByOthers: async () => null },
    lifeStory: { lastChangeByOthers: async () => null },
  };
  const answering = newsEndpoint({
    organisations: loadOrganisations('organisations'),
    ecds: new Map([
      ['vivium', ecd],
      ['rozelaar', ecd],
    ]),
    ecdTimeLimitMs: 1_000,
    additions: additions as unknown as Additions,
    exporting: {} as never,
    steps: {} as never,
    limits: { take: async () => undefined },
    log: pino({ level: 'silent' }),
    trail: {
      record: async (recorded) => {
        if (trailFails) throw new Error('the log does not answer');
        events.push(...recorded);
      },
    },
    clock: () => NOW,
  })[CALLS.news];
  if (answering === undefined) throw new Error('it is not there');
  return answering;
}

function ask(relations: CallerRelation[], answering = endpoint()): Promise<unknown> {
  const facts: SessionFacts = {
    session: '',
    account: 'me',
    name: 'Me',
    relations,
    staff: [],
    authentication: 'PASSWORD_SMS',
  };
  const caller: Caller = { facts, address: '', language: 'nl', purpose: 'HSYSADMIN', trace: 't' };
  return answering.answer({ since: SINCE.toISOString() }, { issuer: 'identity', path: CALLS.news, caller });
}

const anna = relation('CLIENT');
const mies = relation('CONTACT', { client: MIES, ecdClient: 'ecd-mies', sections: ['REPORTS'] });

describe('whether somebody has news', () => {
  it('is for identity to ask, on behalf of a caller', async () => {
    expect(endpoint().issuers).toEqual(['identity']);
    const asked = endpoint().answer(
      { since: SINCE.toISOString() },
      { issuer: 'identity', path: CALLS.news, caller: null },
    );
    await expect(asked).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is yes or no, and nothing of what it is', async () => {
    expect(await ask([anna])).toEqual({ news: false });
    ecd.replies.changes = async () => CHANGED;
    expect(await ask([anna])).toEqual({ news: true });
  });

  it('is yes when any of their dossiers has some, and looked for only where they may look (V18)', async () => {
    ecd.replies.changes = async ({ sections }) => (sections.length === 1 ? CHANGED : []);
    expect(await ask([anna, mies])).toEqual({ news: true });
    expect(await ask([relation('CONTACT', { sections: ['CARE_PLAN'] })])).toEqual({ news: false });
    expect(await ask([relation('CONTACT', { sections: [] })])).toEqual({ news: false });
  });

  it('is yes for a message of the care team, where the organisation has them (R27)', async () => {
    lastUnread = NOW;
    expect(await ask([anna])).toEqual({ news: false });
    expect(await ask([relation('CONTACT', { organisation: 'rozelaar', sections: [] })])).toEqual({ news: true });
  });

  it('is no for a relation that opens nothing: over, or waiting for a step (V1, V34)', async () => {
    ecd.replies.changes = async () => CHANGED;
    const shut = [
      relation('CLIENT', { validUntil: NOW.toISOString() }),
      relation('CLIENT', { pending: ['ACCEPT_TERMS'] }),
    ];
    for (const one of shut) expect(await ask([one])).toEqual({ news: false });
    expect(ecd.asked).toEqual([]);
  });

  it('is not known when the ECD fails, unless another dossier has some', async () => {
    ecd.replies.changes = () => Promise.reject(new Error('down'));
    await expect(ask([anna])).rejects.toMatchObject({ code: 'ECD_UNAVAILABLE' });
    ecd.replies.changes = async ({ sections }) => {
      if (sections.length === 1) return CHANGED;
      throw new Error('down');
    };
    expect(await ask([anna, mies])).toEqual({ news: true });
  });

  it('is no when the ECD does not know the client', async () => {
    ecd.replies.person = async () => null;
    expect(await ask([anna])).toEqual({ news: false });
  });

  it('is on the log when it is yes, as a search by the system and by nobody (NEN 7513)', async () => {
    await ask([anna]);
    expect(events).toEqual([]);
    ecd.replies.changes = async () => CHANGED;
    await ask([anna]);
    expect(events).toMatchObject([
      {
        kind: 'DOSSIER_SEARCH',
        account: null,
        accountName: null,
        role: null,
        client: ANNA,
        relation: anna.id,
        purpose: 'HSYSADMIN',
        search: { start: SINCE.toISOString() },
      },
    ]);
    await expect(ask([anna], endpoint(true))).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  });
});
