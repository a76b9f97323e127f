/** Another e-mail address and mobile number, on the running system: V9, V28, R11, R14. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes } from '../support/codes.js';
import { lastMailTo } from '../support/mail.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const CHANGE_EMAIL =
  'mutation($password: String!, $email: String!) { changeEmail(password: $password, email: $email) }';
const CONFIRM_EMAIL = 'mutation($token: String!) { confirmEmail(token: $token) }';
const CHANGE_NUMBER = `mutation($password: String!, $number: String!) {
  changeMobileNumber(password: $password, mobileNumber: $number) { id mobileHint }
}`;
const CONFIRM_NUMBER = 'mutation($id: ID!, $code: String!) { confirmMobileNumber(challengeId: $id, code: $code) }';
const BY_STAFF = `mutation($account: ID!, $number: String!) {
  changeAccountMobileNumber(organisation: "rozelaar", accountId: $account, mobileNumber: $number,
    reason: "belde zelf, teruggebeld op het vaste nummer") { id mobileNumber }
}`;
const EMAIL_BY_STAFF = `mutation($account: ID!, $email: String!) {
  changeAccountEmail(organisation: "rozelaar", accountId: $account, email: $email, reason: "aan de balie gevraagd") { email }
}`;

describe('changing contact details', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(() => system.stop());

  const lastCodeTo = (number: string) =>
    /\b\d{6}\b/.exec(
      system.messages().findLast(({ to, text }) => to === number && /\d{6}/.test(text))?.text ?? '',
    )?.[0];
  /** The same person, at another address and number. */
  const afterwards = (key: string, changed: { email: string; mobile: string }) => {
    const visitor = new Visitor(system, key);
    return Object.assign(visitor, { person: { ...visitor.person, ...changed } });
  };

  it('a user of Vivium changes both alone: by the link to the new address, by the code to the new number (V9, V28)', async () => {
    const pieter = await new Visitor(system, 'pieter').enter();
    const { password, email: old } = pieter.person;
    const changed = { email: 'pieter.nieuw@example.org', mobile: '+31610000991' };

    await pieter.get(CHANGE_EMAIL, { password, email: changed.email });
    await lastMailTo(system, old, 'Er is gevraagd om het e-mailadres');
    const { token } = await lastMailTo(system, changed.email, 'Bevestig');
    // whoever reads the mail of the new address, signed in or not
    expect((await system.from('198.51.100.250')(CONFIRM_EMAIL, { token })).data).toEqual({ confirmEmail: true });
    for (const address of [old, changed.email]) await lastMailTo(system, address, 'is gewijzigd');

    const { changeMobileNumber } = await pieter.get<{ changeMobileNumber: { id: string; mobileHint: string } }>(
      CHANGE_NUMBER,
      { password, number: '06 1000 0991' },
    );
    expect(changeMobileNumber.mobileHint).toBe('91');
    await pieter.get(CONFIRM_NUMBER, { id: changeMobileNumber.id, code: lastCodeTo(changed.mobile) });
    await lastMailTo(system, changed.email, 'mobiele nummer');

    const again = afterwards('pieter', changed);
    await again.signIn();
    expect(await again.clientAs('CONTACT')).toBe(await pieter.clientAs('CONTACT'));
    expect(codes((await new Visitor(system, 'pieter').givePassword()).errors)).toEqual(['signIn: CREDENTIALS_REFUSED']);
  });

  it('a user of De Rozelaar is sent to the administration, which does it (R14, R11)', async () => {
    const betsy = await new Visitor(system, 'betsy').enter();
    const { password, email: old } = betsy.person;
    const changed = { email: 'betsy.nieuw@example.org', mobile: '+31610000992' };
    const asked = await betsy.ask(CHANGE_EMAIL, { password, email: changed.email });
    expect(codes(asked.errors)).toEqual(['changeEmail: CHANGE_BY_ADMINISTRATION']);
    const called = await betsy.ask(CHANGE_NUMBER, { password, number: changed.mobile });
    expect(codes(called.errors)).toEqual(['changeMobileNumber: CHANGE_BY_ADMINISTRATION']);

    const { me } = await betsy.get<{ me: { id: string } }>('{ me { id } }');
    expect(codes((await betsy.ask(BY_STAFF, { account: me.id, number: changed.mobile })).errors)).toEqual([
      'changeAccountMobileNumber: ACCESS_REFUSED',
    ]);
    const stranger = await new Visitor(system, 'vivium-administrator').enter();
    expect(codes((await stranger.ask(BY_STAFF, { account: me.id, number: changed.mobile })).errors)).toEqual([
      'changeAccountMobileNumber: ACCESS_REFUSED',
    ]);

    const administrator = await new Visitor(system, 'rozelaar-administrator').enter();
    await administrator.get(BY_STAFF, { account: me.id, number: changed.mobile });
    await administrator.get(EMAIL_BY_STAFF, { account: me.id, email: changed.email });
    for (const address of [old, changed.email]) await lastMailTo(system, address, 'e-mailadres van uw account');
    expect((await betsy.ask('{ me { id } }')).errors).not.toEqual([]);
    await afterwards('betsy', changed).signIn();
  });

  it('and the log says who did it, and why (R14)', async () => {
    const auditor = await new Visitor(system, 'rozelaar-auditor').enter();
    const { auditEvents } = await auditor.get<{ auditEvents: { edges: { node: unknown }[] } }>(
      `{ auditEvents(filter: { kinds: [ACCOUNT_CHANGED], outcome: OK }, first: 1) {
        edges { node { justification agent { role } } } } }`,
    );
    expect(auditEvents.edges[0]?.node).toEqual({
      justification: 'aan de balie gevraagd',
      agent: { role: 'ADMINISTRATOR' },
    });
  });
});
