import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANNA } from './dossier-graph.js';
import { openWriters, startThread, threadIn, type Writers } from './writers.js';

let writers: Writers;
beforeAll(async () => {
  writers = await openWriters();
});
afterAll(() => writers.close());

describe('the non-urgent notice (V12)', () => {
  const FORM = `query ($id: ID!) { client(id: $id) {
    messageForm { longestSubject longestText notice { text contactPoint { name telephone } } }
    objectionForm { longestSubject longestText notice { text contactPoint { name telephone } } } } }`;

  it.each([
    ['nl', 'Mijn Cliëntportaal is niet bedoeld voor spoed'],
    ['en', 'Mijn Cliëntportaal is not for urgent matters'],
  ] as const)('goes with every form, and names whom to call (V18, V19), in %s', async (language, text) => {
    const betsy = Object.assign(writers.person('Betsy', 'CLIENT'), { language });
    const notice = { text: expect.stringContaining(text), contactPoint: { name: 'Noor de Wit', telephone: '020 1' } };
    expect((await betsy.ask(FORM, { id: ANNA })).data).toEqual({
      client: {
        messageForm: { longestSubject: 100, longestText: 4_000, notice },
        objectionForm: { longestSubject: null, longestText: 4_000, notice },
      },
    });
  });

  it('goes with every thread, and stays there when the ECD fails (V12)', async () => {
    const betsy = writers.person('Betsy', 'CLIENT');
    const { id } = threadIn(await startThread(betsy));
    betsy.ecd.replies.careTeam = () => Promise.reject(new Error('down'));
    const told = await betsy.ask(
      'query ($id: ID!) { messageThread(id: $id) { notice { text contactPoint { name } } } }',
      { id },
    );
    expect(told.data).toEqual({
      messageThread: { notice: { text: expect.stringContaining('spoed'), contactPoint: null } },
    });
    expect(told.refused).toEqual([['messageThread.notice.contactPoint', 'ECD_UNAVAILABLE']]);
  });

  it('has no form of objection for a contact, who cannot ask for it', async () => {
    const told = await writers.person('Hetty', 'CONTACT').ask(FORM, { id: ANNA });
    expect(told.refused).toEqual([['client.objectionForm', 'ACCESS_REFUSED']]);
  });

  it('names no contact of the client to staff, who read no dossier', async () => {
    const { id } = threadIn(await startThread(writers.person('Betsy', 'CLIENT')));
    const told = await writers
      .staff('Ilse')
      .ask(
        'query ($id: ID!) { messageThread(id: $id) { notice { text contactPoint { name } } client { id name { text } } } }',
        { id },
      );
    expect(told.refused.sort()).toEqual([
      ['messageThread.client.name', 'ACCESS_REFUSED'],
      ['messageThread.notice.contactPoint', 'ACCESS_REFUSED'],
    ]);
    expect(told.ecd.asked).toEqual([]);
  });
});
