/** A password is forgotten, changed, and known to somebody else: on the running system, with the mails and messages of it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SESSION, type Session } from '../../demo/guest.js';
import { loadOrganisations } from '../../organisations/policy.js';
import { codes } from '../support/codes.js';
import { lastMailTo, mailsTo } from '../support/mail.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const ME = '{ me { id } }';
const REQUEST = 'mutation($email: String!) { requestRecovery(email: $email) }';
const RECOVER =
  'mutation($token: String!, $password: String!) { recoverAccount(token: $token, password: $password) { id methods } }';
const CHANGE =
  'mutation($current: String!, $next: String!) { changePassword(currentPassword: $current, newPassword: $next) }';
const REPORT = 'mutation { reportCompromise }';
const REPORT_WITH = `mutation($current: String!, $next: String!) {
  reportCompromise(currentPassword: $current, newPassword: $next)
}`;
const SIGN_IN = `mutation($email: String!, $password: String!, $deviceToken: String) {
  signIn(email: $email, password: $password, deviceToken: $deviceToken) { id }
}`;
const VERIFY = `mutation($id: ID!, $code: String!) {
  verifySignIn(challengeId: $id, code: $code) ${SESSION.replace('{', '{ deviceToken')}
}`;
const NEXT = 'zeven zwanen zwemmen zuidwaarts';
const LATER = 'acht ganzen gakken graag';
const REFUSED = ['signIn: CREDENTIALS_REFUSED'];

describe('a password', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(() => system.stop());

  const passwordOf = async (visitor: Visitor, password: string) => codes((await visitor.givePassword(password)).errors);
  const alive = async (visitor: Visitor) => codes((await visitor.ask(ME)).errors);

  /** By the link in the mail, until the code is asked for. */
  const chooseByMail = async (visitor: Visitor, password: string) => {
    const { token } = await visitor.mail(/#token=/);
    const { recoverAccount } = await visitor.get<{ recoverAccount: { id: string; methods: string[] } }>(RECOVER, {
      token,
      password,
    });
    expect(recoverAccount.methods).toEqual(['SMS']);
    return { token, id: recoverAccount.id };
  };

  it('that was forgotten is chosen anew by a link, with the SMS code as ever; all sessions end (V27, R13, R23)', async () => {
    const open = await new Visitor(system, 'ruth').enter();
    const ruth = new Visitor(system, 'ruth');
    expect(await ruth.get(REQUEST, { email: ruth.person.email })).toEqual({ requestRecovery: true });
    const { token, id } = await chooseByMail(ruth, NEXT);
    expect(await passwordOf(ruth, NEXT)).toEqual(REFUSED);
    expect(await alive(open)).toEqual([]);

    // the wrong password above left this sign-in alone
    const { data } = await ruth.giveCode(id, ruth.code());
    ruth.session = data?.verifySignIn;
    expect(await alive(ruth)).toEqual([]);
    expect(await alive(open)).toEqual([': SESSION_ENDED']);
    expect(await passwordOf(ruth, ruth.person.password)).toEqual(REFUSED);
    await ruth.mail('wachtwoord');
    expect(codes((await ruth.ask(RECOVER, { token, password: LATER })).errors)).toEqual([
      'recoverAccount: LINK_REFUSED',
    ]);
  });

  it('of an address that nobody has is answered alike, and no mail comes of it', async () => {
    const nobody = new Visitor(system, 'henk');
    expect(await nobody.ask(REQUEST, { email: 'niemand@example.org' })).toEqual(
      await nobody.ask(REQUEST, { email: nobody.person.email }),
    );
    // requests are seen to in their order
    await nobody.mail(/#token=/);
    expect(mailsTo(system, 'niemand@example.org')).toEqual([]);
  });

  it('is changed by who knows it; this session stays, the others end, a mail tells of it (V6, R19)', async () => {
    const [here, elsewhere] = [await new Visitor(system, 'joost').enter(), await new Visitor(system, 'joost').signIn()];
    const current = here.person.password;
    expect(codes((await here.ask(CHANGE, { current: 'mis', next: NEXT })).errors)).toEqual([
      'changePassword: CREDENTIALS_REFUSED',
    ]);
    expect(codes((await here.ask(CHANGE, { current, next: 'kort' })).errors)).toEqual([
      'changePassword: PASSWORD_REFUSED',
    ]);
    expect(await here.get(CHANGE, { current, next: NEXT })).toEqual({ changePassword: true });
    expect([await alive(here), await alive(elsewhere)]).toEqual([[], [': SESSION_ENDED']]);
    expect(await passwordOf(elsewhere, NEXT)).toEqual([]);
    expect((await here.mail()).text).not.toContain(NEXT);
  });

  it('that somebody else knows: all sessions end at once, the administration hears of it, the link opens again (R23)', async () => {
    const [here, thief] = [await new Visitor(system, 'rudi').enter(), await new Visitor(system, 'rudi').signIn()];
    expect(await here.get(REPORT)).toEqual({ reportCompromise: true });
    expect([await alive(here), await alive(thief)]).toEqual([[': SESSION_ENDED'], [': SESSION_ENDED']]);
    expect(await passwordOf(thief, here.person.password)).toEqual(REFUSED);
    const { mail } = loadOrganisations('organisations').get('rozelaar') ?? {};
    const alert = await lastMailTo(system, mail?.administration ?? '', 'inloggegevens');
    expect(alert.text).not.toContain(here.person.family);

    const rudi = new Visitor(system, 'rudi');
    const { id } = await chooseByMail(rudi, NEXT);
    rudi.session = (await rudi.giveCode(id, rudi.code())).data?.verifySignIn;
    expect(await alive(rudi)).toEqual([]);
  });

  it('that somebody else knows is changed in the same act when the new one is given (R23)', async () => {
    const [here, thief] = [await new Visitor(system, 'anja').enter(), await new Visitor(system, 'anja').signIn()];
    const passwords = { current: here.person.password, next: LATER };
    expect(await here.get(REPORT_WITH, passwords)).toEqual({ reportCompromise: true });
    expect([await alive(here), await alive(thief)]).toEqual([[], [': SESSION_ENDED']]);
    expect(await passwordOf(thief, passwords.current)).toEqual(REFUSED);
    expect(await passwordOf(here, LATER)).toEqual([]);
  });

  it('goes with the code also on a device that signed in before (V7, V27, V30, R20)', async () => {
    const karin = new Visitor(system, 'karin');
    const { email, password } = karin.person;
    const enter = async (deviceToken: string | null) => {
      const { signIn } = await karin.get<{ signIn: { id: string } }>(SIGN_IN, { email, password, deviceToken });
      expect(codes((await karin.ask(VERIFY, { id: signIn.id, code: '' })).errors)).toEqual([
        'verifySignIn: CODE_REFUSED',
      ]);
      return (
        await karin.get<{ verifySignIn: Session & { deviceToken: string } }>(VERIFY, {
          id: signIn.id,
          code: karin.code(),
        })
      ).verifySignIn;
    };
    const { deviceToken } = await enter(null);
    expect((await enter(deviceToken)).deviceToken).toEqual(expect.any(String));
  });
});
