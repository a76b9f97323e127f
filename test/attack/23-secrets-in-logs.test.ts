/** Attack case 23: whoever reads the answers, the program's log or the audit log learns no secret from them (R26). */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createLog } from '../../program/log.js';
import type { AuditEvent } from '../../schema/audit-event.js';
import { CSV } from '../../subgraphs/audit/api/export/csv-format.js';
import { FHIR } from '../../subgraphs/audit/api/export/fhir-format.js';
import { NDJSON } from '../../subgraphs/audit/api/export/ndjson-format.js';
import { lineOf } from '../../subgraphs/audit/domain/access-log/access-log-line.js';
import { sentenceOf } from '../../subgraphs/audit/domain/words/sentence.js';
import { newLink } from '../../subgraphs/identity/domain/credentials/one-time-link.js';
import { startIdentityInTest, type IdentityProgram } from '../subgraphs/identity/support/identity-program.js';
import { PASSWORD, settled } from '../subgraphs/identity/support/identity-in-test.js';
import { eventually } from '../subgraphs/identity/support/eventually.js';
import { codeOf } from '../subgraphs/identity/support/second-step.js';
import { aLine } from '../subgraphs/audit/api/export/export-test.js';
import { aRecord } from '../subgraphs/audit/a-record.js';

const BSN = '999990019';
const WRONG_BSN = '999990020';
const WRONG_PASSWORD = 'de verkeerde geraniums';
const NEW_PASSWORD = 'zeven zwarte kousen aan de lijn';
const EMAIL = 'roos.verhoeven@voorbeeld.example';
const NEW_EMAIL = 'roos.nieuw@voorbeeld.example';
const UNKNOWN_EMAIL = 'niemand.hier@voorbeeld.example';
const TAKEN_EMAIL = 'al.bezet@voorbeeld.example';
const MOBILE = '+31612340071';
const NEW_MOBILE = '+31612340072';

const SIGN_IN = 'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { id } }';
const VERIFY = 'mutation ($id: ID!, $code: String!) { verifySignIn(challengeId: $id, code: $code) { id } }';
const BSN_GIVEN = 'mutation ($bsn: String!) { confirmBsn(bsn: $bsn) { id } }';
const ACTIVATE =
  'mutation ($token: String!, $password: String!) { activateAccount(token: $token, password: $password) { id mobileHint } }';
const CHANGE_EMAIL =
  'mutation ($password: String!, $email: String!) { changeEmail(password: $password, email: $email) }';
const CONFIRM_EMAIL = 'mutation ($token: String!) { confirmEmail(token: $token) }';
const CHANGE_NUMBER = `mutation ($password: String!, $number: String!) {
  changeMobileNumber(password: $password, mobileNumber: $number) { id mobileHint }
}`;
const CONFIRM_NUMBER = 'mutation ($id: ID!, $code: String!) { confirmMobileNumber(challengeId: $id, code: $code) }';
const ADD_TOTP = 'mutation ($password: String!) { addTotp(password: $password, name: "telefoon") { id secret } }';
const CONFIRM_TOTP = 'mutation ($id: ID!, $code: String!) { confirmTotp(id: $id, code: $code) { id } }';
const RECOVERY = 'mutation ($email: String!) { requestRecovery(email: $email) }';
const RECOVER =
  'mutation ($token: String!, $password: String!) { recoverAccount(token: $token, password: $password) { id } }';

