/**
 * Attack case 10: whoever had access keeps asking after care has ended. One second before the end it opens, at the end it
 * does not, also across a change of the clocks, and with no job run: through identity as a whole, by its clock alone.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decide } from '../../schema/access-decision.js';
import { DOSSIER_MATRIX } from '../../schema/access-matrix.js';
import type { SessionFacts } from '../../schema/caller.js';
import { settled } from '../subgraphs/identity/support/identity-in-test.js';
import { startIdentityInTest, type IdentityProgram } from '../subgraphs/identity/support/identity-program.js';

const SIGN_IN = 'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { id } }';
const ME = '{ me { relations { status validUntil } } }';
const SECOND = 1000;

/** By what ended it, when, and the moment at which access is over. */
const CASES = [
  ['thirty days after departure (V34)', 'vivium', { departedOn: '2026-01-10' }, '2026-02-09T23:00:00Z'],
  ['thirty days after death (V34)', 'vivium', { diedOn: '2026-01-10' }, '2026-02-09T23:00:00Z'],
  ['six weeks after the end of care (R18)', 'rozelaar', { departedOn: '2026-01-10' }, '2026-02-21T23:00:00Z'],
  ['thirty days, the clocks going forward (V34)', 'vivium', { departedOn: '2026-03-10' }, '2026-04-09T22:00:00Z'],
  ['six weeks, the clocks going forward (R18)', 'rozelaar', { diedOn: '2026-03-10' }, '2026-04-21T22:00:00Z'],
  ['thirty days, ending on the short day (V34)', 'vivium', { diedOn: '2026-02-27' }, '2026-03-29T22:00:00Z'],
  ['thirty days, the clocks going back (V34)', 'vivium', { diedOn: '2026-10-10' }, '2026-11-09T23:00:00Z'],
  ['six weeks, the clocks going back (R18)', 'rozelaar', { departedOn: '2026-10-10' }, '2026-11-21T23:00:00Z'],
  ['six weeks, ending on the long day (R18)', 'rozelaar', { diedOn: '2026-09-13' }, '2026-10-25T23:00:00Z'],
] as const;

describe('access after the end of care, with no job run', () => {
  let identity: IdentityProgram;

  beforeAll(async () => {
    identity = await startIdentityInTest();
  });
  afterAll(() => identity.close());

  const someone = async (organisation: string, dates: { departedOn?: string; diedOn?: string }) => {
    const { world, passwordHash } = identity;
    const client = await world.rows.client({ organisation, ...dates });
    const { account } = await settled(world, 'REPRESENTATIVE', client, {}, { passwordHash });
    if (organisation === 'rozelaar') await world.rows.accepted(account, 'rozelaar', '3');
    return { client, account };
  };
  const at = (moment: Date) => (identity.world.clock.now = moment);
  const opens = (facts: SessionFacts | null, client: string): boolean => {
    const row = DOSSIER_MATRIX.find(({ type, field }) => type === 'Client' && field === 'reports');
    if (row === undefined) throw new Error('the matrix knows no reports');
    const subject = { organisation: null, client, account: null };
    return decide(row, facts, subject, identity.world.clock.now).refusal === null;
  };
  const firstStep = async (account: string) => {
    const email = (await identity.world.needs.accounts.find(account))?.email;
    const answer = await identity.ask(SIGN_IN, { email, password: 'geraniums op de vensterbank' });
    return answer.errors?.[0]?.extensions.code ?? 'OK';
  };

  it.each(CASES)('%s: open one second before, shut at the end', async (_when, organisation, dates, end) => {
    const { account, client } = await someone(organisation, dates);
    const over = new Date(end);
    at(new Date(over.getTime() - SECOND));
    const session = await identity.signIn(account);
    const facts = await identity.factsOf(session.id);
    expect(opens(facts, client)).toBe(true);
    expect((await identity.ask(ME, {}, facts)).data).toMatchObject({ me: { relations: [{ status: 'ACTIVE' }] } });

    at(over);
    // with facts of a second ago, which the gateway may still remember, and with fresh ones
    expect(opens(facts, client)).toBe(false);
    const fresh = await identity.factsOf(session.id);
    expect(opens(fresh, client)).toBe(false);
    expect(fresh).toMatchObject({ relations: [] });
    expect((await identity.ask(ME, {}, facts)).data).toMatchObject({ me: { relations: [{ status: 'ENDED' }] } });
  });

  it.each(CASES.slice(0, 3))('%s: nobody signs in any more', async (_when, organisation, dates, end) => {
    const { account } = await someone(organisation, dates);
    at(new Date(new Date(end).getTime() - SECOND));
    expect(await firstStep(account)).toBe('OK');
    at(new Date(end));
    expect(await firstStep(account)).toBe('CREDENTIALS_REFUSED');
  });

  it('and the job, when it runs, deletes the accounts of the one organisation and not of the other (R18, V34)', async () => {
    const deleted = await someone('rozelaar', { departedOn: '2026-11-01' });
    const kept = await someone('vivium', { departedOn: '2026-11-01' });
    at(new Date('2026-12-13T23:00:00Z'));
    await identity.identity.upkeep();
    expect(await identity.world.needs.accounts.find(deleted.account)).toBeNull();
    expect(await identity.world.needs.accounts.find(kept.account)).not.toBeNull();
    const record = identity.events.find(
      ({ kind, categories }) => kind === 'ACCOUNT_DELETED' && categories.includes(deleted.account),
    );
    expect(record).toMatchObject({ organisation: 'rozelaar', account: null, accountName: null, purpose: 'HSYSADMIN' });
  });
});
