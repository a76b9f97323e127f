import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { InProcessStore } from '../../../../../program/in-process-store.js';
import type { Message } from '../../../../../subgraphs/identity/domain/messages/message.js';
import { SmsWatch } from '../../../../../subgraphs/identity/domain/messages/sms-watch.js';
import { join } from 'node:path';
import { loadOrganisations, type OrganisationPolicy } from '../../../../../organisations/policy.js';

const HALF_PAST = new Date('2026-02-02T09:30:00Z');
const NEXT_HOUR = new Date('2026-02-02T10:00:00Z');

const organisations = loadOrganisations(join(process.cwd(), 'organisations'));
const organisation = (id: string) => organisations.get(id) as OrganisationPolicy;

let store: InProcessStore;
let letters: Message[];
let logged: object[];
let watch: SmsWatch;
beforeAll(() => {
  store = new InProcessStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.close();
  store = new InProcessStore();
  letters = [];
  logged = [];
  watch = new SmsWatch({
    store,
    messages: { put: async (message) => String(letters.push(message)) },
    log: { error: (facts: object) => void logged.push(facts), warn: (facts: object) => void logged.push(facts) },
  });
});

const sent = async (count: number, id = 'vivium', now = HALF_PAST): Promise<void> => {
  for (let each = 0; each < count; each += 1) await watch.sent(organisation(id), now);
};
const verified = async (count: number): Promise<void> => {
  for (let each = 0; each < count; each += 1) await watch.verified(organisation('vivium'), HALF_PAST);
};

describe('the watch over text messages', () => {
  it('stays silent while codes are used, and while there are few', async () => {
    await sent(29);
    await verified(10);
    await sent(1);
    expect(letters).toEqual([]);
  });

  it('raises an alarm when more than three are sent for each that is used: on the log and to the administration', async () => {
    await verified(10);
    await sent(30);
    expect(letters).toEqual([]);
    await sent(1);
    expect(letters).toMatchObject([
      {
        channel: 'MAIL',
        to: 'clientadministratie@vivium.example',
        account: null,
        notice: { template: 'SMS_ALARM', sent: 31, verified: 10 },
      },
    ]);
    expect(logged).toEqual([{ organisation: 'vivium', sent: 31, verified: 10 }]);
  });

  it('raises it once an hour, for each organisation by itself', async () => {
    await sent(60);
    await sent(60, 'rozelaar');
    expect(letters.map((letter) => letter.organisation)).toEqual(['vivium', 'rozelaar']);
    await sent(29, 'vivium', NEXT_HOUR);
    expect(letters).toHaveLength(2);
    await sent(1, 'vivium', NEXT_HOUR);
    expect(letters).toHaveLength(3);
  });

  it('lets signing in go on when it cannot count', async () => {
    await store.close();
    const broken = async (): Promise<never> => Promise.reject(new Error('the store is away'));
    watch = new SmsWatch({
      store: { increment: broken, get: broken, setIfAbsent: broken },
      messages: { put: broken },
      log: { error: () => undefined, warn: (facts: object) => void logged.push(facts) },
    });
    await sent(1);
    await verified(1);
    expect(logged).toHaveLength(2);
  });
});