describe('no secret is repeated', () => {
  const lines: string[] = [];
  const answers: string[] = [];
  /** Whatever was given or sent and is nobody else's business, by what it is. */
  const secrets = new Map<string, string>([
    ['password', PASSWORD],
    ['wrong password', WRONG_PASSWORD],
    ['new password', NEW_PASSWORD],
    ['BSN', BSN],
    ['wrong BSN', WRONG_BSN],
    ['e-mail address', EMAIL],
    ['new e-mail address', NEW_EMAIL],
    ['unknown e-mail address', UNKNOWN_EMAIL],
    ['taken e-mail address', TAKEN_EMAIL],
    ['mobile number', MOBILE.slice(-8)],
    ['new mobile number', NEW_MOBILE.slice(-8)],
  ]);
  /** What one answer is for, and nothing else may repeat. */
  const ownAnswers = new Map<string, string>();
  let program: IdentityProgram;
  let sent = 0;

  const ask = async (
    query: string,
    variables: Record<string, unknown>,
    facts: Parameters<IdentityProgram['ask']>[2] = null,
  ) => {
    program.world.wait(1_000);
    const answer = await program.ask(query, variables, facts);
    answers.push(JSON.stringify(answer));
    return answer;
  };
  const idIn = ({ data }: { data: Record<string, unknown> | null }, field: string) =>
    (data?.[field] as { id: string } | undefined)?.id ?? 'nothing';
  /** The code of the last message, noted. */
  const code = () => {
    const last = program.world.lastCode();
    secrets.set(`code ${(sent += 1)}`, last);
    return last;
  };
  /** The token of the link in the last mail to an address, noted; the post delivers after the answer. */
  const token = async (address: string) => {
    const found = () =>
      /#token=([\w-]+)/.exec(
        program.world.mails.findLast(({ to, text }) => to === address && text.includes('#token='))?.text ?? '',
      )?.[1];
    await eventually(() => expect(found()).toBeDefined());
    secrets.set(`token ${(sent += 1)}`, found() ?? '');
    return found() ?? '';
  };
  const wrong = (right: string) => (right === '111111' ? '222222' : '111111');
  const enter = async (email: string, password = PASSWORD) => {
    const challengeId = idIn(await ask(SIGN_IN, { email, password }), 'signIn');
    const session = idIn(await ask(VERIFY, { id: challengeId, code: code() }), 'verifySignIn');
    return program.factsOf(session);
  };

  beforeAll(async () => {
    program = await startIdentityInTest(
      createLog('identity', 'trace', { write: (line: string) => void lines.push(line) }),
    );
    const { world } = program;
    const policy = world.needs.organisations.get('vivium');
    if (policy === undefined) throw new Error('there is no such organisation');
    const { authentication } = policy;
    world.changePolicy('vivium', { authentication: { ...authentication, users: ['PASSWORD_SMS', 'PASSWORD_TOTP'] } });
    const client = await world.rows.client({ bsn: BSN });
    const person = { email: EMAIL, mobileNumber: MOBILE, passwordHash: null, activatedAt: null };
    const { account } = await settled(world, 'CLIENT', client, { bsnConfirmedAt: null }, person);
    await world.rows.account({ email: TAKEN_EMAIL });

    // activation by the link
    const { token: invitation, link } = newLink('ACTIVATION', account, world.clock.now);
    secrets.set('activation token', invitation);
    await world.needs.links.open(link, world.clock.now);
    await ask(ACTIVATE, { token: `${invitation}x`, password: PASSWORD });
    await ask(ACTIVATE, { token: invitation, password: 'roos' });
    const activation = idIn(await ask(ACTIVATE, { token: invitation, password: PASSWORD }), 'activateAccount');
    const right = code();
    await ask(VERIFY, { id: activation, code: wrong(right) });
    await ask(VERIFY, { id: activation, code: right });

    // signing in, in every way in which it goes wrong
    await ask(SIGN_IN, { email: UNKNOWN_EMAIL, password: PASSWORD });
    await ask(SIGN_IN, { email: EMAIL, password: WRONG_PASSWORD });
    await ask(SIGN_IN, { email: [EMAIL, { of: MOBILE }], password: { is: PASSWORD } });
    await ask(`mutation { signIn(email: "${EMAIL}", password: "${PASSWORD}", bsn: "${BSN}") { id } }`, {});
    await ask(`mutation { signIn(email: "${EMAIL}", password: ${BSN}) { id } }`, {});
    await ask(`mutation { signIn(email: "${EMAIL}" password: "${PASSWORD} }`, {});
    await ask(VERIFY, { id: EMAIL, code: MOBILE });
    world.sms.fails = true;
    await ask(SIGN_IN, { email: EMAIL, password: PASSWORD });
    world.sms.fails = false;
    world.wait(3_600_000);
    const facts = await enter(EMAIL);

    // the BSN
    await ask(BSN_GIVEN, { bsn: WRONG_BSN }, facts);
    await ask(BSN_GIVEN, { bsn: `${BSN}0` }, facts);
    await ask(BSN_GIVEN, { bsn: BSN }, facts);

    // a second factor
    const totp = (await ask(ADD_TOTP, { password: PASSWORD }, facts)).data?.['addTotp'] as {
      id: string;
      secret: string;
    };
    ownAnswers.set('TOTP secret', totp.secret);
    const shown = codeOf(totp.secret, world.clock.now);
    secrets.set('TOTP code', shown);
    await ask(CONFIRM_TOTP, { id: totp.id, code: wrong(shown) }, facts);
    await ask(CONFIRM_TOTP, { id: totp.id, code: codeOf(totp.secret, world.clock.now) }, facts);

    // address and number
    await ask(CHANGE_EMAIL, { password: WRONG_PASSWORD, email: NEW_EMAIL }, facts);
    await ask(CHANGE_EMAIL, { password: PASSWORD, email: `${NEW_EMAIL} ${BSN}` }, facts);
    await ask(CHANGE_EMAIL, { password: PASSWORD, email: TAKEN_EMAIL }, facts);
    await ask(CONFIRM_EMAIL, { token: await token(TAKEN_EMAIL) });
    await ask(CHANGE_EMAIL, { password: PASSWORD, email: NEW_EMAIL }, facts);
    await ask(CONFIRM_EMAIL, { token: await token(NEW_EMAIL) });
    await ask(CHANGE_NUMBER, { password: PASSWORD, number: `${NEW_MOBILE}9` }, facts);
    const change = idIn(
      await ask(CHANGE_NUMBER, { password: PASSWORD, number: NEW_MOBILE }, facts),
      'changeMobileNumber',
    );
    const toNumber = code();
    await ask(CONFIRM_NUMBER, { id: change, code: wrong(toNumber) }, facts);
    await ask(CONFIRM_NUMBER, { id: change, code: toNumber }, facts);

    // recovery
    await ask(RECOVERY, { email: UNKNOWN_EMAIL });
    await ask(RECOVERY, { email: NEW_EMAIL });
    await eventually(() =>
      expect(world.mails.some(({ to, text }) => to === NEW_EMAIL && text.includes('/wachtwoord#'))).toBe(true),
    );
    const recovery = idIn(
      await ask(RECOVER, { token: await token(NEW_EMAIL), password: NEW_PASSWORD }),
      'recoverAccount',
    );
    await ask(VERIFY, { id: recovery, code: code() });
    await program.close();
  }, 60_000);

  /** As a word of its own: six digits can be part of any id. */
  const holding = (texts: string[], value: string) => {
    const alone = new RegExp(`(?<![0-9A-Za-z])${value.replace(/[^\w]/g, '\\$&')}(?![0-9A-Za-z])`, 'i');
    return texts.filter(
      (text) => alone.test(text) || (value.length > 6 && text.toLowerCase().includes(value.toLowerCase())),
    );
  };
  const repeated = (texts: string[], among = secrets) =>
    [...among].flatMap(([what, value]) => holding(texts, value).map((text) => `${what}: ${text}`));

  it('what was done was done, so that there is something to look through', () => {
    const done = program.events.filter(({ outcome }) => outcome === 'OK').map(({ kind }) => kind);
    expect(new Set(done)).toEqual(
      new Set([...new Set(done), 'SIGN_IN', 'BSN_CONFIRMED', 'ACCOUNT_CHANGED', 'CREDENTIAL_CHANGED']),
    );
    expect(
      program.events.filter(({ kind, outcome }) => kind === 'ACCOUNT_CHANGED' && outcome === 'OK').length,
    ).toBeGreaterThanOrEqual(5);
    expect([...secrets.keys()].filter((what) => what.startsWith('code'))).toHaveLength(4);
    expect([...secrets.values()]).not.toContain('none');
    expect(lines.length).toBeGreaterThan(0);
  });

  it('by no answer, but for what the answer is for (R26)', () => {
    expect(repeated(answers)).toEqual([]);
    expect(holding(answers, ownAnswers.get('TOTP secret') ?? '')).toHaveLength(1);
  });

  it('by no line of the log (R26)', () => {
    expect(repeated(lines)).toEqual([]);
    expect(repeated(lines, ownAnswers)).toEqual([]);
  });

  it('by no record of the audit log (R26)', () => {
    const records = program.events.map((event) => JSON.stringify(event));
    expect(repeated(records)).toEqual([]);
    expect(repeated(records, ownAnswers)).toEqual([]);
  });

  it('by no copy of the log, in whichever form, nor a sentence of it; of who was forgotten not the name either (R18)', () => {
    const copied = program.events.flatMap((event) =>
      [NDJSON, CSV, FHIR].map((format) => format.line(forgotten(event))),
    );
    const told = program.events.flatMap((event) => {
      const line = lineOf(aRecord({ ...event, occurredAt: new Date(event.occurredAt), accountName: null }), 'UTC');
      const reader = { timeZone: 'UTC', organisation: 'Vivium Zorggroep' };
      return (['nl', 'en'] as const).map((language) => sentenceOf(line, { ...reader, language }));
    });
    const names = new Map(program.events.flatMap(({ accountName }) => (accountName ? [['name', accountName]] : [])));
    expect(names.size).toBeGreaterThan(0);
    for (const among of [secrets, ownAnswers, names]) expect(repeated([...copied, ...told], among)).toEqual([]);
  });
});

/** The record as an export has it when the key of the name is gone. */
function forgotten(event: AuditEvent) {
  const nameless = { ...event, accountName: undefined };
  return aLine(nameless, { name: null });
}
