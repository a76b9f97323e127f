import { describe, expect, it } from '@jest/globals';
import type { Message, Notice } from '../../../../../subgraphs/identity/domain/messages/message.js';
import { nudgingSteps } from '../../../../../subgraphs/identity/domain/messages/nudging-steps.js';
import type { OneStep, Tables } from '../../../../../subgraphs/identity/domain/tables.js';

const NOW = new Date('2026-02-02T09:00:00Z');
const MAIL: Notice = { template: 'PASSWORD_CHANGED' };
const CODE: Notice = { template: 'SIGN_IN_CODE', code: '123456' };

/** What happened, in order, when a step puts these messages in the queue. */
async function told(notices: Notice[], end: () => void = () => undefined): Promise<string[]> {
  const happened: string[] = [];
  const messages = { put: async ({ notice }: Message) => void happened.push(notice.template) };
  const withoutRecord: OneStep['withoutRecord'] = async (work) => {
    const result = await work({ messages } as unknown as Tables);
    end();
    happened.push('committed');
    return result;
  };
  const steps = nudgingSteps({ withoutRecord } as OneStep, { nudge: () => void happened.push('nudged') });
  const step = steps.withoutRecord(async (tables) => {
    for (const notice of notices) await tables.messages.put({ notice } as Message, NOW);
  });
  await step.catch(() => happened.push('undone'));
  return happened;
}

describe('the post office is told of what a step has put in its queue', () => {
  it('once the step is committed', async () => {
    expect(await told([MAIL])).toEqual(['PASSWORD_CHANGED', 'committed', 'nudged']);
  });

  it('not when nothing was put there, nor of a code, which who put it there sends at once', async () => {
    expect(await told([])).toEqual(['committed']);
    expect(await told([CODE])).toEqual(['SIGN_IN_CODE', 'committed']);
  });

  it('not of a step that was undone', async () => {
    const fail = () => {
      throw new Error('undone');
    };
    expect(await told([MAIL], fail)).toEqual(['PASSWORD_CHANGED', 'undone']);
  });
});
